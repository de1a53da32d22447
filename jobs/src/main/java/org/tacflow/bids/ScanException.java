package org.tacflow.bids;

import org.tacflow.config.Printable;

/**
 * A scan that cannot be used; the message is the reason that goes into {@code rejected_scans}.
 *
 * <p>The message names the file and what to do about it, on one line of at most 2000 characters.
 */
public final class ScanException extends Exception {
  private static final long serialVersionUID = 1L;

  /** With the reason. */
  public ScanException(String reason) {
    super(Printable.line(reason, Printable.LONGEST_REASON));
  }

  /** With the reason and what caused it. */
  public ScanException(String reason, Throwable cause) {
    super(Printable.line(reason, Printable.LONGEST_REASON), cause);
  }
}
