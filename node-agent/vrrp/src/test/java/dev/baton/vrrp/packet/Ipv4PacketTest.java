package dev.baton.vrrp.packet;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

class Ipv4PacketTest {
  private static final Ipv4Packet MALFORMED = new Ipv4Packet.Malformed();
  private static final int HEADER_BYTES = 20;

  @Test
  void aHeaderAloneIsAPacketWithoutPayload() {
    assertEquals(0, payloadBytes(packet(HEADER_BYTES, HEADER_BYTES, HEADER_BYTES)));
  }

  @Test
  void oneOctetLessThanAHeaderIsNone() {
    assertEquals(MALFORMED, packet(HEADER_BYTES, HEADER_BYTES, HEADER_BYTES - 1));
  }

  @Test
  void optionsAreNoPartOfThePayload() {
    assertEquals(12, payloadBytes(packet(HEADER_BYTES + 4, HEADER_BYTES + 16, 60)));
  }

  @Test
  void paddingIsNoPartOfThePayload() {
    assertEquals(12, payloadBytes(packet(HEADER_BYTES, HEADER_BYTES + 12, 46)));
  }

  @Test
  void lengthsThatContradictEachOtherAreRejected() {
    assertEquals(MALFORMED, packet(HEADER_BYTES - 4, HEADER_BYTES, 60));
    assertEquals(MALFORMED, packet(HEADER_BYTES + 4, HEADER_BYTES, 60));
    assertEquals(MALFORMED, packet(HEADER_BYTES, 61, 60));
  }

  @Test
  void anotherVersionIsRejected() {
    var bytes = bytes(HEADER_BYTES, HEADER_BYTES, HEADER_BYTES);
    bytes.put(0, (byte) 0x65);
    assertEquals(MALFORMED, Ipv4Packet.parse(bytes));
  }

  private static int payloadBytes(Ipv4Packet packet) {
    return packet instanceof Ipv4Packet.Parsed parsed ? parsed.payload().remaining() : -1;
  }

  private static Ipv4Packet packet(int headerBytes, int totalBytes, int receivedBytes) {
    return Ipv4Packet.parse(bytes(headerBytes, totalBytes, receivedBytes));
  }

  private static ByteBuffer bytes(int headerBytes, int totalBytes, int receivedBytes) {
    var whole = ByteBuffer.allocate(Math.max(receivedBytes, HEADER_BYTES));
    whole.put(0, (byte) (0x40 | headerBytes / 4)).putShort(2, (short) totalBytes);
    return whole.limit(receivedBytes);
  }
}
