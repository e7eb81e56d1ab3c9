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
  private static final Reception IPV4 =
      new Reception(InetAddress.ofLiteral("192.0.2.11"), InetAddress.ofLiteral("224.0.0.18"), 255);
  private static final Reception IPV6 =
      new Reception(InetAddress.ofLiteral("fe80::b"), InetAddress.ofLiteral("ff02::12"), 255);

  private static Decoded decode(byte[] message) {
    return AdvertisementCodec.decode(IPV4, ReceiveRules.RFC_9568, ByteBuffer.wrap(message));
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

  /**
   * In IPv4 the checksum ends at the last address, in IPv6 the kernel sums up the signature too.
   */
  @Test
  void signedAdvertisementsAreTakenWhereTheyAreExpected() {
    var v3 = Vectors.decodeV4(Vectors.S4_PSEUDO);
    assertEquals(v3, signed(Vectors.S4_PSEUDO, IPV4, ReceiveRules.RFC_9568.withSigned()));
    assertEquals(
        Vectors.decodeV4(Vectors.S1), signed(Vectors.S1, IPV4, ReceiveRules.RFC_9568.withSigned()));
    var v6 = signedAndSummedUp(Vectors.S8);
    assertTrue(v6 instanceof Decoded.Ok, v6::toString);
  }

  @Test
  void signedAdvertisementsAreDiscardedForThatReasonElsewhere() {
    assertEquals(
        new Decoded.Rejected(Reason.SIGNED),
        signed(Vectors.S4_PSEUDO, IPV4, ReceiveRules.RFC_9568));
    var other = signedBytes(Vectors.S4_PSEUDO);
    other[12] = 2;
    assertEquals(
        new Decoded.Rejected(Reason.TOO_LONG),
        AdvertisementCodec.decode(IPV4, ReceiveRules.RFC_9568, ByteBuffer.wrap(other)));
  }

  @Test
  void whatIsLongerOrShorterThanASignatureIsDiscardedAllTheSame() {
    for (int extra = 1; extra <= 60; extra++) {
      var message = Arrays.copyOf(Hex.bytes(Vectors.S4_PSEUDO), 12 + extra);
      var decoded =
          AdvertisementCodec.decode(
              IPV4, ReceiveRules.RFC_9568.withSigned(), ByteBuffer.wrap(message));
      assertEquals(extra != 28, decoded instanceof Decoded.Rejected, "extra " + extra);
    }
  }

  private static Decoded signed(String hex, Reception reception, ReceiveRules rules) {
    return AdvertisementCodec.decode(reception, rules, ByteBuffer.wrap(signedBytes(hex)));
  }

  private static byte[] signedBytes(String hex) {
    var message = Hex.bytes(hex);
    var signed = Arrays.copyOf(message, message.length + 28);
    Arrays.fill(signed, message.length, signed.length, (byte) 0xA5);
    signed[message.length] = 1;
    return signed;
  }

  private static Decoded signedAndSummedUp(String hex) {
    var message = ByteBuffer.wrap(signedBytes(hex));
    message.putShort(6, (short) 0);
    int sum = Checksum.add(0, message, 0, message.limit());
    sum = Checksum.add(sum, IPV6.source().getAddress());
    sum = Checksum.add(sum, IPV6.destination().getAddress());
    sum = Checksum.addWord(Checksum.addWord(sum, 112), message.limit());
    message.putShort(6, (short) Checksum.field(sum));
    return AdvertisementCodec.decode(IPV6, ReceiveRules.RFC_9568.withSigned(), message);
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
