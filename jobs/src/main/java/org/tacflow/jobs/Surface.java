package org.tacflow.jobs;

/** Where the text of progress goes. */
enum Surface {
  /** A bar that is drawn over itself. */
  TERMINAL(200_000_000L),
  /** Lines that stay. */
  LOG(5_000_000_000L);

  final long quietNanos;

  Surface(long quietNanos) {
    this.quietNanos = quietNanos;
  }

  /** A terminal where standard input and output are one, else a log. */
  static Surface ofProcess() {
    return System.console() == null ? LOG : TERMINAL;
  }
}
