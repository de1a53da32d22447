package org.tacflow.bids;

/**
 * A scan that cannot be used; the message is the reason that goes into {@code rejected_scans}.
 *
 * <p>The message names the file and what to do about it.
 */
public final class ScanException extends Exception {
  private static final long serialVersionUID = 1L;

  /** With the reason. */
  public ScanException(String reason) {
    super(reason);
  }

  /** With the reason and what caused it. */
  public ScanException(String reason, Throwable cause) {
    super(reason, cause);
  }
}
