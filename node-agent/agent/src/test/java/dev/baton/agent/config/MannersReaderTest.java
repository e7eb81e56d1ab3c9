package dev.baton.agent.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class MannersReaderTest {
  private static Manners with(String... lines) {
    return Readings.fine(lines).protocol().manners();
  }

  private static Manners withGlobal(String global, String line) {
    var reading =
        Readings.of(
            """
            global_defs {
            %s
            }
            vrrp_instance A {
            interface eth0
            virtual_router_id 1
            virtual_ipaddress { 192.0.2.1 }
            %s
            }
            """
                .formatted(global, line));
    assertEquals("", Readings.diagnostics(reading));
    return Readings.only(reading).protocol().manners();
  }

  @Test
  void eachFlagIsTakenFromTheInstance() {
    assertFalse(with("lower_prio_no_advert").answersLower());
    assertTrue(with("higher_prio_send_advert").answersHigher());
    assertTrue(with("owner_ignore_adverts").ownerIgnoresAdverts());
    assertTrue(with("skip_check_adv_addr").skipsAddressCheck());
  }

  @Test
  void eachFlagHasAGlobalThatTheInstanceCanTakeBack() {
    assertFalse(withGlobal("vrrp_lower_prio_no_advert", "").answersLower());
    assertTrue(withGlobal("vrrp_lower_prio_no_advert", "lower_prio_no_advert off").answersLower());
    assertTrue(withGlobal("vrrp_higher_prio_send_advert", "").answersHigher());
    assertFalse(
        withGlobal("vrrp_higher_prio_send_advert", "higher_prio_send_advert off").answersHigher());
    assertTrue(withGlobal("vrrp_owner_ignore_adverts", "").ownerIgnoresAdverts());
    assertFalse(
        withGlobal("vrrp_owner_ignore_adverts", "owner_ignore_adverts off").ownerIgnoresAdverts());
    assertTrue(withGlobal("vrrp_skip_check_adv_addr", "").skipsAddressCheck());
    assertFalse(
        withGlobal("vrrp_skip_check_adv_addr", "skip_check_adv_addr off").skipsAddressCheck());
  }

  @Test
  void theChecksumCanFollowThePeers() {
    assertEquals(Checksum.AUTO, with("#@baton checksum auto").checksum());
    assertEquals(Checksum.AUTO, with("v3_checksum_as_v2", "#@baton checksum auto").checksum());
    var wrong = Readings.withLines("#@baton checksum both");
    assertEquals(
        "test.conf:5:1: warning: #@baton checksum is 'both', allowed is 'auto'; it is read over:"
            + " correct it",
        Readings.diagnostics(wrong));
    assertEquals(Checksum.PSEUDO_HEADER, Readings.only(wrong).protocol().manners().checksum());
  }

  @Test
  void aChangeOfMannersIsAChange() {
    for (var line : new String[] {"lower_prio_no_advert", "#@baton checksum auto"}) {
      var changed = Readings.withLines(line).config();
      assertNotEquals(Readings.withLines("").config().hash(), changed.hash());
    }
  }
}
