package dev.baton.events.codec;

/** Why bytes were rejected, in words. */
final class Rejections {
  private Rejections() {}

  /** The value types throw with a message; a JDK parser may come without one. */
  static String reason(RuntimeException e) {
    var message = e.getMessage();
    return message == null ? e.getClass().getSimpleName() : message;
  }
}
