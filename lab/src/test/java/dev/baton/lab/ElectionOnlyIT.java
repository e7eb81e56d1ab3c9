package dev.baton.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.events.Family;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** Virtual routers without addresses, and one that only one of the two nodes knows. */
@TestInstance(Lifecycle.PER_CLASS)
class ElectionOnlyIT {
  private static final VirtualRouterKey VERSION_2 = new VirtualRouterKey(Family.IPV4, 61);
  private static final VirtualRouterKey VERSION_3 = new VirtualRouterKey(Family.IPV4, 62);
  private static final VirtualRouterKey IPV6 = new VirtualRouterKey(Family.IPV6, 63);
  private static final VirtualRouterKey HIDDEN = new VirtualRouterKey(Family.IPV4, 65);
  private static final String EXCLUDED = "10.77.0.65";
  private static final List<VirtualRouterKey> ALL = List.of(VERSION_2, VERSION_3, IPV6);
  private static final String ALONE =
      """
      vrrp_instance ALONE {
        interface eth0
        virtual_router_id 64
        virtual_ipaddress {
          10.77.0.64
        }
      }
      """;

  private final Lab lab = Lab.open("a", "b");
  private final Host a = lab.host("a");
  private final Host b = lab.host("b");
  private final Tap tap = Tap.on(lab);

  @AfterAll
  void closeTheLab() {
    try (lab;
        tap) {
      assertEquals(List.of(), Tshark.faults(tap.path(), a));
      assertEquals(List.of(), Tshark.faults(tap.path(), b));
    }
  }

  private static String electionOnly(int vrid, String words) {
    return """
    vrrp_instance E%d {
      interface eth0
      virtual_router_id %d
      %s
      no_virtual_ipaddress
    }
    """
        .formatted(vrid, vrid, words);
  }

  private static String configuration(int priority) {
    var priorityLine = "priority " + priority + "\n";
    return "global_defs {\n  log_unknown_vrids\n}\n"
        + electionOnly(61, priorityLine + "advert_int 1")
        + electionOnly(62, priorityLine + "version 3\nadvert_int 0.2")
        + electionOnly(63, priorityLine + "native_ipv6\nadvert_int 0.2");
  }

  @Test
  void theNodesElectAnActiveWithoutAnAddressAndTellOfWhomTheyDoNotKnow() {
    var before = a.exec("ip", "-o", "addr");
    var agentB = BatonAgent.on(b, configuration(100));
    awaitActive(b);
    var agentA = BatonAgent.on(a, configuration(150) + ALONE);
    awaitActive(a);
    assertTrue(
        tap.adverts().stream()
            .filter(advert -> ALL.contains(advert.router()))
            .allMatch(advert -> advert.addresses().isEmpty()));
    tap.awaitAdvert("a router that b does not know", advert -> advert.router().vrid() == 64);
    agentA.stop();
    awaitActive(b);
    agentB.stop();
    assertEquals(List.of("VRID 64 on eth0"), strangers(agentB));
    assertEquals(before, a.exec("ip", "-o", "addr"));
  }

  /** In version 2 keepalived runs an instance that has addresses, and advertises none. */
  @Test
  void addressesThatAreNotAdvertisedMoveBetweenKeepalivedAndBaton() {
    var keepalived = Keepalived.on(b, excluded(150));
    lab.await("keepalived serves", () -> b.holds(EXCLUDED));
    var agent = BatonAgent.on(a, excluded(100));
    lab.await(
        "the agent is a Backup",
        () -> !AgentLog.of("a", agent.log()).transitions(HIDDEN).isEmpty());
    keepalived.stop();
    lab.await("the agent serves", () -> a.holds(EXCLUDED));
    keepalived.start();
    lab.await("keepalived serves again", () -> b.holds(EXCLUDED) && !a.holds(EXCLUDED));
    agent.reload(excluded(200));
    lab.await("the agent preempts", () -> a.holds(EXCLUDED) && !b.holds(EXCLUDED));
    agent.stop();
    lab.await("keepalived takes over", () -> b.holds(EXCLUDED) && !a.holds(EXCLUDED));
    keepalived.stop();
  }

  private static String excluded(int priority) {
    return """
    vrrp_instance X {
      interface eth0
      virtual_router_id 65
      priority %d
      virtual_ipaddress_excluded {
        10.77.0.65
      }
    }
    """
        .formatted(priority);
  }

  private void awaitActive(Host host) {
    for (var router : ALL) {
      lab.await(
          host + " alone is Active for " + router,
          () -> tap.activesOf(router).equals(Set.of(host.name())));
    }
  }

  private static List<String> strangers(BatonAgent agent) {
    return AgentLog.of(agent.host().name(), agent.log()).ofType("peer.mismatch").stream()
        .map(envelope -> envelope.get("data"))
        .filter(data -> "unknown-vrid".equals(data.get("kind").asText()))
        .map(data -> data.get("theirs").asText())
        .toList();
  }
}
