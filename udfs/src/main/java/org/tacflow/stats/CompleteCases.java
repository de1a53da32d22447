package org.tacflow.stats;

import java.util.List;

/**
 * The rows that have a value in every column of one analysis, and who was left out.
 *
 * @param rows complete rows in ascending order of the key
 * @param excluded one entry per row left out, in ascending order of the key
 */
public record CompleteCases(Observations rows, List<Exclusion> excluded) {
  /** Copies the list. */
  public CompleteCases {
    excluded = List.copyOf(excluded);
  }

  /** Number of complete rows. */
  public int n() {
    return rows.size();
  }
}
