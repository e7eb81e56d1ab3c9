package dev.baton.vrrp;

/** A point in monotonic time at which something is due, or no such point. */
public sealed interface Deadline {
  /** Due at this time. */
  record At(long nanos) implements Deadline {}

  /** Not due at any time. */
  record Never() implements Deadline {}

  /** Not due at any time. */
  static Deadline never() {
    return new Never();
  }

  /** So long after now; a delay of 0 means never, as it does in keepalived.conf. */
  static Deadline after(long nowNanos, long delayNanos) {
    return delayNanos == 0 ? never() : new At(nowNanos + delayNanos);
  }

  /** Whether there is such a point. */
  default boolean isSet() {
    return switch (this) {
      case At at -> true;
      case Never never -> false;
    };
  }

  /** Whether the point has come. */
  default boolean isDue(long nowNanos) {
    return switch (this) {
      case At(long nanos) -> nowNanos - nanos >= 0;
      case Never never -> false;
    };
  }

  /** Whether there is such a point and it is still to come. */
  default boolean isAhead(long nowNanos) {
    return isSet() && !isDue(nowNanos);
  }

  /** This point or the other, whichever comes first. */
  default Deadline earlier(Deadline other) {
    return switch (this) {
      case Never never -> other;
      case At(long nanos) -> other instanceof At(long others) && others - nanos < 0 ? other : this;
    };
  }
}
