package dev.baton.agent.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.List;
import org.junit.jupiter.api.Test;

class ConfigChangesTest {
  private static final String A =
      """
      vrrp_instance A {
      interface eth0
      virtual_router_id 1
      priority 150
      virtual_ipaddress { 192.0.2.1/24 }
      }
      """;
  private static final String B =
      """
      vrrp_instance B {
      interface eth0
      virtual_router_id 2
      version 2
      virtual_ipaddress { 192.0.2.2/24 }
      authentication {
      auth_type PASS
      auth_pass geheim
      }
      }
      """;

  private static List<String> between(String before, String after) {
    return ConfigChanges.between(Readings.of(before).config(), Readings.of(after).config());
  }

  @Test
  void theSameMeaningInOtherWordsIsNoChange() {
    assertEquals(List.of(), between(A, "# a comment\n" + A.replace("priority", "  priority")));
  }

  @Test
  void newAndRemovedInstancesAreNamed() {
    assertEquals(List.of("vrrp_instance B: new"), between(A, A + B));
    assertEquals(List.of("vrrp_instance A: removed"), between(A + B, B));
  }

  @Test
  void aChangedInstanceSaysWhatItDoesNowAndWhatItDidBefore() {
    assertEquals(
        List.of(
            "vrrp_instance A: + priority 150: it starts as Backup and waits for the others",
            "vrrp_instance A: - priority 140: it starts as Backup and waits for the others"),
        between(A.replace("150", "140"), A).stream()
            .filter(change -> change.contains("priority 1"))
            .toList());
  }

  @Test
  void anotherPasswordIsAChangeThatDoesNotSayIt() {
    var changes = between(B, B.replace("geheim", "anderes"));
    assertEquals(List.of("vrrp_instance B: changed"), changes);
  }

  @Test
  void ofAnotherScriptOnlyThatItIsAnother() {
    var before = A.replace("priority", "notify_master \"/bin/true secret1\"\npriority");
    var changes = between(before, before.replace("secret1", "secret2"));
    assertEquals(List.of("notifications of vrrp_instance A: changed"), changes);
  }

  @Test
  void anotherOrderIsAChangeToo() {
    assertEquals(List.of("the order of the blocks: changed"), between(A + B, B + A));
  }

  @Test
  void aDelayOfTheNodeIsSaid() {
    var changes = between(A, "global_defs {\nvrrp_startup_delay 7\n}\n" + A);
    assertFalse(changes.isEmpty());
    assertEquals("the node: + waits 7 s after the agent's start", changes.getFirst());
  }
}
