package org.tacflow.jobs;

/** One arrow between tables: reads tables of a run, writes others. */
interface Job {
  /** Name of the subcommand and of the stage in messages. */
  String name();

  /** One line of what it does, for help and progress. */
  String purpose();

  /** Reads what it needs from the run's tables and writes its own. */
  void run(RunContext run) throws java.io.IOException;
}
