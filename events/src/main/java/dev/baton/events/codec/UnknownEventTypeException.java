package dev.baton.events.codec;

/** A type id or a version that this program does not know: written by a newer one. */
final class UnknownEventTypeException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private UnknownEventTypeException(String message) {
    super(message);
  }

  static UnknownEventTypeException unknownId(int typeId) {
    return new UnknownEventTypeException(
        "event type " + typeId + " is unknown here: written by a newer version of Baton");
  }

  static UnknownEventTypeException unknownVersion(EventType type, int version) {
    return new UnknownEventTypeException(
        "version %d of %s (type %d) is unknown here, %d is the newest: written by a newer Baton"
            .formatted(version, type.text(), type.id(), type.version()));
  }
}
