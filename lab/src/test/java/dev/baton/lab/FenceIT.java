package dev.baton.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Addresses with a lifetime, on a host whose programs are frozen. */
class FenceIT {
  private static final InstanceSpec UNFENCED_IPV4 = InstanceSpec.v3(221, 150);
  private static final InstanceSpec UNFENCED_IPV6 = InstanceSpec.v3Ipv6(222, 150);
  private static final InstanceSpec IPV4 = fenced(UNFENCED_IPV4);
  private static final InstanceSpec IPV6 = fenced(UNFENCED_IPV6);
  private static final List<InstanceSpec> ALL = List.of(IPV4, IPV6);

  private final Lab lab = Lab.open("a");
  private final Host a = lab.host("a");
  private final Tap tap = Tap.on(lab);
  private final BatonAgent agent = BatonAgent.on(a, ALL);

  private static InstanceSpec fenced(InstanceSpec instance) {
    return instance.with("#@baton fence_lifetime 9");
  }

  @AfterEach
  void closeTheLab() {
    tap.close();
    lab.close();
  }

  @Test
  void theAddressesOfAFrozenHostLapseAndTheLogSaysSo() {
    tap.awaitActive(a, ALL);
    lab.await("both are there", () -> a.holds(IPV4.address()) && a.holds(IPV6.address()));
    var twice = "(?s).*valid_lft [6-9]sec.*valid_lft [6-9]sec.*";
    lab.await("both have an end", () -> a.exec("ip", "address").matches(twice));
    Signal.STOP.send(agent.steward().pid());
    agent.freezeEngine();
    lab.await("both lapsed", () -> !a.holds(IPV4.address()) && !a.holds(IPV6.address()));
    assertTrue(a.exec("ip", "-6", "route").contains("fd77::/64"), "the host's own route stays");
    agent.thawEngine();
    Signal.CONT.send(agent.steward().pid());
    lab.await("the log says so for both", () -> lapsed() == 2);
    lab.await("both are back", () -> a.holds(IPV4.address()) && a.holds(IPV6.address()));
    var transitions = AgentLog.of("a", agent.log()).transitions(IPV4.router());
    assertEquals(
        List.of("BACKUP", "ACTIVE", "BACKUP", "ACTIVE"),
        transitions.stream().map(AgentLog.Transition::to).toList());
  }

  @Test
  void aReloadTakesTheLifetimeAwayAndGivesItBackWithoutATransition() {
    tap.awaitActive(a, ALL);
    lab.await("both have an end", () -> lifetimes().equals(List.of(true, true)));
    agent.reload(List.of(UNFENCED_IPV4, UNFENCED_IPV6));
    lab.await("both stay for ever", () -> lifetimes().equals(List.of(false, false)));
    agent.reload(ALL);
    lab.await("both have an end again", () -> lifetimes().equals(List.of(true, true)));
    a.exec("ip", "address", "del", IPV4.address() + "/32", "dev", "eth0");
    lab.await("it comes back", () -> lifetimes().equals(List.of(true, true)));
    assertEquals(2, AgentLog.of("a", agent.log()).transitions(IPV4.router()).size());
    assertEquals(2, AgentLog.of("a", agent.log()).transitions(IPV6.router()).size());
  }

  /** Whether each address that is there has an end. */
  private List<Boolean> lifetimes() {
    return ALL.stream().filter(i -> a.holds(i.address())).map(this::ends).toList();
  }

  private boolean ends(InstanceSpec instance) {
    var shown = a.exec("ip", "address", "show", "to", instance.address());
    return !shown.contains("valid_lft forever");
  }

  private long lapsed() {
    return AgentLog.of("a", agent.log()).ofType("instance.vips-removed").stream()
        .filter(envelope -> "lapsed".equals(envelope.get("data").get("by").asText()))
        .count();
  }
}
