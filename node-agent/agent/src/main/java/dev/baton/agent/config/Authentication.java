package dev.baton.agent.config;

import java.nio.ByteBuffer;
import java.util.Arrays;

/** The authentication of a version 2 instance. */
public sealed interface Authentication {
  /** None; always so in version 3. */
  record NoAuthentication() implements Authentication {}

  /**
   * A clear-text password (RFC 2338 section 5.3.6), held as its eight octets in network order. It
   * keeps no one out, but it must match, and it is never shown.
   */
  record Pass(long octets) implements Authentication {
    /** The first eight octets of a password, padded with zeros. */
    static Pass of(byte[] password) {
      return new Pass(ByteBuffer.wrap(Arrays.copyOf(password, Long.BYTES)).getLong());
    }

    /** The eight octets as they stand in the packet; a new array each time. */
    public byte[] bytes() {
      return ByteBuffer.allocate(Long.BYTES).putLong(octets).array();
    }

    @Override
    public String toString() {
      return "Pass[****]";
    }
  }
}
