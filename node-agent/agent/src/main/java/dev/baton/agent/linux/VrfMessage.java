package dev.baton.agent.linux;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** What the kernel says of an interface that is a VRF, beyond {@link LinkMessage}. */
final class VrfMessage {
  private static final int HEADER_BYTES = 16;
  private static final int ATTRIBUTE_HEADER_BYTES = 4;
  private static final int TYPE_MASK = 0x3fff;
  private static final int LINK_INFORMATION = 18;
  private static final int KIND = 1;
  private static final int KIND_SETTINGS = 2;
  private static final int TABLE = 1;
  private static final ByteBuffer VRF =
      ByteBuffer.wrap("vrf\0".getBytes(StandardCharsets.US_ASCII));

  private VrfMessage() {}

  /** A request for what there is to say of one interface. */
  static void writeGet(NetlinkWriter out, int index) {
    out.begin(LinkMessage.GET, NetlinkWriter.ACK).int32(0).int32(index).int32(0).int32(0).end();
  }

  /** The number of the routing table of a VRF: none where it is something else. */
  static List<Long> table(NetlinkReader in) {
    if (in.type() != LinkMessage.NEW || in.payloadBytes() < HEADER_BYTES) {
      return List.of();
    }
    in.attributesAfter(HEADER_BYTES);
    while (in.nextAttribute()) {
      if (in.attributeType() == LINK_INFORMATION) {
        return table(ByteBuffer.wrap(in.attributeBytes()).order(ByteOrder.nativeOrder()));
      }
    }
    return List.of();
  }

  private static List<Long> table(ByteBuffer information) {
    if (!nested(information, KIND).equals(List.of(VRF))) {
      return List.of();
    }
    return nested(information, KIND_SETTINGS).stream()
        .flatMap(settings -> nested(settings, TABLE).stream())
        .filter(number -> number.limit() == Integer.BYTES)
        .map(number -> Integer.toUnsignedLong(number.getInt(0)))
        .toList();
  }

  /** The value of an attribute among others: none or one. */
  private static List<ByteBuffer> nested(ByteBuffer in, int type) {
    int at = 0;
    while (in.limit() - at >= ATTRIBUTE_HEADER_BYTES) {
      int length = in.getShort(at) & 0xffff;
      if (length < ATTRIBUTE_HEADER_BYTES || length > in.limit() - at) {
        return List.of();
      }
      if ((in.getShort(at + 2) & TYPE_MASK) == type) {
        return List.of(
            in.slice(at + ATTRIBUTE_HEADER_BYTES, length - ATTRIBUTE_HEADER_BYTES)
                .order(ByteOrder.nativeOrder()));
      }
      at += length + 3 & ~3;
    }
    return List.of();
  }
}
