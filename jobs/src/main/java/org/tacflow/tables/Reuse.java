package org.tacflow.tables;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Finds what earlier runs made, published or dead, so that it need not be made again.
 *
 * <p>A unit is taken over when its key is the same and all files with its rows are there, of the
 * size and from the time that the ledger noted; where anything differs it is made again.
 */
public final class Reuse {
  private final StageFiles folders;
  private final List<RunLedger> ledgers;

  private Reuse(RunStore store, List<RunLedger> ledgers) {
    this.folders = new StageFiles(store);
    this.ledgers = ledgers;
  }

  /** From all runs whose folders are still there. */
  public static Reuse of(RunStore store) throws IOException {
    return new Reuse(store, store.ledgers());
  }

  /** Nothing: everything is made again. */
  public static Reuse nothing(RunStore store) {
    return new Reuse(store, List.of());
  }

  /** What a stage has to do. */
  public StageWork work(String stage, Map<String, StageRecord.Unit> wanted) throws IOException {
    Map<String, StageRecord.Unit> missing = new TreeMap<>(wanted);
    List<StageWork.Reused> reused = new ArrayList<>();
    for (RunLedger ledger : ledgers) {
      Optional<StageRecord> record = ledger.stage(stage);
      if (record.isPresent()) {
        Set<String> units = same(record.get(), missing);
        boolean emptyStage = wanted.isEmpty() && record.get().units().isEmpty();
        boolean useful = !units.isEmpty() || (emptyStage && reused.isEmpty());
        if (useful && isWhole(record.get(), units)) {
          reused.add(new StageWork.Reused(record.get(), units));
          missing.keySet().removeAll(units);
        }
      }
    }
    return new StageWork(stage, wanted, missing.keySet(), reused);
  }

  private static Set<String> same(StageRecord record, Map<String, StageRecord.Unit> missing) {
    Set<String> same = new TreeSet<>();
    missing.forEach(
        (unit, wanted) -> {
          StageRecord.Unit made = record.units().get(unit);
          if (made != null && made.key().equals(wanted.key())) {
            same.add(unit);
          }
        });
    return same;
  }

  private boolean isWhole(StageRecord record, Set<String> units) throws IOException {
    for (Map.Entry<String, String> place : record.tables().entrySet()) {
      boolean byVoxel = Tables.named(place.getKey()).isByVoxel();
      List<StageRecord.UnitFile> needed =
          record.files().getOrDefault(place.getKey(), List.of()).stream()
              .filter(file -> !byVoxel || units.contains(file.unit()))
              .toList();
      if (!folders.areWhole(place.getValue(), needed)) {
        return false;
      }
    }
    return true;
  }

  /** The newest record of a unit, whatever it was made of; empty when it never was. */
  public Optional<StageRecord.Unit> last(String stage, String unit) {
    for (RunLedger ledger : ledgers) {
      Optional<StageRecord> record = ledger.stage(stage);
      if (record.isPresent() && record.get().units().containsKey(unit)) {
        return Optional.of(record.get().units().get(unit));
      }
    }
    return Optional.empty();
  }

  /** The newest complete record of a stage. */
  public Optional<StageRecord> last(String stage) {
    return ledgers.stream()
        .flatMap(ledger -> ledger.stage(stage).stream())
        .filter(StageRecord::complete)
        .findFirst();
  }
}
