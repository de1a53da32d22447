package org.tacflow.study;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.tacflow.bids.DelimitedTable;
import org.tacflow.config.Clinical;
import org.tacflow.config.InputException;
import org.tacflow.config.ScoreTable;
import org.tacflow.study.ClinicalScore.Status;

/**
 * Reads every clinical score of a table: one row per cell, read or refused with the reason.
 *
 * <p>A column is a score when the configuration or the registry says so; {@code total} and {@code
 * score} are, when the file is named after a scale.
 */
public final class ScoreReader {
  private static final List<String> DATES =
      List.of("visit_date", "examdate", "infodt", "acq_time", "date");
  private static final List<String> STATES =
      List.of("medication_state", "pdstate", "medication", "pag_name");
  private static final List<String> TOTALS = List.of("total", "score", "total_score");

  private final ScaleRegistry scales;
  private final Clinical clinical;

  /**
   * With the scales of a registry, and the columns and scales of a configuration.
   *
   * @throws InputException when a scale of the configuration means one of the registry
   */
  public ScoreReader(ScaleRegistry scales, Clinical clinical) {
    this.scales = scales.with(clinical.scales());
    this.clinical = clinical;
  }

  private static String name(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  /**
   * The scores of one table of the data set.
   *
   * @param source what rows call it
   * @param participantId whom all rows are about; null when a column says it
   */
  List<ClinicalScore> table(String source, DelimitedTable table, String participantId) {
    Map<String, Scale> columns = new LinkedHashMap<>();
    for (String column : table.columns()) {
      scale(source, column).ifPresent(scale -> columns.put(column, scale));
    }
    Layout layout =
        new Layout(
            source,
            participantId,
            first(table, List.of("participant_id")),
            first(table, List.of("session_id")),
            first(table, DATES),
            first(table, STATES));
    return rows(table, layout, columns);
  }

  /** Columns of numbers of a table that no scale, item, date or person is known by. */
  List<String> unknown(String source, DelimitedTable table) {
    return table.columns().stream()
        .filter(column -> !isKnown(source, column) && hasNumber(table, column))
        .toList();
  }

  private boolean isKnown(String source, String column) {
    return DATES.contains(column.toLowerCase(Locale.ROOT))
        || column.endsWith("_id")
        || scale(source, column).isPresent()
        || scales.isItem(column);
  }

  private static boolean hasNumber(DelimitedTable table, String column) {
    return IntStream.range(0, table.size())
        .anyMatch(row -> Scores.isNumber(table.cell(row, column)));
  }

  /** The tables that the configuration maps. */
  List<ScoreTable> mappedTables() {
    return clinical.scoreTables();
  }

  /** The scores of a table that the configuration maps. */
  List<ClinicalScore> mapped(DelimitedTable table, ScoreTable mapped) {
    Map<String, Scale> columns = new LinkedHashMap<>();
    mapped
        .scales()
        .forEach(
            (column, id) ->
                columns.put(
                    required(table, column),
                    scales
                        .scale(id)
                        .orElseThrow(
                            () ->
                                new InputException(
                                    "Invalid scale: " + id + " (must be an id of scales.csv)"))));
    Layout layout =
        new Layout(
            name(mapped.path()),
            null,
            required(table, mapped.participantColumn()),
            mapped.sessionColumn().isEmpty() ? null : required(table, mapped.sessionColumn()),
            mapped.dateColumn().isEmpty() ? null : required(table, mapped.dateColumn()),
            first(table, STATES));
    return rows(table, layout, columns);
  }

  private static String required(DelimitedTable table, String column) {
    if (!table.has(column)) {
      throw new InputException(
          "Invalid column in score-tables: "
              + column
              + " (must be a column of "
              + table.source()
              + ": "
              + String.join(", ", table.columns())
              + ")");
    }
    return column;
  }

  private Optional<Scale> scale(String source, String column) {
    String mapped = clinical.scoreColumns().get(column);
    if (mapped != null) {
      return scales.scale(mapped);
    }
    if (source.startsWith("phenotype/") && TOTALS.contains(column.toLowerCase(Locale.ROOT))) {
      return scales.find(name(source).replaceFirst("\\.tsv$", ""));
    }
    return scales.find(column);
  }

  private static String first(DelimitedTable table, List<String> names) {
    for (String name : names) {
      for (String column : table.columns()) {
        if (column.equalsIgnoreCase(name)) {
          return column;
        }
      }
    }
    return null;
  }

  /** Where a table says who, when and how; null for a column that it lacks. */
  private record Layout(
      String source,
      String participantId,
      String participant,
      String session,
      String date,
      String state) {}

  private static List<ClinicalScore> rows(
      DelimitedTable table, Layout layout, Map<String, Scale> columns) {
    List<ClinicalScore> scores = new ArrayList<>();
    boolean anyone = layout.participantId() != null || layout.participant() != null;
    if (columns.isEmpty() || !anyone) {
      return scores;
    }
    Map<String, ItemCheck> checks = new LinkedHashMap<>();
    columns.forEach((column, scale) -> checks.put(column, ItemCheck.of(scale, table, column)));
    for (int row = 0; row < table.size(); row++) {
      String person =
          layout.participantId() == null
              ? table.cell(row, layout.participant())
              : layout.participantId();
      if (person == null) {
        continue;
      }
      for (Map.Entry<String, Scale> entry : columns.entrySet()) {
        ClinicalScore score = score(table, row, layout, person, entry.getKey(), entry.getValue());
        scores.add(checks.get(entry.getKey()).check(score, table, row));
      }
    }
    return scores;
  }

  private static ClinicalScore score(
      DelimitedTable table, int row, Layout layout, String person, String column, Scale scale) {
    String text = table.cell(row, column);
    Scores.Reading reading = Scores.read(scale, text);
    String dateText = cell(table, row, layout.date());
    VisitDate date = dateText == null ? null : VisitDate.parse(dateText);
    ClinicalScore score =
        new ClinicalScore(
            Names.participantId(person),
            Names.sessionId(cell(table, row, layout.session())),
            date == null ? null : date.day(),
            date != null && date.monthPrecision(),
            scale.id(),
            text == null ? "" : text,
            reading.value(),
            reading.status(),
            reading.reason(),
            state(cell(table, row, layout.state())),
            layout.source(),
            column,
            row + 1);
    if (score.accepted() && dateText != null && date == null) {
      return score.refused(
          Status.UNREADABLE_DATE,
          "Invalid date of a visit: " + dateText + " (must be YYYY-MM-DD, YYYY-MM or MM/YYYY)");
    }
    return score;
  }

  private static String cell(DelimitedTable table, int row, String column) {
    return column == null ? null : table.cell(row, column);
  }

  // PPMI writes the state in PDSTATE, or as the page name NUPDR3OF, NUPDR3ON.
  private static String state(String cell) {
    String text = cell == null ? "" : cell.toUpperCase(Locale.ROOT);
    return switch (text) {
      case "OFF", "NUPDR3OF" -> "OFF";
      case "ON", "NUPDR3ON" -> "ON";
      default -> "";
    };
  }
}
