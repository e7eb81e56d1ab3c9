package dev.baton.agent.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class LinkReadingTest {
  @Test
  void anInstanceNeedsItsLinkUnlessTheFileSaysOtherwise() {
    assertTrue(Readings.fine().needsLink());
    assertFalse(Readings.fine("dont_track_primary").needsLink());
  }

  @Test
  void whatIsSoInAnyCaseIsReadWithoutAWord() {
    assertEquals("A", Readings.fine("track_src_ip").name());
  }

  @Test
  void theLeastOfGratuitousArpsIsOne() {
    var reading =
        Readings.of(
            """
            global_defs {
              vrrp_min_garp
              dynamic_interfaces allow_if_changes
            }
            vrrp_instance A {
              interface eth0
              virtual_router_id 1
              virtual_ipaddress { 192.0.2.1 }
            }
            """);
    assertEquals(List.of(), reading.diagnostics());
    assertEquals(new Announcements.Burst(1, 0), Readings.only(reading).announcements().onActive());
  }
}
