package dev.baton.vrrp.packet;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.baton.events.Family;
import dev.baton.events.Vrid;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class AnnouncementFramesTest {
  private static final String G1 =
      "ffffffffffff00005e0001330806000108000604000100005e000133c0000201" + "00005e000133c0000201";
  private static final String G2 =
      "33330000000100005e00023386dd6000000000203afffe800000000000000000000000000051"
          + "ff02000000000000000000000000000188004990a0000000"
          + "20010db8000000000000000000000051020100005e000233";

  @Test
  void gratuitousArpCarriesTheVirtualMacEverywhere() {
    var sender = MacAddress.ofVirtualRouter(Family.IPV4, new Vrid(51));
    assertEquals(G1, Hex.of(GratuitousArp.frame(Inet4Address.ofLiteral("192.0.2.1"), sender)));
  }

  @Test
  void neighborAdvertisementIsUnsolicitedAndOverrides() {
    var sender = MacAddress.ofVirtualRouter(Family.IPV6, new Vrid(51));
    var target = Inet6Address.ofLiteral("2001:db8::51");
    var source = Inet6Address.ofLiteral("fe80::51");
    assertEquals(
        G2,
        Hex.of(
            NeighborAdvertisement.frame(
                (Inet6Address) target, (Inet6Address) source, sender, true)));
  }

  @Test
  void aHostThatDoesNotForwardSaysSo() {
    var sender = MacAddress.ofVirtualRouter(Family.IPV6, new Vrid(51));
    var target = (Inet6Address) Inet6Address.ofLiteral("2001:db8::51");
    var frame = NeighborAdvertisement.frame(target, target, sender, false);
    assertEquals(0x20, frame[58]);
  }

  @Test
  void anyMacMayAnnounce() {
    var sender = MacAddress.ofBytes(Hex.bytes("02abcdef0102"));
    assertEquals("02:ab:cd:ef:01:02", sender.toString());
    byte[] frame = GratuitousArp.frame(Inet4Address.ofLiteral("192.0.2.1"), sender);
    assertArrayEquals(sender.octets(), Arrays.copyOfRange(frame, 6, 12));
    assertArrayEquals(sender.octets(), Arrays.copyOfRange(frame, 22, 28));
  }

  @Test
  void aMacHasSixOctets() {
    assertThrows(IllegalArgumentException.class, () -> MacAddress.ofBytes(new byte[5]));
    assertThrows(IllegalArgumentException.class, () -> new MacAddress(1L << 48));
  }

  @Test
  void theGratuitousArpOfAPlainInstanceIsAimedAtTheBroadcastAddressAsKeepalivedsIs() {
    var address = Inet4Address.ofLiteral("192.0.2.1");
    var plain = GratuitousArp.plainFrame(address, new MacAddress(0x0200_0000_0001L));
    var other = GratuitousArp.frame(address, new MacAddress(0x0200_0000_0001L));
    assertArrayEquals(MacAddress.BROADCAST.octets(), Arrays.copyOfRange(plain, 32, 38));
    System.arraycopy(other, 32, plain, 32, 6);
    assertArrayEquals(other, plain);
  }
}
