package dev.baton.vrrp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.events.Family;
import java.net.InetAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AddressesTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "192.0.2.1",
        "::",
        "::1",
        "1::",
        "fe80::51",
        "2001:db8::1:0:0:1",
        "2001:db8:0:1:1:1:1:1",
        "2001:0:0:1::1",
        "1:2:3:4:5:6:7:8",
        "0:1:2:3:4:5:6:0"
      })
  void theTextIsTheCanonicalOne(String literal) {
    assertEquals(literal, Addresses.text(InetAddress.ofLiteral(literal)));
  }

  @Test
  void addressesCompareAsUnsignedNumbers() {
    assertTrue(compare("10.0.0.200", "10.0.0.30") > 0);
    assertTrue(compare("200.0.0.1", "10.0.0.1") > 0);
    assertTrue(compare("fe80::f", "fe80::1") > 0);
    assertEquals(0, compare("10.0.0.1", "10.0.0.1"));
  }

  @Test
  void aMappedAddressStaysIpv6() {
    var octets = new byte[16];
    octets[10] = (byte) 0xFF;
    octets[11] = (byte) 0xFF;
    assertEquals(Family.IPV6, Addresses.family(Addresses.ofBytes(octets)));
  }

  private static int compare(String one, String other) {
    return Addresses.compare(InetAddress.ofLiteral(one), InetAddress.ofLiteral(other));
  }
}
