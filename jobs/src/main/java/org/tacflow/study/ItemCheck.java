package org.tacflow.study;

import java.util.List;
import java.util.regex.Pattern;
import org.tacflow.bids.DelimitedTable;
import org.tacflow.study.ClinicalScore.Status;

/**
 * Holds a total against the items of its row.
 *
 * <p>An item with a special code (101, unable to rate) leaves no total; a full set of items must
 * add up to it. Where items are missing nothing is said.
 */
final class ItemCheck {
  private final Scale scale;
  private final List<String> items;

  private ItemCheck(Scale scale, List<String> items) {
    this.scale = scale;
    this.items = items;
  }

  /** The check of a scale in a table; without item columns it passes everything. */
  static ItemCheck of(Scale scale, DelimitedTable table, String totalColumn) {
    if (scale.itemPattern().isEmpty()) {
      return new ItemCheck(scale, List.of());
    }
    Pattern pattern = Pattern.compile(scale.itemPattern());
    List<String> items =
        table.columns().stream()
            .filter(column -> !column.equals(totalColumn) && pattern.matcher(column).matches())
            .toList();
    return new ItemCheck(scale, items);
  }

  /** The score, refused when its items contradict it. */
  ClinicalScore check(ClinicalScore score, DelimitedTable table, int row) {
    boolean hasTotal = score.accepted() || score.status() == Status.MISSING;
    if (items.isEmpty() || !hasTotal) {
      return score;
    }
    double sum = 0;
    int rated = 0;
    for (String item : items) {
      Double value = number(table.cell(row, item));
      if (value == null) {
        continue;
      }
      String special = scale.specialMeaning(value);
      if (special != null) {
        return score.refused(
            Status.ITEM_NOT_RATED, "item " + item + " is " + Scores.plain(value) + ": " + special);
      }
      sum += value;
      rated++;
    }
    if (score.accepted() && rated == scale.itemCount() && sum != score.value()) {
      return score.refused(
          Status.TOTAL_MISMATCH,
          "Invalid "
              + scale.id()
              + ": "
              + score.text()
              + " (must be the sum of its "
              + rated
              + " items, "
              + Scores.plain(sum)
              + ")");
    }
    return score;
  }

  private static Double number(String cell) {
    try {
      return cell == null ? null : Double.valueOf(cell);
    } catch (NumberFormatException e) {
      return null;
    }
  }
}
