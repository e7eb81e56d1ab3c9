package dev.baton.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/**
 * A sync group beside keepalived's own: two instances, of which the second's interface alone goes
 * down; both move.
 *
 * <pre>
 *   a (Baton, 150)        b (keepalived, 100)
 *    eth0 ──────────────── eth0       vrid 101, vrid 102
 *    tracked0                         only vrid 102 of a needs it
 * </pre>
 */
@TestInstance(Lifecycle.PER_CLASS)
class SyncGroupIT {
  private static final InstanceSpec ONE = InstanceSpec.v2(101, 150);
  private static final InstanceSpec OTHER = InstanceSpec.v3(102, 150);
  private static final String TRACKED = "tracked0";
  private static final List<InstanceSpec> BOTH = List.of(ONE, OTHER);

  private final Lab lab = Lab.open("a", "b");
  private final Host a = lab.host("a");
  private final Host b = lab.host("b");
  private final Tap tap = Tap.on(lab);

  private static String grouped(String configuration) {
    return configuration
        + """

        vrrp_sync_group G {
          group {
            %s
            %s
          }
        }
        """
            .formatted(ONE.name(), OTHER.name());
  }

  private static List<InstanceSpec> tracking() {
    return List.of(ONE, OTHER.with("track_interface {\n    " + TRACKED + "\n  }"));
  }

  private static List<InstanceSpec> worse() {
    return BOTH.stream().map(instance -> instance.withPriority(100)).toList();
  }

  @Test
  void aFaultOfOneMovesBothAndItsEndBringsBothBack() {
    a.exec("ip", "link", "add", TRACKED, "type", "veth", "peer", "name", "its-peer");
    a.exec("ip", "link", "set", "its-peer", "up");
    a.exec("ip", "link", "set", TRACKED, "up");
    var agent = BatonAgent.on(a, grouped(InstanceSpec.configuration(tracking())));
    Keepalived.on(b, grouped(InstanceSpec.configuration(worse())));
    tap.awaitActive(a, BOTH);
    a.exec("ip", "link", "set", TRACKED, "down");
    tap.awaitActive(b, BOTH);
    var log = AgentLog.of("a", agent.log());
    assertEquals("SYNC_GROUP", log.transitions(ONE.router()).getLast().cause());
    assertEquals("TRACK_INTERFACE", log.transitions(OTHER.router()).getLast().cause());
    a.exec("ip", "link", "set", TRACKED, "up");
    tap.awaitActive(a, BOTH);
    agent.stop();
    tap.awaitActive(b, BOTH);
    assertEquals(List.of(), LogAgainstTap.differences(agent, BOTH, tap));
  }

  @AfterAll
  void closeTheLab() {
    try (lab;
        tap) {
      assertEquals(List.of(), Tshark.faults(tap.path(), a));
    }
  }
}
