package dev.baton.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

/** FRR in the lab: beside keepalived, which shows the lab, and beside Baton, which shows Baton. */
class FrrIT {
  private static final InstanceSpec OF_FRR = InstanceSpec.v3(51, 100);
  private static final InstanceSpec BETTER = OF_FRR.withPriority(150);

  @Test
  void advertisesItsVirtualRouterAndYieldsToKeepalived() {
    try (var lab = Lab.open("a", "b");
        var tap = Tap.on(lab)) {
      Frr.on(lab.host("a"), List.of(OF_FRR));
      var advert = tap.awaitAdvert("FRR advertises", any -> any.host().equals("a"));
      assertEquals(OF_FRR.router(), advert.router());
      assertEquals(100, advert.priority());

      Keepalived.on(lab.host("b"), List.of(BETTER));
      tap.awaitActive(lab.host("b"), List.of(BETTER));
    }
  }

  @Test
  void yieldsToBatonAndTakesOverWhenBatonResigns() {
    try (var lab = Lab.open("a", "b");
        var tap = Tap.on(lab)) {
      Frr.on(lab.host("a"), List.of(OF_FRR));
      tap.awaitActive(lab.host("a"), List.of(OF_FRR));
      var agent = BatonAgent.on(lab.host("b"), List.of(BETTER));
      tap.awaitActive(lab.host("b"), List.of(BETTER));
      lab.cutSilently(lab.host("b"));
      tap.awaitActive(lab.host("a"), List.of(OF_FRR));
      lab.mend(lab.host("b"));
      tap.awaitActive(lab.host("b"), List.of(BETTER));
      agent.stop();
      tap.awaitActive(lab.host("a"), List.of(OF_FRR));
      assertEquals(List.of(), LogAgainstTap.differences(agent, List.of(BETTER), tap));
      assertEquals(List.of(), Tshark.faults(tap.path(), lab.host("b")));
    }
  }

  @Test
  void batonYieldsToABetterFrrAndTakesOverWhenItResigns() {
    try (var lab = Lab.open("a", "b");
        var tap = Tap.on(lab)) {
      var worse = OF_FRR.withPriority(50);
      var agent = BatonAgent.on(lab.host("b"), List.of(worse));
      tap.awaitActive(lab.host("b"), List.of(worse));
      var frr = Frr.on(lab.host("a"), List.of(OF_FRR));
      tap.awaitActive(lab.host("a"), List.of(OF_FRR));
      frr.stop();
      tap.awaitActive(lab.host("b"), List.of(worse));
      var log = AgentLog.of("b", agent.log());
      assertEquals("ACTIVE_RESIGNED", log.transitions(worse.router()).getLast().cause());
      assertEquals(List.of(), LogAgainstTap.differences(agent, List.of(worse), tap));
    }
  }
}
