package org.tacflow.bids;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * A {@code _tacs.tsv} in any of the layouts in use, as columns of regions.
 *
 * <p>Wide: a column per region after {@code frame_start} and {@code frame_end} in s (PETPrep,
 * BEP023 prose), {@code frame_start(min)} (PETPAL), {@code FrameTimesStart} and {@code
 * FrameDuration}, or no times at all (early PETPrep). Long: {@code region_name} and one value
 * column (BEP023 draft, petfit).
 */
final class TacsTable {
  private static final Set<String> NO_REGIONS =
      Set.of(
          "frame_mid",
          "frame_dur",
          "frame",
          "times",
          "weights",
          "weight",
          "index",
          "sub",
          "ses",
          "trc",
          "rec",
          "task",
          "run",
          "pet",
          "segmentation",
          "volume_mm3",
          "volume-mm3");
  private static final String[] LONG_NAMES = {"region_name", "region", "name"};
  private static final String[] LONG_VALUES = {"tac", "mean", "value", "activity", "radioactivity"};

  private final String source;
  private final double[] starts;
  private final double[] durations;
  private final Map<String, double[]> regions;

  private TacsTable(
      String source, double[] starts, double[] durations, Map<String, double[]> regions) {
    this.source = source;
    this.starts = starts;
    this.durations = durations;
    this.regions = regions;
  }

  /** Reads a file. */
  static TacsTable read(Storage storage, String path) throws ScanException {
    try {
      DelimitedTable table = DelimitedTable.read(storage, path);
      if (table.size() == 0) {
        throw new ScanException("Cannot read curves " + path + ": no row below the header");
      }
      String regionColumn = column(table, LONG_NAMES);
      String valueColumn = column(table, LONG_VALUES);
      if (regionColumn != null && valueColumn != null) {
        return ofLong(table, regionColumn, valueColumn);
      }
      return ofWide(table);
    } catch (IOException e) {
      throw new ScanException(e.getMessage(), e);
    }
  }

  private static String column(DelimitedTable table, String[] names) {
    for (String name : names) {
      for (String column : table.columns()) {
        if (column.equalsIgnoreCase(name)) {
          return column;
        }
      }
    }
    return null;
  }

  private static TacsTable ofWide(DelimitedTable table) throws IOException, ScanException {
    double[][] times = times(table);
    Map<String, double[]> regions = new LinkedHashMap<>();
    for (String column : table.columns()) {
      if (isRegion(column)) {
        regions.put(column, table.numbers(column));
      }
    }
    return checked(table.source(), times, regions);
  }

  private static boolean isRegion(String column) {
    String lower = column.toLowerCase(Locale.ROOT);
    return timeRole(lower) == null
        && !column.isEmpty()
        && !NO_REGIONS.contains(lower)
        && !lower.endsWith("_unc");
  }

  // Which time a column holds, and in what unit: "start s", "end min", ...; null when it is none.
  private static String timeRole(String lower) {
    String name = lower.replaceAll("[\\s_]", "");
    String unit = " s";
    for (String minutes : new String[] {"(min)", "[min]"}) {
      if (name.endsWith(minutes)) {
        name = name.substring(0, name.length() - minutes.length());
        unit = " min";
      }
    }
    for (String seconds : new String[] {"(s)", "[s]", "(sec)"}) {
      if (name.endsWith(seconds)) {
        name = name.substring(0, name.length() - seconds.length());
      }
    }
    return switch (name) {
      case "framestart", "frametimesstart", "starttime" -> "start" + unit;
      case "frameend", "frametimesend", "endtime" -> "end" + unit;
      case "frameduration", "duration" -> "duration" + unit;
      default -> null;
    };
  }

  // Starts and durations in s, or null where the table has none.
  private static double[][] times(DelimitedTable table) throws IOException {
    double[] starts = null;
    double[] ends = null;
    double[] durations = null;
    for (String column : table.columns()) {
      String role = timeRole(column.toLowerCase(Locale.ROOT));
      if (role == null) {
        continue;
      }
      double[] values = table.numbers(column);
      if (role.endsWith("min")) {
        for (int f = 0; f < values.length; f++) {
          values[f] *= 60;
        }
      }
      if (role.startsWith("start")) {
        starts = values;
      } else if (role.startsWith("end")) {
        ends = values;
      } else {
        durations = values;
      }
    }
    if (starts == null || (ends == null && durations == null)) {
      return null;
    }
    if (ends != null) {
      durations = new double[starts.length];
      for (int f = 0; f < starts.length; f++) {
        durations[f] = ends[f] - starts[f];
      }
    }
    return new double[][] {starts, durations};
  }

  private static TacsTable ofLong(DelimitedTable table, String regionColumn, String valueColumn)
      throws IOException, ScanException {
    double[] values = table.numbers(valueColumn);
    Map<String, List<Integer>> rows = new LinkedHashMap<>();
    for (int r = 0; r < table.size(); r++) {
      String region = table.cell(r, regionColumn);
      if (region == null) {
        throw new ScanException(
            "Cannot read curves " + table.source() + ": row " + (r + 1) + " names no region");
      }
      rows.computeIfAbsent(region, name -> new ArrayList<>()).add(r);
    }
    double[][] all = times(table);
    double[][] first = null;
    Map<String, double[]> regions = new LinkedHashMap<>();
    for (Map.Entry<String, List<Integer>> entry : rows.entrySet()) {
      regions.put(entry.getKey(), pick(values, entry.getValue()));
      if (all != null) {
        double[][] own = {pick(all[0], entry.getValue()), pick(all[1], entry.getValue())};
        if (first != null && !java.util.Arrays.deepEquals(first, own)) {
          throw new ScanException(
              "Cannot read curves "
                  + table.source()
                  + ": region "
                  + entry.getKey()
                  + " has other frames than the first region (must be the same)");
        }
        first = own;
      }
    }
    return checked(table.source(), first, regions);
  }

  private static double[] pick(double[] values, List<Integer> rows) {
    double[] out = new double[rows.size()];
    for (int i = 0; i < out.length; i++) {
      out[i] = values[rows.get(i)];
    }
    return out;
  }

  private static TacsTable checked(String source, double[][] times, Map<String, double[]> regions)
      throws ScanException {
    if (regions.isEmpty()) {
      throw new ScanException("Cannot read curves " + source + ": no column of a region");
    }
    double[] starts = times == null ? null : times[0];
    return new TacsTable(source, starts, times == null ? null : times[1], regions);
  }

  /** What messages call it. */
  String source() {
    return source;
  }

  /** Whether the table says when its frames are. */
  boolean hasTimes() {
    return starts != null;
  }

  /** Frame starts, s on the clock of the data set, or null. */
  double[] starts() {
    return starts;
  }

  /** Frame durations, s, or null. */
  double[] durations() {
    return durations;
  }

  /** Region name to values, in file order. */
  Map<String, double[]> regions() {
    return regions;
  }
}
