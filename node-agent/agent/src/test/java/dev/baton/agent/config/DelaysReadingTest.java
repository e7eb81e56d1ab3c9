package dev.baton.agent.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.agent.config.Delays.LinkDelay;
import java.util.List;
import java.util.Map;
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
        NodeDescription.lines(with("vrrp_startup_delay 5.5", "vrrp_delay_after_boot 60").config()));
    assertEquals(List.of(), NodeDescription.lines(with().config()));
  }

  private static ConfigReading withLinks(String... lines) {
    return Readings.of(
        """
        interface_up_down_delays {
        %s
        }
        vrrp_instance A {
        interface eth0
        virtual_router_id 1
        track_interface { eth1 weight 10 }
        virtual_ipaddress { 192.0.2.1/24 }
        }
        """
            .formatted(String.join("\n", lines)));
  }

  @Test
  void aLinkHasADelayForDownAndOneForUp() {
    var reading = withLinks("eth0 0.5 1.5", "eth1 0.000001", "eth9 255");
    assertEquals("", Readings.diagnostics(reading));
    assertEquals(
        Map.of(
            "eth0", new LinkDelay(500_000_000, 1_500_000_000),
            "eth1", new LinkDelay(1_000, 1_000),
            "eth9", new LinkDelay(255_000_000_000L, 255_000_000_000L)),
        reading.config().globals().delays().links());
    assertEquals(
        List.of(
            "the node",
            "  puts up     with eth0 being down for 0.5 s, and sees it up after 1.5 s",
            "              with eth1 being down for 0 s, and sees it up after 0 s",
            "              with eth9 being down for 255 s, and sees it up after 255 s"),
        NodeDescription.lines(reading.config()));
  }

  @Test
  void aDelayThatAnInstanceCannotBearIsShortened() {
    for (String link : List.of("eth0", "eth1")) {
      var reading = withLinks(link + " 1 3");
      assertEquals(
          "test.conf:2:1: warning: the delay of "
              + link
              + " has to be shorter than 2 x 1 s for vrrp_instance A; 1.996 s is used: correct it",
          Readings.diagnostics(reading));
      assertEquals(
          new LinkDelay(1_000_000_000, 1_996_093_750),
          reading.config().globals().delays().links().get(link));
    }
  }

  @Test
  void aDelayThatCannotBeReadIsReadOver() {
    var reading = withLinks("eth0", "eth0 1 2 3", "eth0 256", "eth0 1 -1", "a/b 1");
    assertEquals(Delays.NONE, reading.config().globals().delays());
    assertEquals(5, reading.diagnostics().size());
    assertTrue(
        Readings.diagnostics(reading)
            .contains(
                "test.conf:4:1: warning: the delay 'eth0' is read over: given is '256',"
                    + " allowed is 0 to 255"
                    + " seconds; correct it"),
        Readings.diagnostics(reading));
  }

  @Test
  void anotherDelayOfALinkIsAnotherConfiguration() {
    assertNotEquals(withLinks("eth0 1").config().hash(), withLinks("eth0 0.5").config().hash());
  }

  @Test
  void anotherDelayIsAnotherConfiguration() {
    assertNotEquals(with().config(), with("vrrp_startup_delay 5").config());
    assertNotEquals(with().config().hash(), with("vrrp_startup_delay 5").config().hash());
  }
}
