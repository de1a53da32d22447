package org.tacflow.config;

import java.io.Serializable;
import java.util.List;

/**
 * Which scans of a person are without and with a drug, and over which regions that is compared.
 *
 * @param by what of a scan says its condition
 * @param column column of {@code sub-*_sessions.tsv} with the condition; empty otherwise
 * @param baseline labels or cells of scans without the drug; empty measures no occupancy
 * @param blocked labels or cells of scans with the drug
 * @param regions regions or groups of the Lassen plot; empty means all groups if there are groups,
 *     else all regions
 */
public record Occupancy(
    PairBy by, String column, List<String> baseline, List<String> blocked, List<String> regions)
    implements Serializable {

  /** What of a scan says its condition. */
  public enum PairBy {
    /** The session entity. */
    SESSION,
    /** The task entity. */
    TASK,
    /** The run entity. */
    RUN,
    /** A column of the sessions table. */
    SESSIONS_COLUMN
  }

  /** Copies the lists. */
  public Occupancy {
    baseline = List.copyOf(baseline);
    blocked = List.copyOf(blocked);
    regions = List.copyOf(regions);
  }

  /** No scan is with a drug. */
  public static Occupancy none() {
    return new Occupancy(PairBy.SESSION, "", List.of(), List.of(), List.of());
  }

  /** Whether occupancy is measured; derived from the labels, so no setting of its own. */
  public boolean wanted() {
    return !baseline.isEmpty();
  }
}
