package dev.baton.vrrp.packet;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The authentication of a version 2 message (RFC 2338; RFC 3768 kept only the field). */
public sealed interface Authentication {
  /** No authentication, the only kind that RFC 3768 and version 3 know. */
  Authentication NONE = new None();

  /** A password in clear text, padded with zeros or cut to eight octets. */
  static Authentication password(String text) {
    byte[] octets = Arrays.copyOf(text.getBytes(StandardCharsets.UTF_8), 8);
    return new Password(ByteBuffer.wrap(octets).getLong());
  }

  /** Authentication type 0. */
  record None() implements Authentication {}

  /** Authentication type 1: eight octets in clear text, kept as one number. */
  record Password(long octets) implements Authentication {
    @Override
    public String toString() {
      return "Password[masked]";
    }
  }
}
