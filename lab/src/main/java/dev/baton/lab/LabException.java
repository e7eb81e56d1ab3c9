package dev.baton.lab;

/** The lab could not be set up, or something in it did not happen in time. */
public final class LabException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** A failure with what was expected and what was seen. */
  public LabException(String message) {
    super(message);
  }

  /** A failure caused by another one. */
  public LabException(String message, Throwable cause) {
    super(message, cause);
  }

  static LabException interrupted(InterruptedException cause) {
    Thread.currentThread().interrupt();
    return new LabException("interrupted", cause);
  }
}
