package org.tacflow.bids;

import java.io.IOException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** Reads the names ({@code _dseg.tsv}) and volumes ({@code _morph.tsv}) of regions by header. */
public final class LabelTable {
  private static final String[] VOLUME_COLUMNS = {"volume-mm3", "volume_mm3", "volume"};

  private LabelTable() {}

  /**
   * Names by label index, in file order.
   *
   * @throws ScanException when a column is missing, an index is no whole number or stands twice
   *     with two names
   */
  public static Map<Integer, String> names(Storage storage, String path) throws ScanException {
    try {
      DelimitedTable table = DelimitedTable.read(storage, path);
      require(table, "index");
      require(table, "name");
      Map<Integer, String> names = new LinkedHashMap<>();
      for (int r = 0; r < table.size(); r++) {
        double index = table.number(r, "index");
        String name = table.cell(r, "name");
        if (index != Math.rint(index) || name == null) {
          throw new ScanException(
              "Invalid label in "
                  + path
                  + ", row "
                  + (r + 1)
                  + ": index "
                  + table.cell(r, "index")
                  + ", name "
                  + name
                  + " (must be a whole number and a name)");
        }
        String before = names.put((int) index, name);
        if (before != null && !before.equals(name)) {
          throw new ScanException(
              "Invalid label in " + path + ": " + (int) index + " is " + before + " and " + name);
        }
      }
      return Collections.unmodifiableMap(names);
    } catch (IOException e) {
      throw new ScanException(e.getMessage(), e);
    }
  }

  /** Volumes by region name, mm³, in file order; a region without volume is left out. */
  public static Map<String, Double> volumes(Storage storage, String path) throws ScanException {
    try {
      DelimitedTable table = DelimitedTable.read(storage, path);
      require(table, "name");
      String column = null;
      for (String candidate : VOLUME_COLUMNS) {
        if (column == null && table.has(candidate)) {
          column = candidate;
        }
      }
      if (column == null) {
        throw new ScanException(
            "Cannot read volumes " + path + ": no column volume-mm3 in " + table.columns());
      }
      Map<String, Double> volumes = new LinkedHashMap<>();
      for (int r = 0; r < table.size(); r++) {
        double volume = table.number(r, column);
        String name = table.cell(r, "name");
        if (name != null && volume > 0) {
          volumes.put(name, volume);
        }
      }
      return Collections.unmodifiableMap(volumes);
    } catch (IOException e) {
      throw new ScanException(e.getMessage(), e);
    }
  }

  private static void require(DelimitedTable table, String column) throws ScanException {
    if (!table.has(column)) {
      throw new ScanException(
          "Cannot read " + table.source() + ": no column " + column + " in " + table.columns());
    }
  }
}
