package dev.baton.vrrp.packet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.vrrp.packet.Decoded.Reason;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The receive checks of RFC 9568 section 7.1 over all that a header can say. */
class ReceiveChecksTest {
  /** RFC 8347, and names like them for what it has no leaf for. */
  private static final Set<String> COUNTERS =
      Set.of(
          "checksum-errors",
          "version-errors",
          "vrid-errors",
          "ip-ttl-errors",
          "interval-errors",
          "invalid-type-pkts-rcvd",
          "address-list-errors",
          "packet-length-errors",
          "auth-type-errors");

  private static final Set<Reason> OURS = Set.of(Reason.SOURCE_NOT_LINK_LOCAL, Reason.NO_PEER);
  private static final int HEADER = 8;

  private static Decoded decode(byte[] message) {
    var reception =
        new Reception(
            InetAddress.ofLiteral("192.0.2.11"), InetAddress.ofLiteral("224.0.0.18"), 255);
    return AdvertisementCodec.decode(reception, ReceiveRules.RFC_9568, ByteBuffer.wrap(message));
  }

  private static Reason reason(byte[] message) {
    return decode(message) instanceof Decoded.Rejected(Reason reason) ? reason : Reason.CHECKSUM;
  }

  /** R24: for every count, one octet less or more than it needs is an error of the length. */
  @Test
  void everyCountNeedsExactlyItsOctets() {
    for (int version = 2; version <= 3; version++) {
      int trailer = version == 2 ? 8 : 0;
      for (int count = 0; count <= 255; count++) {
        int exact = HEADER + 4 * count + trailer;
        assertEquals(Reason.TOO_SHORT, reason(message(version, count, exact - 1)));
        assertEquals(Reason.TOO_LONG, reason(message(version, count, exact + 1)));
        var fitting = reason(message(version, count, exact));
        assertTrue(fitting != Reason.TOO_SHORT && fitting != Reason.TOO_LONG);
      }
    }
  }

  /** R24: whatever the length, nothing is read behind the end. */
  @Test
  void everyLengthIsSafe() {
    for (int length = 0; length <= 1_100; length++) {
      int bytes = length;
      assertTrue(decode(message(3, 255, bytes)) instanceof Decoded.Rejected);
      assertTrue(decode(message(2, 255, bytes)) instanceof Decoded.Rejected);
    }
  }

  /** R22, R23: of all versions and types one each is ours. */
  @Test
  void everyOtherVersionAndTypeIsDiscarded() {
    for (int first = 0; first <= 255; first++) {
      var message = message(3, 1, HEADER + 12);
      message[0] = (byte) first;
      var expected = (first >> 4) == 2 || (first >> 4) == 3 ? Reason.TYPE : Reason.VERSION;
      if ((first & 0xF) != 1 || expected == Reason.VERSION) {
        assertEquals(expected, reason(message), "first octet " + first);
      }
    }
  }

  /** R46. */
  @Test
  void countersHaveTheNamesOfRfc8347() {
    for (var reason : Reason.values()) {
      assertTrue(COUNTERS.contains(reason.counter()) || OURS.contains(reason), reason::name);
    }
  }

  private static byte[] message(int version, int count, int length) {
    var whole = new byte[Math.max(length, HEADER)];
    whole[0] = (byte) (version << 4 | 1);
    whole[1] = 51;
    whole[2] = 100;
    whole[3] = (byte) count;
    return Arrays.copyOf(whole, length);
  }
}
