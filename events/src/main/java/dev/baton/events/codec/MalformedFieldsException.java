package dev.baton.events.codec;

/** The bytes are no sound tagged fields; decoders turn it into a rejection. */
public final class MalformedFieldsException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Says what is wrong and where. */
  public MalformedFieldsException(String message) {
    super(message);
  }
}
