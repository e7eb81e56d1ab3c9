package dev.baton.events.log;

/** The log cannot be written any more, for example because the disk is full: close it. */
public final class LogFailedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Says what could not be done, and where. */
  public LogFailedException(String message, Throwable cause) {
    super(message, cause);
  }
}
