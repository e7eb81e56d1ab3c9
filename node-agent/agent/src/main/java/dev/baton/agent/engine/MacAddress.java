package dev.baton.agent.engine;

import java.util.Arrays;
import java.util.HexFormat;

/** A hardware address of six bytes, or of none where a link has no such thing. */
public final class MacAddress {
  /** The address of a link that has none. */
  public static final MacAddress NONE = new MacAddress(new byte[0]);

  private final byte[] bytes;

  private MacAddress(byte[] bytes) {
    this.bytes = bytes;
  }

  /** The address with these bytes. */
  public static MacAddress of(byte[] bytes) {
    return new MacAddress(bytes.clone());
  }

  /** Its bytes, in the order of the wire. */
  public byte[] bytes() {
    return bytes.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof MacAddress mac && Arrays.equals(bytes, mac.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  @Override
  public String toString() {
    return HexFormat.ofDelimiter(":").formatHex(bytes);
  }
}
