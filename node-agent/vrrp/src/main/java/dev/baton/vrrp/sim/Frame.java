package dev.baton.vrrp.sim;

import dev.baton.vrrp.packet.AdvertisementCodec;
import dev.baton.vrrp.packet.Decoded;
import dev.baton.vrrp.packet.MacAddress;
import dev.baton.vrrp.packet.ReceiveRules;
import dev.baton.vrrp.packet.Reception;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.HexFormat;

/** An Ethernet frame on the segment. */
record Frame(MacAddress source, MacAddress destination, Content content) {

  /** What a frame carries. */
  sealed interface Content {}

  /**
   * A VRRP message and what its IP header says. All receivers of a frame read the same octets, so
   * they are decoded once.
   */
  record Message(Reception reception, ByteBuffer octets, Decoded decoded) implements Content {
    private static final int PRIORITY_OFFSET = 2;

    static Message of(Reception reception, byte[] octets) {
      var buffer = ByteBuffer.wrap(octets);
      var decoded = AdvertisementCodec.decode(reception, ReceiveRules.RFC_9568, buffer);
      var message = new Message(reception, buffer, decoded);
      message.requireAgreement(decoded);
      return message;
    }

    /** Another reader must take it for the same, or discard it as well. */
    void requireAgreement(Decoded other) {
      InvariantViolated.require(
          WireReading.agrees(reception, bytes(), other),
          () -> other + " is made of " + HexFormat.of().formatHex(bytes()));
    }

    boolean resigns() {
      return octets.limit() > PRIORITY_OFFSET && octets.get(PRIORITY_OFFSET) == 0;
    }

    boolean isVersion2() {
      return octets.limit() > 0 && octets.get(0) >> 4 == 2;
    }

    byte[] bytes() {
      var bytes = new byte[octets.limit()];
      octets.get(0, bytes);
      return bytes;
    }
  }

  /** A gratuitous ARP or an unsolicited neighbour advertisement: the address is there. */
  record Claim(InetAddress address, MacAddress at) implements Content {}

  /** An ARP request or a neighbour solicitation. */
  record Question(InetAddress address) implements Content {}

  /** The answer to it. */
  record Answer(InetAddress address, MacAddress at) implements Content {}

  /** A packet to an address. */
  record Packet(InetAddress to, int number) implements Content {}
}
