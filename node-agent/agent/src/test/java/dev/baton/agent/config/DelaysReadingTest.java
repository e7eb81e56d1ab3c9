package dev.baton.agent.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class DelaysReadingTest {
  private static ConfigReading with(String... globals) {
    return Readings.of(
        """
        vrrp_instance A {
        interface eth0
        virtual_router_id 1
        virtual_ipaddress { 192.0.2.1/24 }
        }
        global_defs {
        %s
        }
        """
            .formatted(String.join("\n", globals)));
  }

  private static Delays fine(String... globals) {
    var reading = with(globals);
    assertEquals("", Readings.diagnostics(reading));
    return reading.config().globals().delays();
  }

  @Test
  void theStartIsDelayedBySecondsWithAFraction() {
    assertEquals(5_500_000_000L, fine("vrrp_startup_delay 5.5").firstElectionNanos(0));
    assertEquals(7_500_000_000L, fine("vrrp_startup_delay 5.5").firstElectionNanos(2_000_000_000L));
  }

  @Test
  void theDelayAfterBootCountsFromTheBoot() {
    var delays = fine("vrrp_delay_after_boot 60");
    assertEquals(60_000_000_000L, delays.firstElectionNanos(2_000_000_000L));
    assertEquals(61_000_000_000L, delays.firstElectionNanos(61_000_000_000L));
  }

  @Test
  void theLongerOfTheTwoCounts() {
    var delays = fine("vrrp_delay_after_boot 60", "vrrp_startup_delay 10");
    assertEquals(60_000_000_000L, delays.firstElectionNanos(0));
    assertEquals(70_000_000_000L, delays.firstElectionNanos(60_000_000_000L));
  }

  @Test
  void nothingIsWaitedForByDefault() {
    assertEquals(Delays.NONE, fine());
  }

  @Test
  void aDelayThatKeepalivedCannotCountIsReadOver() {
    var reading = with("vrrp_startup_delay 4295");
    assertEquals(
        "test.conf:7:1: warning: vrrp_startup_delay is '4295', allowed is 0 to 4294 seconds; 0 s is"
            + " used instead: correct it",
        Readings.diagnostics(reading));
    assertEquals(Delays.NONE, reading.config().globals().delays());
  }

  @Test
  void theWordsAreSaidOfTheNode() {
    assertEquals(
        List.of(
            "the node",
            "  waits       5.5 s after the agent's start",
            "              until 60 s after the boot",
            "              before any instance takes part in an election; a reload does not wait"),
        NodeDescription.lines(
            with("vrrp_startup_delay 5.5", "vrrp_delay_after_boot 60").config().globals()));
    assertEquals(List.of(), NodeDescription.lines(with().config().globals()));
  }

  @Test
  void anotherDelayIsAnotherConfiguration() {
    assertNotEquals(with().config(), with("vrrp_startup_delay 5").config());
    assertNotEquals(with().config().hash(), with("vrrp_startup_delay 5").config().hash());
  }
}
