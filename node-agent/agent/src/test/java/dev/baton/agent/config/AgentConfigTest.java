package dev.baton.agent.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.agent.config.Authentication.NoAuthentication;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AgentConfigTest {
  private static AgentConfig with(String... lines) {
    return Readings.withLines(lines).config();
  }

  private static String password(String password) {
    return "authentication {\nauth_type PASS\nauth_pass " + password + "\n}";
  }

  @Test
  void layoutAndCommentsAreNoChange() {
    AgentConfig plain = with("priority 7", "advert_int 2");
    AgentConfig moved = with("", "", "advert_int  2 # why", "priority 7");
    assertEquals(plain, moved);
    assertEquals(plain.hash(), moved.hash());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "priority 7",
        "advert_int 2",
        "version 3",
        "nopreempt",
        "preempt_delay 1",
        "state MASTER\npriority 100",
        "mcast_src_ip 192.0.2.9",
        "down_timer_adverts 4",
        "v3_checksum_as_v2",
        "virtual_ipaddress { 192.0.2.2 }",
        "virtual_ipaddress_excluded { 192.0.2.2 }",
        "track_interface { eth1 }",
        "garp_master_repeat 1",
        "garp_master_delay 1",
        "garp_master_refresh 1",
        "garp_master_refresh_repeat 2",
        "garp_lower_prio_repeat 1",
        "garp_lower_prio_delay 1",
        "#@baton segment lan",
        "authentication {\nauth_type PASS\nauth_pass hush\n}"
      })
  void everySettingIsAChange(String line) {
    AgentConfig plain = with();
    AgentConfig changed = with(line);
    assertNotEquals(plain.instances(), changed.instances());
    assertNotEquals(plain.hash(), changed.hash());
  }

  @Test
  void anotherPasswordIsAChangeThatTheHashDoesNotShow() {
    AgentConfig one = with(password("one"));
    AgentConfig two = with(password("two"));
    assertNotEquals(one, two);
    assertEquals(one.hash(), two.hash());
    assertEquals(64, one.hash().length());
  }

  @Test
  void passwordsAreInNoText() {
    ConfigReading reading = Readings.withLines(password("hush"));
    assertFalse(reading.toString().contains("hush"));
    assertTrue(reading.toString().contains("Pass[****]"));
  }

  @Test
  void illegalValuesCannotBeBuilt() {
    var none = new NoAuthentication();
    var plain = Readings.fine().protocol().manners();
    assertThrows(IllegalArgumentException.class, () -> new Protocol(1, 100, 3, plain, none));
    assertThrows(IllegalArgumentException.class, () -> new Protocol(2, 150, 3, plain, none));
    assertThrows(IllegalArgumentException.class, () -> new Protocol(3, 4096, 3, plain, none));
    assertThrows(IllegalArgumentException.class, () -> new Protocol(3, 100, 0, plain, none));
    assertThrows(IllegalArgumentException.class, () -> new TrackedInterface("eth0", 254, false));
  }

  @Test
  void aTrackedInterfaceMovesThePriorityAsInKeepalived() {
    assertEquals(5, new TrackedInterface("a", 5, false).contribution(true));
    assertEquals(0, new TrackedInterface("a", 5, false).contribution(false));
    assertEquals(0, new TrackedInterface("a", -5, false).contribution(true));
    assertEquals(-5, new TrackedInterface("a", -5, false).contribution(false));
    assertEquals(-5, new TrackedInterface("a", 5, true).contribution(true));
    assertEquals(5, new TrackedInterface("a", -5, true).contribution(false));
  }

  @Test
  void aTrackedInterfaceWithoutWeightIsAFault() {
    assertTrue(new TrackedInterface("a", 0, false).isFault(false));
    assertFalse(new TrackedInterface("a", 0, false).isFault(true));
    assertTrue(new TrackedInterface("a", 0, true).isFault(true));
    assertFalse(new TrackedInterface("a", 0, true).isFault(false));
    assertFalse(new TrackedInterface("a", 5, false).isFault(false));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "::1",
        "2001:db8::1",
        "fe80::",
        "1:0:0:2::3",
        "1::2:0:0:3",
        "1:2:3:4:5:6:7:8",
        "1:0:3:4:5:6:7:8",
        "192.0.2.1"
      })
  void addressesAreWrittenShort(String text) {
    assertEquals(text, Addresses.text(Addresses.of(text)));
  }
}
