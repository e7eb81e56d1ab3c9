package dev.baton.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/**
 * Baton and FRR on one segment, in both roles, in both versions and families, with and without
 * preemption, Baton with and without virtual MAC addresses, which FRR always has: one pair of
 * programs has all variants at once. FRR has no unicast.
 */
@TestInstance(Lifecycle.PER_CLASS)
class FrrInteropIT {
  private static final int HIGH = 150;
  private static final int LOW = 100;

  /** Priorities are Baton's. */
  private static final List<InstanceSpec> BATON_BETTER = variants(100, HIGH);

  private static final List<InstanceSpec> BATON_WORSE = variants(110, LOW);
  private static final List<InstanceSpec> STAYING =
      Stream.of(variants(120, HIGH), variants(130, LOW))
          .flatMap(List::stream)
          .map(instance -> instance.with("nopreempt"))
          .toList();

  private final Lab lab = Lab.open("a", "b");
  private final Host baton = lab.host("a");
  private final Host other = lab.host("b");
  private final Tap tap = Tap.on(lab);
  private final BatonAgent agent = BatonAgent.on(baton, all());
  private final Frr frr = Frr.on(other, ofFrr());

  private static List<InstanceSpec> variants(int vrid, int priority) {
    var plain = versions(vrid, priority);
    var virtual = versions(vrid + 3, priority).stream().map(i -> i.with("use_vmac")).toList();
    return Stream.of(plain, virtual).flatMap(List::stream).toList();
  }

  /** FRR would advertise from a virtual link-local address, and no one could tell the two apart. */
  private static List<InstanceSpec> versions(int vrid, int priority) {
    return InstanceSpec.ofEachKind(vrid, priority).stream()
        .map(InstanceSpec::withoutLinkLocal)
        .toList();
  }

  private static List<InstanceSpec> all() {
    return Stream.of(BATON_BETTER, BATON_WORSE, STAYING).flatMap(List::stream).toList();
  }

  private static List<InstanceSpec> ofFrr() {
    return all().stream().map(i -> i.withPriority(HIGH + LOW - i.priority())).toList();
  }

  @BeforeEach
  void awaitElection() {
    tap.awaitActive(baton, BATON_BETTER);
    tap.awaitActive(other, BATON_WORSE);
    tap.awaitOneActive(STAYING);
  }

  @AfterEach
  void compareTheLogWithTheWire() {
    assertEquals(List.of(), LogAgainstTap.differences(agent, all(), tap));
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
  void frrTakesOverWhenBatonIsCutOffAndBatonComesBackOnlyWithPreemption() {
    lab.cutSilently(baton);
    tap.awaitActive(other, all());
    lab.mend(baton);
    tap.awaitActive(baton, BATON_BETTER);
    tap.awaitActive(other, BATON_WORSE);
  }

  @Test
  void batonTakesOverWhenFrrIsCutOffAndFrrComesBackWhenItIsBetter() {
    lab.cutSilently(other);
    tap.awaitActive(baton, all());
    lab.mend(other);
    tap.awaitActive(baton, BATON_BETTER);
    tap.awaitActive(other, BATON_WORSE);
  }

  @Test
  void eachTakesOverWhenTheOtherResigns() {
    agent.stop();
    tap.awaitActive(other, all());
    long takenNanos = WallClock.nowNanos();
    agent.start();
    awaitElection();
    var kept = tap.awaitKept(other, STAYING, takenNanos);
    frr.stop();
    tap.awaitActive(baton, all());
    var log = AgentLog.of("a", agent.log());
    for (var instance : kept) {
      assertEquals("ACTIVE_RESIGNED", log.transitions(instance.router()).getLast().cause());
    }
    long takenBackNanos = WallClock.nowNanos();
    frr.start();
    tap.awaitActive(other, BATON_WORSE);
    tap.awaitKept(baton, STAYING, takenBackNanos);
  }
}
