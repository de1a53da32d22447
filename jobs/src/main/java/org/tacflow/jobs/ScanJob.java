package org.tacflow.jobs;

import java.util.List;
import org.tacflow.config.CohortConfig;

/**
 * A job whose rows of one scan rest on that scan alone, so that other scans can be carried over.
 *
 * <p>What {@link #ingredients} leaves out must not change a row: an unchanged key means that nobody
 * looks again.
 */
interface ScanJob extends Job {
  /** Adds what the rows of one scan rest on, beside the program itself. */
  void ingredients(ScanIngredients unit);

  /** Ids of the model entries that are made apart from each other; empty when scans are units. */
  default List<String> models(CohortConfig config) {
    return List.of();
  }
}
