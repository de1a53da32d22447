package org.tacflow.tables;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What one stage of a run made, of what, and where its rows lie.
 *
 * @param stage name of the job
 * @param complete false while the stage is at work, and for ever when it died
 * @param common ingredients that all units share, where the units leave them out; see {@link #slim}
 * @param units unit to what it was made of; a unit is a scan, {@code scan/model}, or {@link
 *     #COHORT}
 * @param tables table name to its folder, relative to the output folder
 * @param files table name to its files
 * @param rejections scan to the reason why this stage could not use it
 */
public record StageRecord(
    String stage,
    boolean complete,
    Map<String, String> common,
    Map<String, Unit> units,
    Map<String, String> tables,
    Map<String, List<UnitFile>> files,
    Map<String, String> rejections) {
  /** The unit of a stage whose rows rest on the whole cohort. */
  public static final String COHORT = "*";

  /** Copies in sorted order. */
  public StageRecord {
    common = new TreeMap<>(common);
    units = new TreeMap<>(units);
    tables = new TreeMap<>(tables);
    Map<String, List<UnitFile>> copies = new TreeMap<>();
    files.forEach((table, list) -> copies.put(table, List.copyOf(list)));
    files = copies;
    rejections = new TreeMap<>(rejections);
  }

  /** With all ingredients in the units. */
  public StageRecord(
      String stage,
      boolean complete,
      Map<String, Unit> units,
      Map<String, String> tables,
      Map<String, List<UnitFile>> files,
      Map<String, String> rejections) {
    this(stage, complete, Map.of(), units, tables, files, rejections);
  }

  /**
   * The same with what all units share said once: settings and program, most of the text.
   *
   * @see #whole
   */
  StageRecord slim() {
    Map<String, String> shared = new TreeMap<>();
    units.values().stream().findFirst().ifPresent(one -> shared.putAll(one.ingredients()));
    units.values().forEach(unit -> shared.entrySet().retainAll(unit.ingredients().entrySet()));
    Map<String, Unit> own = new TreeMap<>();
    units.forEach(
        (name, unit) -> {
          Map<String, String> rest = new TreeMap<>(unit.ingredients());
          rest.keySet().removeAll(shared.keySet());
          own.put(name, new Unit(unit.key(), rest));
        });
    return new StageRecord(stage, complete, shared, own, tables, files, rejections);
  }

  /** The same with all ingredients in the units again. */
  StageRecord whole() {
    Map<String, Unit> all = new TreeMap<>();
    units.forEach(
        (name, unit) -> {
          Map<String, String> both = new TreeMap<>(common);
          both.putAll(unit.ingredients());
          all.put(name, new Unit(unit.key(), both));
        });
    return new StageRecord(stage, complete, all, tables, files, rejections);
  }

  /**
   * What a unit was made of.
   *
   * @param key hash of all ingredients
   * @param ingredients name to a short hash of each, to say what changed
   */
  public record Unit(String key, Map<String, String> ingredients) {
    private static final String FAILED = "failed ";

    /** Copies in sorted order. */
    public Unit {
      ingredients = new TreeMap<>(ingredients);
    }

    /** The same after it failed every attempt: the next run tries it again. */
    public Unit failed() {
      return new Unit(FAILED + key, ingredients);
    }

    /** Whether it failed every attempt. */
    public boolean hasFailed() {
      return key.startsWith(FAILED);
    }
  }

  /**
   * A file of a table.
   *
   * @param path relative to the folder of the table
   * @param unit the only unit that it holds rows of; empty where units share files
   * @param rows number of rows
   * @param bytes size
   * @param modified time of its last change, ms since 1970
   */
  public record UnitFile(String path, String unit, long rows, long bytes, long modified) {
    /** The same file in another place. */
    UnitFile modifiedAt(long time) {
      return new UnitFile(path, unit, rows, bytes, time);
    }
  }

  /** The scan of a unit. */
  public static String scanOf(String unit) {
    int slash = unit.indexOf('/');
    return slash < 0 ? unit : unit.substring(0, slash);
  }

  /** What stands behind the scan of a unit: a model, or nothing. */
  static String modelOf(String unit) {
    int slash = unit.indexOf('/');
    return slash < 0 ? "" : unit.substring(slash + 1);
  }

  /** Number of rows of a table. */
  public long rows(String table) {
    return files.getOrDefault(table, List.of()).stream().mapToLong(UnitFile::rows).sum();
  }

  /** Units and their keys as text: equal for equal work. */
  public String digest() {
    List<String> lines = new ArrayList<>();
    units.forEach((unit, made) -> lines.add(unit + " " + made.key()));
    return String.join("\n", lines);
  }
}
