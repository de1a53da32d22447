package org.tacflow.bids;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.tacflow.numerics.PiecewiseLinear;

/**
 * One table of blood over time, sorted and in kBq/mL over min after injection.
 *
 * <p>Rows of padding (nothing but zeros at a time that does not come after the row before) are left
 * out, rows out of order are sorted, equal times are averaged; each leaves a flag.
 */
final class BloodTable {
  // As for frames. Knots stand every quarter of a minute: a slip of an exponent fills the memory.
  private static final double LONGEST_MINUTES = 2 * 24 * 60;

  private final DelimitedTable table;
  private final Metadata json;
  private final double[] times;
  private final String unit;
  private final List<Integer> rows = new ArrayList<>();
  private final List<Flag> flags;

  private BloodTable(
      DelimitedTable table, Metadata json, double[] times, String unit, List<Flag> flags) {
    this.table = table;
    this.json = json;
    this.times = times;
    this.unit = unit;
    this.flags = flags;
  }

  /**
   * Reads a table with the JSON beside it.
   *
   * @param injectionStart injection on the clock of the data set, s
   * @param unit unit of the radioactivities in place of the JSON's, null to believe the JSON
   */
  static BloodTable read(
      Storage storage, String path, double injectionStart, String unit, List<Flag> flags)
      throws ScanException {
    try {
      DelimitedTable table = DelimitedTable.read(storage, path);
      String jsonPath = ScanFiles.sidecarOf(path);
      storage.requireInside(jsonPath, DatasetTree.rootOf(path));
      Metadata json =
          storage.exists(jsonPath) ? Metadata.read(storage, List.of(jsonPath)) : Metadata.empty();
      if (!table.has("time")) {
        throw new ScanException(
            "Cannot read blood " + path + ": no column time in " + table.columns());
      }
      double[] times = table.numbers("time");
      double perMinute = "min".equals(json.text("time", "Units")) ? 1 : 1.0 / 60;
      for (int r = 0; r < times.length; r++) {
        if (Double.isNaN(times[r])) {
          throw new ScanException(
              "Invalid blood " + path + ": no time in row " + (r + 1) + " (must be a number)");
        }
        // A zero is a zero: -0 would be a time before it.
        times[r] = times[r] * perMinute - injectionStart / 60 + 0.0;
        if (!(Math.abs(times[r]) <= LONGEST_MINUTES)) {
          throw new ScanException(
              "Invalid blood "
                  + path
                  + ": time "
                  + times[r]
                  + " min after injection in row "
                  + (r + 1)
                  + " (must be within two days; is its unit that of the JSON?)");
        }
      }
      BloodTable blood = new BloodTable(table, json, times, unit, flags);
      blood.keepRows();
      return blood;
    } catch (IOException e) {
      throw new ScanException(e.getMessage(), e);
    }
  }

  private void keepRows() throws IOException {
    int padding = 0;
    boolean unordered = false;
    double latest = Double.NEGATIVE_INFINITY;
    for (int r = 0; r < times.length; r++) {
      if (times[r] <= latest && isZero(r)) {
        padding++;
        continue;
      }
      unordered |= times[r] < latest;
      latest = Math.max(latest, times[r]);
      rows.add(r);
    }
    if (padding > 0) {
      flags.add(
          new Flag(
              BloodChecks.PADDING_ROWS,
              padding + " rows of zeros left out of " + table.source() + " (delete them)"));
    }
    if (unordered) {
      flags.add(new Flag(BloodChecks.TIMES_UNORDERED, table.source() + " was sorted by time"));
    }
  }

  private boolean isZero(int row) throws IOException {
    for (String column : table.columns()) {
      double value = column.equals("time") ? 0 : table.number(row, column);
      if (value != 0 && !Double.isNaN(value)) {
        return false;
      }
    }
    return true;
  }

  /** The first of some columns that has a value, or null. */
  String column(String... names) throws ScanException {
    for (String name : names) {
      if (table.has(name) && samples(name, 1, new ArrayList<>()) != null) {
        return name;
      }
    }
    return null;
  }

  /** Radioactivity of a column, kBq/mL, or null when it has no value. */
  PiecewiseLinear activity(String column) throws ScanException {
    if (!table.has(column)) {
      return null;
    }
    String text = unit == null ? json.text(column, "Units") : unit;
    if (text == null) {
      throw new ScanException(
          "Cannot read blood "
              + table.source()
              + ": no Units of "
              + column
              + " in "
              + ScanFiles.sidecarOf(table.source())
              + " (must give one, such as kBq/mL)");
    }
    List<Flag> unitFlags = new ArrayList<>();
    if (unit != null) {
      unitFlags.add(
          new Flag(
              BloodChecks.UNIT_GIVEN,
              unit + " by the configuration for " + table.source() + ", whatever its JSON says"));
    }
    double factor = Units.checked(text, json.source(), unitFlags).toKilobecquerelPerMillilitre();
    for (Flag flag : unitFlags) {
      if (!flags.contains(flag)) {
        flags.add(flag);
      }
    }
    return samples(column, factor, flags);
  }

  /** Plain numbers of a column, or null when it has none. */
  PiecewiseLinear plain(String column) throws ScanException {
    return table.has(column) ? samples(column, 1, flags) : null;
  }

  private PiecewiseLinear samples(String column, double factor, List<Flag> notes)
      throws ScanException {
    try {
      TreeMap<Double, double[]> sums = new TreeMap<>();
      int duplicates = 0;
      for (int r : rows) {
        double value = table.number(r, column);
        if (!Double.isNaN(value)) {
          double[] sum = sums.computeIfAbsent(times[r], t -> new double[2]);
          duplicates += sum[1] > 0 ? 1 : 0;
          sum[0] += value * factor;
          sum[1]++;
        }
      }
      if (duplicates > 0) {
        notes.add(
            new Flag(
                BloodChecks.TIMES_DUPLICATE,
                duplicates + " times stand twice for " + column + " in " + table.source()));
      }
      if (sums.isEmpty()) {
        return null;
      }
      double[] t = sums.keySet().stream().mapToDouble(Double::doubleValue).toArray();
      double[] values = sums.values().stream().mapToDouble(sum -> sum[0] / sum[1]).toArray();
      return PiecewiseLinear.of(t, values);
    } catch (IOException e) {
      throw new ScanException(e.getMessage(), e);
    }
  }

  /** The JSON beside it. */
  Metadata json() {
    return json;
  }

  /** What messages call it. */
  String source() {
    return table.source();
  }
}
