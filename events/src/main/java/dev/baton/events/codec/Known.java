package dev.baton.events.codec;

/** Values that were read before, by the bytes that they were read from. */
interface Known<T> {
  /** The value of these bytes, read or remembered. */
  T of(byte[] bytes, int from, int to, Reading<T> reading);

  /** Makes a value of bytes, which alone decide it. */
  interface Reading<T> {
    T of(int from, int to);
  }

  /** Remembers nothing. */
  static <T> Known<T> nothing() {
    return (bytes, from, to, reading) -> reading.of(from, to);
  }
}
