package org.tacflow.jobs;

/** How lines of progress are written. */
enum LogFormat {
  /** For people. */
  TEXT,
  /** For programs: one object per line. */
  JSON
}
