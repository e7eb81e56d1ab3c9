package dev.baton.events.codec;

/** What bytes mean that alone decide it: read anew each time, or {@link Remembered}. */
@FunctionalInterface
interface Known<T> {
  /** The value of these bytes. */
  T of(byte[] bytes, int from, int to);
}
