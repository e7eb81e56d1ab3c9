package dev.baton.agent.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Version 2 beside version 3, for an upgrade. */
class DualVersionReadingTest {
  private static final String ON = "#@baton dual_version on";

  private static boolean isDual(ConfigReading reading) {
    return Readings.only(reading).protocol().manners().isDual();
  }

  private static String regrets(String... lines) {
    var reading = Readings.withLines(lines);
    return String.join("\n", Regrets.of(Readings.only(reading), reading.config()));
  }

  private static String described(String... lines) {
    return String.join("\n", InstanceDescription.lines(Readings.fine(lines), Hooks.NONE, Map.of()));
  }

  @Test
  void oneVersionIsSpokenUnlessTheFileAsksForBoth() {
    assertFalse(isDual(Readings.withLines("version 3")));
    assertFalse(isDual(Readings.withLines("version 3", "#@baton dual_version off")));
    assertTrue(isDual(Readings.withLines("version 3", ON)));
    assertEquals("", Readings.diagnostics(Readings.withLines("version 3", ON)));
  }

  @Test
  void itStandsBesideVersion3() {
    var alone = Readings.withLines(ON);
    assertEquals(
        "test.conf:5:1: warning: #@baton dual_version is read over, version 2 is spoken beside"
            + " version 3: write version 3, too",
        Readings.diagnostics(alone));
    assertFalse(isDual(alone));
    assertEquals(2, Readings.only(alone).version());
  }

  @Test
  void itIsForIpv4() {
    var ipv6 =
        Readings.of(
            """
            vrrp_instance A {
            interface eth0
            virtual_router_id 1
            virtual_ipaddress { fe80::5:1 }
            #@baton dual_version on
            }
            """);
    assertEquals(
        "test.conf:5:1: warning: #@baton dual_version is read over, version 2 has no IPv6:"
            + " remove it",
        Readings.diagnostics(ipv6));
    assertFalse(isDual(ipv6));
  }

  @Test
  void anythingElseIsReadOver() {
    var wrong = Readings.withLines("version 3", "#@baton dual_version yes");
    assertEquals(
        "test.conf:6:1: warning: #@baton dual_version is 'yes', allowed is 'off' or 'on'; it is"
            + " read over: correct it",
        Readings.diagnostics(wrong));
    assertFalse(isDual(wrong));
  }

  @Test
  void thePasswordOfVersion2IsKept() {
    var password = "authentication {\nauth_type PASS\nauth_pass secret\n}";
    assertEquals(
        Authentication.Pass.of("secret".getBytes(StandardCharsets.UTF_8)),
        Readings.fine("version 3", ON, password).authentication());
  }

  @Test
  void aChangeOfItIsAChangeInPlace() {
    var off = Readings.fine("version 3");
    var on = Readings.fine("version 3", ON);
    var old = Readings.fine("version 2");
    assertNotEquals(off, on);
    assertNotEquals(
        Readings.withLines("version 3").config().hash(),
        Readings.withLines("version 3", ON).config().hash());
    assertTrue(off.protocol().understands(on.protocol()));
    assertTrue(on.protocol().understands(off.protocol()));
    assertTrue(old.protocol().understands(on.protocol()));
    assertTrue(on.protocol().understands(old.protocol()));
    assertFalse(old.protocol().understands(off.protocol()));
  }

  @Test
  void configCheckSaysThatItIsForAnUpgradeOnly() {
    var said = described("version 3", "advert_int 2.5", ON);
    assertTrue(said.contains("in version 2, too, just as often, which says every 2 s"), said);
    assertFalse(described("version 3").contains("in version 2"));
    var regrets = regrets("version 3", ON);
    assertTrue(regrets.contains("for an upgrade only"), regrets);
    assertEquals(1, regrets.lines().count(), regrets);
    assertEquals("", regrets("version 3"));
  }

  @Test
  void intervalsAndPrioritiesThatVersion2CannotFollowAreRegretted() {
    var slow = regrets("version 3", "advert_int 2.5", ON);
    assertTrue(slow.contains("another advert_int than 2 s reject"), slow);
    assertFalse(slow.contains("may not keep up"), slow);
    var fast = regrets("version 3", "priority 120", "advert_int 0.2", ON);
    assertTrue(fast.contains("another advert_int than 1 s reject"), fast);
    assertTrue(fast.contains("every 0.2 s and may not keep up"), fast);
    assertTrue(fast.contains("with a priority above 120 it is taken for dead"), fast);
  }
}
