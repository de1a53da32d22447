package org.tacflow.jobs;

import java.util.List;

/** The disk is full: a fault of neither the data nor the program, said without a stack trace. */
final class NoRoomException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  // As POSIX, HDFS quotas and data nodes put it.
  private static final List<String> SIGNS =
      List.of(
          "No space left on device",
          "Disk quota exceeded",
          "DSQuotaExceededException",
          "could only be written to");

  private NoRoomException(String message, Throwable cause) {
    super(message, cause);
  }

  /** Says where there is no room. */
  static NoRoomException of(String folder, Throwable failure) {
    return new NoRoomException(
        "Cannot write to "
            + folder
            + ": the disk is full (make room and start again: published tables stand, and what this"
            + " run has kept is carried over)",
        failure);
  }

  /** Whether a full disk is behind a failure. */
  static boolean isBehind(Throwable failure) {
    for (Throwable t = failure; t != null; t = t.getCause()) {
      String text = String.valueOf(t);
      if (SIGNS.stream().anyMatch(text::contains)) {
        return true;
      }
    }
    return false;
  }
}
