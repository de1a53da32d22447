package org.tacflow.study;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.tacflow.bids.DelimitedTable;
import org.tacflow.bids.Storage;
import org.tacflow.config.InputException;

/**
 * A reference table of MSSS or ARMSS that the user has: rows of years, columns of EDSS.
 *
 * <p>The first column is the disease duration or age in whole years; the others are named by an
 * EDSS value ({@code 1.5}, {@code edss_1.5}). A person is looked up in the row of the whole years
 * passed; years above the last row take the last.
 *
 * <ul>
 *   <li>Years below the first row, an EDSS without column, an empty cell: NaN.
 * </ul>
 */
final class SeverityTable {
  private static final Pattern EDSS = Pattern.compile(".*?(\\d+(?:\\.\\d+)?)");

  private final TreeMap<Integer, Map<Double, Double>> byYear = new TreeMap<>();

  private SeverityTable() {}

  /**
   * Reads a table.
   *
   * @throws InputException when it cannot be read or has no such form
   */
  static SeverityTable read(Storage storage, String path) {
    try {
      return of(DelimitedTable.read(storage, path));
    } catch (IOException e) {
      throw new InputException("Cannot read severity table " + path + ": " + e.getMessage(), e);
    }
  }

  /** Of a table that was read. */
  static SeverityTable of(DelimitedTable table) throws IOException {
    SeverityTable severity = new SeverityTable();
    String years = table.columns().get(0);
    for (String column : table.columns().subList(1, table.columns().size())) {
      Matcher name = EDSS.matcher(column);
      if (!name.matches()) {
        throw new InputException(
            "Invalid column of "
                + table.source()
                + ": "
                + column
                + " (must end in an EDSS value such as edss_1.5)");
      }
      double edss = Double.parseDouble(name.group(1));
      for (int row = 0; row < table.size(); row++) {
        if (table.cell(row, column) != null) {
          severity
              .byYear
              .computeIfAbsent((int) table.number(row, years), y -> new HashMap<>())
              .put(edss, table.number(row, column));
        }
      }
    }
    if (severity.byYear.isEmpty()) {
      throw new InputException("Cannot use severity table " + table.source() + ": no values");
    }
    return severity;
  }

  /** The score of an EDSS at so many years. */
  double score(double edss, double years) {
    Map.Entry<Integer, Map<Double, Double>> row =
        years >= 0 ? byYear.floorEntry((int) Math.floor(years)) : null;
    Double score = row == null ? null : row.getValue().get(edss);
    return score == null ? Double.NaN : score;
  }
}
