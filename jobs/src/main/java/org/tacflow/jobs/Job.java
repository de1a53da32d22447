package org.tacflow.jobs;

import org.tacflow.config.CohortConfig;

/** One arrow between tables: reads tables of a run, writes others. */
interface Job {
  /** Name of the subcommand and of the stage in messages. */
  String name();

  /** One line of what it does, for help and progress. */
  String purpose();

  /**
   * Whether equal inputs of a run make a second time superfluous.
   *
   * <p>Not where a job reads files that neither the data set nor the configuration names, or writes
   * files beside its tables.
   */
  default boolean isRepeatable(CohortConfig config) {
    return true;
  }

  /** Reads what it needs from the run's tables and writes its own. */
  void run(RunContext run) throws java.io.IOException;
}
