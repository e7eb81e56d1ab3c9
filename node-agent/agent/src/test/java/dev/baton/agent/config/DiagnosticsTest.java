package dev.baton.agent.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is said about single lines, beside what the corpus shows. */
class DiagnosticsTest {
  private static String said(String... lines) {
    return Readings.diagnostics(Readings.withLines(lines));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          state ACTIVE              | state is 'ACTIVE', allowed is MASTER or BACKUP; BACKUP
          priority 0                | priority is '0', allowed is 1 to 255; 100
          priority 99999999999      | priority is '99999999999', allowed is 1 to 255; 100
          version 4                 | version is '4', allowed is 2 to 3; 2
          advert_int x              | advert_int is 'x', allowed is 1 to 255 seconds; 1
          advert_int 0              | advert_int is '0', allowed is 1 to 255 seconds; 1
          preempt_delay 1001        | preempt_delay is '1001', allowed is 0 to 1000 seconds; 0 s
          preempt_delay -1          | preempt_delay is '-1', allowed is 0 to 1000 seconds; 0 s
          down_timer_adverts 101    | down_timer_adverts is '101', allowed is 1 to 100; 3
          garp_master_repeat 0      | garp_master_repeat is '0', allowed is 1 to 65535; 1
          garp_master_repeat -1     | garp_master_repeat is '-1', allowed is 1 to 65535; 5
          garp_master_repeat 65536  | garp_master_repeat is '65536', allowed is 1 to 65535; 65535
          garp_master_repeat x      | garp_master_repeat is 'x', allowed is 1 to 65535; 5
          garp_lower_prio_repeat -1 | garp_lower_prio_repeat is '-1', allowed is 0 to 65535; 5
          garp_master_delay 1h      | garp_master_delay is '1h', allowed is 0 to 4294 seconds; 5 s
          """)
  void aWrongValueIsSaidWithWhatIsAllowedAndWhatIsUsed(String line, String message) {
    assertEquals("test.conf:5:1: warning: " + message + " is used instead: correct it", said(line));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          priority                 | priority has no value and is read over; give it one
          advert_int 1.5           | advert_int is '1.5', allowed is 1 to 255 whole seconds in version 2; 2 is
          v3_checksum_as_v2 maybe  | v3_checksum_as_v2 is 'maybe', allowed is on, true, yes, off,
          mcast_src_ip 2001:db8::1 | mcast_src_ip is '2001:db8::1', allowed is an ipv4 address; the
          unicast_src_ip host      | unicast_src_ip is 'host', allowed is an ipv4 address; the
          """)
  void otherMistakesAreSaidToo(String line, String beginning) {
    assertTrue(said(line).startsWith("test.conf:5:1: warning: " + beginning), said(line));
  }

  /** Its peers speak another IP protocol, so both would serve the addresses. */
  @Test
  void anInstanceWithTheAuthenticationHeaderIsLeftOut() {
    assertEquals(
        "test.conf:5:1: error: vrrp_instance A is left out: not supported yet: auth_type AH (its"
            + " peers send protocol 51 and would reject its advertisements, and both sides would"
            + " serve the addresses); leave this instance to keepalived",
        said("authentication {", "auth_type AH", "auth_pass hush", "}").lines().findFirst().get());
  }

  @Test
  void aSecondValueIsReadOver() {
    assertEquals(
        "test.conf:5:12: warning: priority takes one value; what follows it is read over:"
            + " remove it",
        said("priority 1 2"));
  }

