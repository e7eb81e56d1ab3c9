package dev.baton.vrrp.packet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.baton.events.Priority;
import dev.baton.events.Vrid;
import dev.baton.vrrp.Centiseconds;
import dev.baton.vrrp.VrrpVersion;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Frames that other routers sent, from the capture in tcpdump's own tests (vrrp.pcap). */
class ForeignCaptureTest {
  private static final int ETHERNET_BYTES = 14;
  private static final Priority PRIORITY = new Priority(191);
  private static final Centiseconds TEN_SECONDS = Centiseconds.ofSeconds(10);

  @Test
  void aVersion2FrameWithAPassword() {
    var ok = decodeFrame(Vectors.W1);
    var expected =
        new Advertisement(
            VrrpVersion.V2,
            new Vrid(42),
            PRIORITY,
            TEN_SECONDS,
            addresses("10.4.42.1", "10.4.42.2", "10.4.42.3"),
            Authentication.password("abcdefgh"));
    assertEquals(new Decoded.Ok(expected, ChecksumForm.MESSAGE_ONLY), ok);
  }

  @Test
  void aPaddedVersion2Frame() {
    var expected =
        Advertisement.of(
            VrrpVersion.V2, new Vrid(43), PRIORITY, TEN_SECONDS, addresses("10.4.43.150"));
    assertEquals(new Decoded.Ok(expected, ChecksumForm.MESSAGE_ONLY), decodeFrame(Vectors.W2));
  }

  @Test
  void aPaddedVersion3FrameWhoseChecksumCoversThePseudoHeader() {
    var expected =
        Advertisement.of(
            VrrpVersion.V3,
            new Vrid(44),
            PRIORITY,
            TEN_SECONDS,
            addresses("10.4.44.100", "10.4.44.200"));
    assertEquals(new Decoded.Ok(expected, ChecksumForm.PSEUDO_HEADER), decodeFrame(Vectors.W3));
  }

  @Test
  void anIpv6Message() {
    var expected =
        Advertisement.of(
            VrrpVersion.V3,
            new Vrid(45),
            PRIORITY,
            TEN_SECONDS,
            addresses("fe80::200:5eff:fe00:22d", "2001::abcd:a"));
    var decoded =
        Vectors.decodeV6(Vectors.W4_MESSAGE, InetAddress.ofLiteral("fe80::d6ca:6dff:fe66:cf60"));
    assertEquals(new Decoded.Ok(expected, ChecksumForm.PSEUDO_HEADER), decoded);
  }

  @Test
  void anIpv6MessageWithFiveAddresses() {
    var decoded =
        Vectors.decodeV6(Vectors.W5_MESSAGE, InetAddress.ofLiteral("fe80::d6ca:6dff:fe66:cf60"));
    var ok = assertInstanceOf(Decoded.Ok.class, decoded);
    assertEquals(new Vrid(46), ok.advertisement().vrid());
    assertEquals(5, ok.advertisement().addresses().size());
  }

  @Test
  void ourOwnFrames() {
    assertEquals(
        new Decoded.Ok(Vectors.v2(100), ChecksumForm.MESSAGE_ONLY), decodeFrame(Vectors.S1_FRAME));
    assertEquals(
        new Decoded.Ok(Vectors.v3(100), ChecksumForm.MESSAGE_ONLY),
        decodeFrame(Vectors.S4_FRAME + "00".repeat(14)));
  }

  @Test
  void anIpHeaderWithOptionsIsStripped() {
    assertEquals(
        new Decoded.Ok(Vectors.v3(100), ChecksumForm.MESSAGE_ONLY),
        decodePacket(Hex.buffer(Vectors.F1)));
  }

  private static Decoded decodeFrame(String frame) {
    byte[] octets = Hex.bytes(frame);
    return decodePacket(ByteBuffer.wrap(octets, ETHERNET_BYTES, octets.length - ETHERNET_BYTES));
  }

  private static Decoded decodePacket(ByteBuffer packet) {
    var parsed = assertInstanceOf(Ipv4Packet.Parsed.class, Ipv4Packet.parse(packet));
    assertEquals(AdvertisementCodec.PROTOCOL, parsed.protocol());
    return AdvertisementCodec.decode(parsed.reception(), ReceiveRules.RFC_9568, parsed.payload());
  }

  private static List<InetAddress> addresses(String... literals) {
    return Stream.of(literals).map(InetAddress::ofLiteral).toList();
  }
}
