package dev.baton.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.events.Family;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/**
 * Baton and two keepalived speak by unicast, in both versions and families: each is sent its own
 * copy, whose checksum fits its address.
 */
@TestInstance(Lifecycle.PER_CLASS)
class UnicastIT {
  private static final List<InstanceSpec> BATON_BEST = InstanceSpec.ofEachKind(100, 150);
  private static final List<InstanceSpec> BATON_WORST = InstanceSpec.ofEachKind(200, 50);

  private final Lab lab = Lab.open("a", "b", "c");
  private final Host baton = lab.host("a");
  private final Host second = lab.host("b");
  private final Tap tap = Tap.on(lab);
  private final BatonAgent agent = BatonAgent.on(baton, all(baton));
  private final Keepalived keepalived = Keepalived.on(second, worse(second, 100));
  private final Keepalived third = Keepalived.on(lab.host("c"), worse(lab.host("c"), 90));

  private List<InstanceSpec> all(Host host) {
    return Stream.of(BATON_BEST, BATON_WORST)
        .flatMap(List::stream)
        .map(instance -> byUnicast(instance, host))
        .toList();
  }

  private List<InstanceSpec> worse(Host host, int priority) {
    return all(host).stream().map(instance -> instance.withPriority(priority)).toList();
  }

  private InstanceSpec byUnicast(InstanceSpec instance, Host host) {
    Function<Host, String> address =
        instance.router().family() == Family.IPV4 ? Host::ipv4 : Host::ipv6;
    var peers =
        lab.hosts().stream()
            .filter(other -> !other.equals(host))
            .map(address)
            .collect(Collectors.joining("\n    ", "unicast_peer {\n    ", "\n  }"));
    return instance.with("unicast_src_ip " + address.apply(host)).with(peers);
  }

  @BeforeEach
  void awaitElection() {
    tap.awaitActive(baton, BATON_BEST);
    tap.awaitActive(second, BATON_WORST);
  }

  @AfterEach
  void compareTheLogWithTheWire() {
    assertEquals(List.of(), LogAgainstTap.differences(agent, all(baton), tap));
  }

  @AfterAll
  void closeTheLab() {
    try (lab;
        tap) {
      assertEquals(List.of(), Tshark.faults(tap.path(), baton), "Wireshark finds fault");
      assertTrue(Tshark.vrrpFrames(tap.path(), baton) > 0);
    }
  }

  @Test
  void thePeerTakesOverWhenTheCableIsCutAndBatonPreemptsItOnItsReturn() {
    lab.cut(baton);
    tap.awaitActive(second, BATON_BEST);
    lab.mend(baton);
    tap.awaitActive(baton, BATON_BEST);
    tap.awaitActive(second, BATON_WORST);
  }

  @Test
  void eachSideTakesOverWhenTheOtherResigns() {
    agent.stop();
    tap.awaitActive(second, BATON_BEST);
    agent.start();
    tap.awaitActive(baton, BATON_BEST);
    keepalived.stop();
    third.stop();
    tap.awaitActive(baton, BATON_WORST);
    var log = AgentLog.of("a", agent.log());
    for (var instance : BATON_WORST) {
      assertEquals("ACTIVE_RESIGNED", log.transitions(instance.router()).getLast().cause());
    }
    keepalived.start();
    third.start();
  }

  @Test
  void theVirtualRouterIsNamedByTheAddressesOfAllItsNodes() {
    var segments =
        AgentLog.of("a", agent.log()).ofType("instance.transitioned").stream()
            .map(envelope -> envelope.get("subject").get("segment").asText())
            .collect(Collectors.toSet());
    var ipv4 = lab.hosts().stream().map(Host::ipv4).collect(Collectors.joining(","));
    var ipv6 = lab.hosts().stream().map(Host::ipv6).collect(Collectors.joining(","));
    assertEquals(Set.of(ipv4, ipv6), segments);
  }
}
