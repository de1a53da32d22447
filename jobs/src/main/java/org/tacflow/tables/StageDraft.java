package org.tacflow.tables;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;

/**
 * One stage of a run in the making: units are made in batches, the others are carried over.
 *
 * <p>After every batch the ledger of the run says what is there, so that a later run can go on from
 * it should this one die.
 */
public final class StageDraft {
  /** Tables of more files than this are written again as one. */
  private static final int MOST_FILES = 4;

  private final RunDraft draft;
  private final RunStore store;
  private final StageFiles folders;
  private final StageWork work;
  private final Map<String, StageRecord.Unit> done = new TreeMap<>();
  private final Map<String, String> rejections = new TreeMap<>();
  private final Map<String, Table> tables = new TreeMap<>();
  private final Map<String, List<StageRecord.UnitFile>> files = new TreeMap<>();
  private Set<String> inHand = new TreeSet<>();

  StageDraft(RunDraft draft, RunStore store, StageFiles folders, StageWork work) {
    this.draft = draft;
    this.store = store;
    this.folders = folders;
    this.work = work;
  }

  /** Takes units in hand: tables are read of their scans only. */
  public void take(Set<String> units) {
    inHand = new TreeSet<>(units);
  }

  /** Scans of one model entry that are in hand, of a stage whose units are {@code scan/model}. */
  private Set<String> scansInHand(String model) {
    Set<String> scans = new TreeSet<>();
    for (String unit : inHand) {
      if (unit.endsWith("/" + model)) {
        scans.add(StageRecord.scanOf(unit));
      }
    }
    return scans;
  }

  /** Whether all units are in hand, or the stage makes no difference between them. */
  public boolean isEverything() {
    return work.wanted().containsKey(StageRecord.COHORT) || inHand.size() == work.wanted().size();
  }

  /** Whether a unit is in hand. */
  public boolean isInHand(String unit) {
    return isEverything() || inHand.contains(unit);
  }

  /** Whether any scan is to be made by a model entry. */
  public boolean isModelInHand(String model) {
    return isEverything() || !scansInHand(model).isEmpty();
  }

  /** Units of some scans that the stage has to do. */
  public Set<String> unitsOf(Set<String> scans) {
    Set<String> units = new TreeSet<>(work.toDo());
    units.removeIf(unit -> !scans.contains(StageRecord.scanOf(unit)));
    return units;
  }

  /** Scans in hand; empty when there is no need to choose. */
  Optional<Set<String>> scansInHand() {
    if (isEverything()) {
      return Optional.empty();
    }
    Set<String> scans = new TreeSet<>();
    inHand.forEach(unit -> scans.add(StageRecord.scanOf(unit)));
    return Optional.of(scans);
  }

  boolean hasWritten(Table table) {
    return tables.containsKey(table.name());
  }

  List<StageRecord.UnitFile> files(Table table) {
    return files.get(table.name());
  }

