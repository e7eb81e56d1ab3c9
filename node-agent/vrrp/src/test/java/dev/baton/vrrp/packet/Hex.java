package dev.baton.vrrp.packet;

import java.nio.ByteBuffer;
import java.util.HexFormat;

/** Bytes written as hexadecimal digits. */
final class Hex {
  private Hex() {}

  static byte[] bytes(String digits) {
    return HexFormat.of().parseHex(digits);
  }

  static ByteBuffer buffer(String digits) {
    return ByteBuffer.wrap(bytes(digits));
  }

  static String of(byte[] octets) {
    return HexFormat.of().formatHex(octets);
  }
}
