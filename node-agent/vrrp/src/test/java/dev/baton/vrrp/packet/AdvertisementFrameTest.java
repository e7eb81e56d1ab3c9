package dev.baton.vrrp.packet;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.baton.events.Family;
import dev.baton.events.Vrid;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

class AdvertisementFrameTest {
  /** As in the vector, but that our packets may not be fragmented. */
  private static final String IPV4_FRAME =
      Vectors.S4_FRAME.replace("00000000ff701890", "00004000ff70d88f");

  private static final String IPV6_FRAME =
      "333300000012"
          + "00005e000233"
          + "86dd"
          + "6c00000000"
          + "2870ff"
          + "fe80000000000000000000000000000b"
          + "ff020000000000000000000000000012"
          + Vectors.S8;

  @Test
  void anIpv4FrameIsThatOfTheVector() {
    assertEquals(
        IPV4_FRAME, frame(Family.IPV4, "192.0.2.11", "224.0.0.18", Vectors.S4_MESSAGE_ONLY));
  }

  @Test
  void anIpv6FrameHasItsGroupsMacAddressAndTheMessagesLength() {
    assertEquals(IPV6_FRAME, frame(Family.IPV6, "fe80::b", "ff02::12", Vectors.S8));
  }

  @Test
  void onlyTheLast23BitsOfAnIpv4GroupAreInItsMacAddress() {
    var frame = frame(Family.IPV4, "192.0.2.11", "239.129.2.3", Vectors.S4_MESSAGE_ONLY);
    assertEquals("01005e010203", frame.substring(0, 12));
  }

  @Test
  void theLast32BitsOfAnIpv6GroupAreInItsMacAddress() {
    var frame = frame(Family.IPV6, "fe80::b", "ff02::9234:5678", Vectors.S8);
    assertEquals("333392345678", frame.substring(0, 12));
  }

  private static String frame(Family family, String source, String group, String message) {
    return Hex.of(
        AdvertisementFrame.of(
            MacAddress.ofVirtualRouter(family, new Vrid(51)),
            InetAddress.ofLiteral(source),
            InetAddress.ofLiteral(group),
            ByteBuffer.wrap(Hex.bytes(message))));
  }
}
