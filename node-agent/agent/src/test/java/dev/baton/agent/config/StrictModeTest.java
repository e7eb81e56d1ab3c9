package dev.baton.agent.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.agent.config.Announcements.Burst;
import dev.baton.agent.config.Authentication.NoAuthentication;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What strict mode does is what keepalived 2.2.7 was seen to do. */
class StrictModeTest {
  private static final String OFF = ": remove it, or set strict_mode off";

  private static ConfigReading strict(String... lines) {
    return Readings.withLines(
        Stream.concat(Stream.of("strict_mode"), Arrays.stream(lines)).toArray(String[]::new));
  }

  private static String said(ConfigReading reading) {
    return reading.diagnostics().stream()
        .map(Diagnostic::message)
        .collect(Collectors.joining("\n"));
  }

  private static String regrets(ConfigReading reading) {
    return String.join("\n", Regrets.of(Readings.only(reading), reading.config()));
  }

  private static String strictForAll(String line) {
    return """
    global_defs {
    vrrp_strict
    }
    vrrp_instance A {
    interface eth0
    virtual_router_id 1
    %s
    virtual_ipaddress { 192.0.2.1 }
    }
    """
        .formatted(line);
  }

  private static ConfigReading ipv6(String address) {
    return Readings.of(
        """
        vrrp_instance A {
        interface eth0
        virtual_router_id 1
        strict_mode
        virtual_ipaddress { %s/64 }
        }
        """
            .formatted(address));
  }

  @Test
  void itIsAskedForByTheInstanceOrForAll() {
    assertTrue(Readings.fine("strict_mode").protocol().manners().isStrict());
    assertFalse(Readings.fine("").protocol().manners().isStrict());
    for (var line : new String[] {"", "strict_mode off"}) {
      var manners = Readings.only(Readings.of(strictForAll(line))).protocol().manners();
      assertEquals(line.isEmpty(), manners.isStrict());
    }
  }

  @Test
  void packetsToTheAddressesAreRefusedUnlessTheyAreOwned() {
    assertFalse(Readings.fine("strict_mode").accepts());
    assertTrue(Readings.fine("strict_mode", "priority 255").accepts());
    assertTrue(Readings.fine("strict_mode", "version 3", "accept").accepts());
    assertFalse(Readings.fine("strict_mode", "version 3", "no_accept").accepts());
    var second = strict("accept");
    assertFalse(Readings.only(second).accepts());
    assertTrue(said(second).startsWith("accept is not used in strict mode"), said(second));
  }

  @Test
  void nobodyCanPingTheAddressesAndThatIsSaid() {
    assertTrue(regrets(strict()).contains("nobody can ping the addresses"));
    assertTrue(regrets(strict()).contains("write strict_mode off, or version 3 and accept"));
    assertTrue(regrets(strict("version 3")).contains("write accept, or strict_mode off"));
    assertFalse(regrets(strict("version 3", "accept")).contains("ping"));
  }

  @Test
  void onlyTheOwnerBeginsAsActive() {
    var lower = strict("state MASTER", "priority 100", "nopreempt");
    assertFalse(Readings.only(lower).wantsActive());
    assertFalse(Readings.only(lower).preempt());
    assertEquals(
        "state is MASTER with priority 100, but in strict mode it is MASTER with priority 255 and"
            + " BACKUP with any other; BACKUP is used instead: correct it",
        said(lower));
    var owner = strict("state BACKUP", "priority 255");
    assertTrue(Readings.only(owner).wantsActive());
    assertTrue(said(owner).endsWith("MASTER is used instead: correct it"), said(owner));
    assertTrue(Readings.fine("strict_mode", "state MASTER", "priority 255").wantsActive());
    assertTrue(Readings.fine("strict_mode", "priority 255").wantsActive());
  }

  @Test
  void thereAreNoPasswordsAndNoDelayOfPreemption() {
    var reading = strict("preempt_delay 5", "authentication { auth_type PASS\nauth_pass secret\n}");
    assertEquals(0, Readings.only(reading).preemptDelayNanos());
    assertInstanceOf(NoAuthentication.class, Readings.only(reading).authentication());
    assertEquals(
        "preempt_delay is not used in strict mode"
            + OFF
            + "\nauthentication is not used in strict mode"
            + OFF,
        said(reading));
  }

  @Test
  void aLowerPriorityIsNotAnsweredByAnything() {
    var fine = Readings.fine("strict_mode", "garp_master_repeat 3", "garp_lower_prio_repeat 0");
    assertEquals(new Burst(0, 0), fine.announcements().onLowerPriority());
    assertEquals(3, fine.announcements().onActive().repeat());
    assertFalse(fine.protocol().manners().answersLower());
    var reading =
        strict("garp_lower_prio_repeat 2", "garp_lower_prio_delay 7", "lower_prio_no_advert off");
    assertEquals(new Burst(0, 0), Readings.only(reading).announcements().onLowerPriority());
    assertEquals(
        """
        garp_lower_prio_repeat can only be 0 in strict mode, and is: remove it
        garp_lower_prio_delay can only be 0 in strict mode, and is: remove it
        lower_prio_no_advert cannot be off in strict mode, and is not: remove it\
        """,
        said(reading));
  }

  @Test
  void advertisementsComeFromTheVirtualMacAddress() {
    var reading = strict("use_vmac", "vmac_xmit_base");
    assertTrue(Readings.only(reading).linkLayer().advertsFromVirtualMac());
    assertEquals("vmac_xmit_base is not used in strict mode" + OFF, said(reading));
  }

  @Test
  void unicastIsUsedAllTheSame() {
    var reading = strict("unicast_peer { 192.0.2.9\n}");
    assertInstanceOf(Destination.Unicast.class, Readings.only(reading).destination());
    assertTrue(said(reading).startsWith("unicast is no part of the standard"), said(reading));
  }

  @Test
  void theFirstIpv6AddressHasToBeLinkLocal() {
    assertEquals("", said(ipv6("fe80::1")));
    var global = ipv6("2001:db8::1");
    assertEquals(1, global.config().instances().size());
    assertTrue(said(global).contains("has to be link-local"), said(global));
  }

  @Test
  void theChecksumIsThatOfTheRfcUnlessTheFileSaysOtherwise() {
    var reading = strict("version 3");
    assertEquals(Checksum.MESSAGE_ONLY, Readings.only(reading).protocol().manners().checksum());
    assertTrue(regrets(reading).contains("beside them write v3_checksum_as_v2 off"));
    var other = strict("version 3", "v3_checksum_as_v2 off");
    assertEquals(Checksum.PSEUDO_HEADER, Readings.only(other).protocol().manners().checksum());
    assertFalse(regrets(other).contains("v3_checksum_as_v2"));
    assertFalse(regrets(strict()).contains("v3_checksum_as_v2"));
  }
}
