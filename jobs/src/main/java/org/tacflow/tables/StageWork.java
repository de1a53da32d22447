package org.tacflow.tables;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What a stage has to do: units to make, and units whose rows an earlier run left behind.
 *
 * @param stage name of the job
 * @param wanted every unit of the stage and what it is made of
 * @param toDo units to make
 * @param reused units to carry over, by where they are
 */
public record StageWork(
    String stage, Map<String, StageRecord.Unit> wanted, Set<String> toDo, List<Reused> reused) {
  /** Copies in sorted order. */
  public StageWork {
    wanted = new TreeMap<>(wanted);
    toDo = new TreeSet<>(toDo);
    reused = List.copyOf(reused);
  }

  /**
   * Units that one earlier stage made.
   *
   * @param source the record of that stage
   * @param units which of its units are wanted
   */
  public record Reused(StageRecord source, Set<String> units) {
    /** Copies in sorted order. */
    public Reused {
      units = new TreeSet<>(units);
    }
  }

  /** Everything is to be made. */
  public static StageWork all(String stage, Map<String, StageRecord.Unit> wanted) {
    return new StageWork(stage, wanted, wanted.keySet(), List.of());
  }

  /** Whether the tables of one earlier stage stand as they are. */
  public boolean isUnchanged() {
    return toDo.isEmpty()
        && reused.size() == 1
        && reused.get(0).source().complete()
        && reused.get(0).source().units().keySet().equals(wanted.keySet());
  }

  /** Whether nothing can be carried over. */
  public boolean isWhole() {
    return toDo.size() == wanted.size();
  }
}