  @Test
  void aKeywordGivenTwiceCountsTheLastTime() {
    ConfigReading reading = Readings.withLines("priority 1", "priority 2");
    assertEquals(2, Readings.only(reading).priority().value());
    assertEquals(
        "test.conf:5:1: warning: priority is given again below, and the last one counts;"
            + " remove one",
        Readings.diagnostics(reading));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a/b", "sixteen-letters-", ".", "${IF}", "lo"})
  void interfacesThatCannotCarryAnInstanceLeaveItOut(String name) {
    ConfigReading reading = Readings.withLines("interface \"" + name + "\"");
    assertTrue(reading.config().instances().isEmpty());
    assertTrue(Readings.diagnostics(reading).contains("A is left out: interface is "));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          auth_type PASS | there is no auth_pass; write auth_pass PASSWORD
          auth_pass hush | there is no auth_type; write auth_type PASS
          auth_type MD5  | auth_type is 'MD5', allowed is PASS; correct it
          """)
  void halfAnAuthenticationIsNone(String line, String why) {
    assertEquals(
        "test.conf:6:1: warning: advertisements go without authentication: " + why,
        said("authentication {", line, "}"));
  }

  @Test
  void theWeightsOfScriptsAreNearlyThoseOfInterfaces() {
    String allowed = "allowed is -253 to 253; ";
    assertEquals(
        "test.conf:5:22: warning: weight is '-254', "
            + allowed
            + "-253 is used instead: correct it",
        said("track_interface { e1 weight -254 }"));
    assertEquals(
        "test.conf:5:22: warning: weight is '255', "
            + allowed
            + "0 is used instead (the link down is a fault): correct it",
        said("track_interface { e1 weight 255 }"));
  }

  @Test
  void whatFollowsAPasswordIsNotShown() {
    assertEquals(
        "test.conf:7:14: warning: auth_pass takes one value; what follows it is read over: remove"
            + " it",
        said("authentication {", "auth_type PASS", "auth_pass my hush", "}"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          192.0.2.9 dev           | dev has no value and is read over; give it one
          192.0.2.9 scope town    | scope is 'town', allowed is global, site, link, host, nowhere or
          192.0.2.9 scope 256     | scope is '256', allowed is global, site, link, host, nowhere or
          192.0.2.9 brd +         | there is no broadcast address in a /32; it is read over
          192.0.2.9 peer host     | peer is 'host', allowed is an ipv4 address without a prefix
          192.0.2.9 peer fd99::1  | peer is 'fd99::1', allowed is an ipv4 address without a prefix
          192.0.2.9 home          | home means nothing for IPv4; it is read over: remove it
          192.0.2.9 preferred_lft 5  | preferred_lft means nothing for IPv4; it is read over
          192.0.2.9 192.0.2.10    | unknown keyword '192.0.2.10': keepalived has none of this name
          """)
  void aWrongOptionOfAnAddressIsReadOver(String entry, String beginning) {
    ConfigReading reading = Readings.withLines("virtual_ipaddress {", entry, "}");
    assertEquals(2, Readings.only(reading).addresses().size());
    String said = Readings.diagnostics(reading);
    assertTrue(said.startsWith("test.conf:6:11: warning: " + beginning), said);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          fd99::9/64 scope link        | the kernel gives an IPv6 address its scope; it is read over
          fd99::9/64 label eth0:1      | an IPv6 address has no label; it is read over: remove it
          fd99::9/64 preferred_lft -3  | preferred_lft is '-3', allowed is forever or 0 to 4294967295
          fd99::9/64 peer fd99::8      | an address with a peer has no prefix; /128 is used instead
          """)
  void aWrongOptionOfAnIpv6AddressIsReadOver(String entry, String beginning) {
    ConfigReading reading = Readings.withLines("virtual_ipaddress_excluded {", entry, "}");
    assertEquals(1, Readings.only(reading).excluded().size());
    String said = Readings.diagnostics(reading);
    assertTrue(said.startsWith("test.conf:6:12: warning: " + beginning), said);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          192.0.2.9 dev a/b      | or spaces; correct it
          192.0.2.9/24 brd all   | brd is 'all', allowed is an IPv4 address, + or -; correct it
          fd99::9/64 brd +       | an IPv6 address has no broadcast address; correct it
          192.0.2.9 label eth0:too-long-for-it | allowed are 15 characters; correct it
          192.0.2.9/24 autojoin  | allowed is an address that a host can have; correct it
          """)
  void anOptionThatCannotBeLeavesTheAddressOut(String entry, String end) {
    ConfigReading reading = Readings.withLines("virtual_ipaddress_excluded {", entry, "}");
    assertEquals(0, Readings.only(reading).excluded().size());
    assertTrue(Readings.diagnostics(reading).endsWith(end), Readings.diagnostics(reading));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "192.0.2",
        "192.0.2.256",
        "192.0.2.01",
        "192.0.2.1.",
        "host",
        "::ffff:192.0.2.1",
        "fe80::1%eth0",
        "0.0.0.0",
        "::",
        "ff02::1",
        "1::2::3"
      })
  void whatIsNoAddressOfAHostIsLeftOut(String address) {
    ConfigReading reading = Readings.withLines("virtual_ipaddress {", address, "}");
    assertEquals(1, Readings.only(reading).addresses().size());
    assertTrue(
        Readings.diagnostics(reading)
            .startsWith("test.conf:6:1: error: virtual address '" + address + "' is left out: "));
  }

