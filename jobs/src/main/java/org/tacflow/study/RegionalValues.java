package org.tacflow.study;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.tacflow.bids.DelimitedTable;
import org.tacflow.bids.ScanId;
import org.tacflow.bids.Storage;
import org.tacflow.config.InputException;
import org.tacflow.config.Measures;
import org.tacflow.config.SettingsHash;

/**
 * Reads tables of regional values that were made elsewhere: a row is a region, or a person.
 *
 * <p>A cell that is no number is a value that is missing, with the reason. Two values of one
 * person, session, region and outcome are refused: which of them counts is not for this program.
 */
public final class RegionalValues {
  private final Storage storage;
  private final TracerRegistry tracers;

  /** With the tracers of a registry. */
  public RegionalValues(Storage storage, TracerRegistry tracers) {
    this.storage = storage;
    this.tracers = tracers;
  }

  /**
   * All values of the configured tables, in their order.
   *
   * @throws InputException when a table cannot be read, lacks a column or holds a value twice
   */
  public List<RegionalValue> readAll(Measures measures) {
    List<RegionalValue> values = new ArrayList<>();
    Set<List<String>> seen = new HashSet<>();
    for (Measures.Values settings : measures.tables()) {
      try {
        for (RegionalValue value : read(DelimitedTable.read(storage, settings.path()), settings)) {
          if (!seen.add(List.of(value.scan(), value.region(), value.outcome()))) {
            throw new InputException(
                "Cannot use "
                    + settings.path()
                    + ": "
                    + value.outcome()
                    + " of "
                    + value.region()
                    + " stands twice for "
                    + value.scan()
                    + " (keep one row, or give session-column)");
          }
          values.add(value);
        }
      } catch (IOException e) {
        throw new InputException(
            "Cannot read regional values " + settings.path() + ": " + e.getMessage(), e);
      }
    }
    return values;
  }

  private List<RegionalValue> read(DelimitedTable table, Measures.Values settings) {
    String person = required(table, settings.participantColumn());
    boolean wide = !settings.regions().isEmpty();
    String session =
        settings.sessionColumn().isEmpty() ? null : required(table, settings.sessionColumn());
    String regionColumn = wide ? null : required(table, settings.regionColumn());
    Map<String, String> columns = new LinkedHashMap<>();
    if (wide) {
      settings.regions().forEach((column, region) -> columns.put(required(table, column), region));
    } else {
      columns.put(required(table, settings.valueColumn()), "");
    }
    List<RegionalValue> values = new ArrayList<>();
    for (int row = 0; row < table.size(); row++) {
      String id = table.cell(row, person);
      for (Map.Entry<String, String> column : columns.entrySet()) {
        String region = wide ? column.getValue() : table.cell(row, regionColumn);
        if (id != null && region != null) {
          String ses = session == null ? null : table.cell(row, session);
          values.add(value(settings, id, ses, region, row, table.cell(row, column.getKey())));
        }
      }
    }
    return values;
  }

  private RegionalValue value(
      Measures.Values settings, String id, String session, String region, int row, String cell) {
    String participant = Names.participantId(id);
    String ses = Names.sessionId(session);
    String tracer = tracers.find(settings.tracer()).map(Tracer::id).orElse(settings.tracer());
    String label = tracer.replaceAll("[^A-Za-z0-9]", "");
    ScanId scan =
        new ScanId(
            participant.substring("sub-".length()),
            ses == null ? null : ses.substring("ses-".length()),
            null,
            label,
            null,
            null);
    double number = number(cell);
    boolean none = Double.isNaN(number);
    return new RegionalValue(
        scan.key(),
        participant,
        ses,
        tracer,
        region,
        settings.outcome(),
        settings.unit(),
        number,
        none ? "no number in " + settings.path() + ", row " + (row + 1) : "",
        settings.referenceRegion(),
        SettingsHash.of(settings));
  }

  private static double number(String cell) {
    try {
      double value = cell == null ? Double.NaN : Double.parseDouble(cell);
      return Double.isInfinite(value) ? Double.NaN : value;
    } catch (NumberFormatException e) {
      return Double.NaN;
    }
  }

  private static String required(DelimitedTable table, String column) {
    if (!table.has(column)) {
      throw new InputException(
          "Invalid column in measures.regional-values: "
              + column
              + " (must be a column of "
              + table.source()
              + ": "
              + String.join(", ", table.columns())
              + ")");
    }
    return column;
  }
}