  /** Notes the files that a write has added. */
  void written(Table table) {
    tables.put(table.name(), table);
    List<StageRecord.UnitFile> own = files.computeIfAbsent(table.name(), n -> new ArrayList<>());
    try {
      own.addAll(folders.added(table, draft.folder(table), paths(table)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Set<String> paths(Table table) {
    Set<String> paths = new HashSet<>();
    files.getOrDefault(table.name(), List.of()).forEach(file -> paths.add(file.path()));
    return paths;
  }

  /** Ends a batch: what was in hand is made. */
  public void made(Map<String, String> rejected) throws IOException {
    inHand.forEach(unit -> done.put(unit, work.wanted().get(unit)));
    rejections.putAll(rejected);
    draft.keep(record(false));
  }

  /** Ends a batch that failed every attempt: nothing is made, and the next run tries again. */
  public void failed(Map<String, String> reasons) throws IOException {
    inHand.forEach(unit -> done.put(unit, work.wanted().get(unit).failed()));
    rejections.putAll(reasons);
    draft.keep(record(false));
  }

  /** Files before a batch, to go back to. */
  public Map<String, List<StageRecord.UnitFile>> mark() {
    Map<String, List<StageRecord.UnitFile>> mark = new TreeMap<>();
    files.forEach((table, list) -> mark.put(table, List.copyOf(list)));
    return mark;
  }

  /** Throws away what a batch that failed has written. */
  public void goBack(Map<String, List<StageRecord.UnitFile>> mark) throws IOException {
    for (Table table : tables.values()) {
      List<StageRecord.UnitFile> kept = mark.getOrDefault(table.name(), List.of());
      for (StageRecord.UnitFile file : files.get(table.name())) {
        if (!kept.contains(file)) {
          store.files().delete(store.path(draft.folder(table) + "/" + file.path()), false);
        }
      }
      files.put(table.name(), new ArrayList<>(kept));
    }
  }

  /** Ends the stage: carries over what others made, and makes few files of many. */
  public StageRecord close() throws IOException {
    inHand = new TreeSet<>(work.wanted().keySet());
    for (StageWork.Reused reused : work.reused()) {
      carry(reused);
    }
    for (Table table : List.copyOf(tables.values())) {
      if (!table.isByVoxel() && files.get(table.name()).size() > MOST_FILES) {
        folders.compact(table, draft.folder(table));
        files.put(table.name(), folders.added(table, draft.folder(table), Set.of()));
      }
    }
    StageRecord record = record(true);
    draft.keep(record);
    draft.closed();
    return record;
  }

  private StageRecord record(boolean complete) {
    Map<String, String> places = new TreeMap<>();
    tables.values().forEach(table -> places.put(table.name(), draft.folder(table)));
    return new StageRecord(work.stage(), complete, done, places, files, rejections);
  }

  private void carry(StageWork.Reused reused) throws IOException {
    StageRecord source = reused.source();
    Set<String> scans = new TreeSet<>();
    for (String unit : reused.units()) {
      scans.add(StageRecord.scanOf(unit));
      done.put(unit, work.wanted().get(unit));
    }
    source
        .rejections()
        .forEach(
            (scan, reason) -> {
              if (scans.contains(scan)) {
                rejections.put(scan, reason);
              }
            });
    for (Map.Entry<String, String> place : source.tables().entrySet()) {
      Table table = Tables.named(place.getKey());
      if (table.isByVoxel()) {
        link(table, place.getValue(), source.files().get(table.name()), reused.units());
      } else {
        draft.writeAgain(table, rows(table, place.getValue(), reused.units()).coalesce(1));
      }
    }
  }

  private void link(Table table, String from, List<StageRecord.UnitFile> there, Set<String> units)
      throws IOException {
    List<StageRecord.UnitFile> own = files.computeIfAbsent(table.name(), name -> new ArrayList<>());
    List<StageRecord.UnitFile> kept =
        there.stream().filter(file -> units.contains(file.unit())).toList();
    own.addAll(folders.link(kept, from, draft.folder(table)));
    tables.put(table.name(), table);
    if (own.isEmpty()) {
      Dataset<Row> none = store.spark().createDataFrame(List.of(), table.schema());
      if (table.partitionColumn().isPresent()) {
        draft.writePartition(table, "none", none);
      } else {
        draft.write(table, none);
      }
    }
    own.sort(Comparator.comparing(StageRecord.UnitFile::path));
    draft.place(table, draft.folder(table));
  }

  private Dataset<Row> rows(Table table, String folder, Set<String> units) {
    return store
        .spark()
        .read()
        .schema(table.schema())
        .parquet(store.path(folder).toString())
        .where(unit(table).isin(units.toArray()));
  }

  private Column unit(Table table) {
    boolean byModel = work.wanted().keySet().stream().anyMatch(unit -> unit.contains("/"));
    return byModel
        ? functions.concat_ws("/", functions.col("scan"), functions.col("model"))
        : functions.col("scan");
  }
}