  /** As for keepalived, which does not leave it out either. */
  @ParameterizedTest
  @ValueSource(strings = {"-1", "", "33", "24/24", "x"})
  void anAddressWithAPrefixLengthThatCannotBeIsThatOfOneHost(String length) {
    ConfigReading reading = Readings.withLines("virtual_ipaddress {", "192.0.2.9/" + length, "}");
    assertEquals(32, Readings.only(reading).addresses().getLast().prefixLength());
    assertEquals(
        ("test.conf:6:1: warning: the prefix length of '192.0.2.9/%s' is '%s', allowed is 0 to 32;"
                + " 32 is used instead: correct it")
            .formatted(length, length),
        Readings.diagnostics(reading));
  }

  @Test
  void moreAddressesThanAnAdvertisementHoldsAreNotAdvertised() {
    String many =
        IntStream.range(0, 300)
            .mapToObj(i -> "198.51." + i / 250 + "." + (i % 250 + 1))
            .collect(Collectors.joining("\n"));
    ConfigReading reading = Readings.withLines("virtual_ipaddress {", many, "}");
    assertEquals(255, Readings.only(reading).addresses().size());
    assertEquals(46, Readings.only(reading).excluded().size());
    assertTrue(
        Readings.diagnostics(reading)
            .endsWith(
                "virtual address 198.51.1.5 and the 45 after it are more than the 255 that an"
                    + " advertisement holds; they move with the others but are not advertised: put"
                    + " them in virtual_ipaddress_excluded"));
  }

  @Test
  void ownersAreToldThatNothingMovesTheirPriority() {
    assertTrue(said("priority 255", "track_interface { eth1 weight 5 }").contains("nothing moves"));
    assertTrue(said("priority 255", "nopreempt").contains("nopreempt is ignored: priority 255"));
  }

  @Test
  void stateMasterRulesOutPreemptDelay() {
    ConfigReading reading =
        Readings.withLines("state MASTER", "priority 200", "preempt_delay 5", "nopreempt");
    assertEquals(0, Readings.only(reading).preemptDelayNanos());
    assertTrue(Readings.only(reading).preempt());
    assertEquals(2, reading.diagnostics().size());
  }

  @Test
  void blocksWithoutANameAreLeftOut() {
    assertEquals(
        "test.conf:1:1: error: vrrp_instance has no name and is left out; write"
            + " vrrp_instance NAME {",
        Readings.diagnostics(
            Readings.of(
                "vrrp_instance { interface eth0\nvirtual_router_id 1\n"
                    + "virtual_ipaddress { 192.0.2.1 } }")));
  }

  @Test
  void theSameVridIsFreeOnAnotherInterfaceAndInTheOtherFamily() {
    ConfigReading reading =
        Readings.of(
            """
            vrrp_instance A { interface eth0
              virtual_router_id 1
              virtual_ipaddress { 192.0.2.1 } }
            vrrp_instance B { interface eth1
              virtual_router_id 1
              virtual_ipaddress { 192.0.2.2 } }
            vrrp_instance C { interface eth0
              virtual_router_id 1
              virtual_ipaddress { fe80::1 } }
            """);
    assertEquals(3, reading.config().instances().size());
    assertEquals("", Readings.diagnostics(reading));
  }

  @Test
  void windowsLineEndsAreNothingToSpeakOf() {
    assertEquals("", said("priority 7\r", "advert_int 2\r"));
  }
}
