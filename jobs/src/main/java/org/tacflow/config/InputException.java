package org.tacflow.config;

/** The user's input cannot be used; the message says what, where and what to do. */
public final class InputException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** With a message that needs no stack trace. */
  public InputException(String message) {
    super(message);
  }

  /** With a message that needs no stack trace, and the cause for the debug log. */
  public InputException(String message, Throwable cause) {
    super(message, cause);
  }
}
