package dev.baton.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/**
 * Baton and keepalived on one segment, in both roles, in both versions and families: one pair of
 * daemons has all variants at once. Between tests both run, and the preempting virtual routers are
 * with their better node.
 */
@TestInstance(Lifecycle.PER_CLASS)
class KeepalivedInteropIT {
  private static final int HIGH = 150;
  private static final int LOW = 100;

  /** Priorities are Baton's. */
  private static final List<InstanceSpec> BATON_BETTER = InstanceSpec.ofEachKind(100, HIGH);

  private static final List<InstanceSpec> BATON_WORSE = InstanceSpec.ofEachKind(110, LOW);
  private static final List<InstanceSpec> STAYING =
      staying(InstanceSpec.ofEachKind(120, HIGH), InstanceSpec.ofEachKind(130, LOW));
  private static final List<InstanceSpec> TIED = InstanceSpec.ofEachKind(140, LOW);

  private final Lab lab = Lab.open("a", "b");

  /** Baton has the lower address, so that a tie goes to keepalived. */
  private final Host baton = lab.host("a");

  private final Host other = lab.host("b");
  private final Tap tap = Tap.on(lab);
  private final BatonAgent agent = BatonAgent.on(baton, all());
  private final Keepalived keepalived = Keepalived.on(other, ofKeepalived());

  private static List<InstanceSpec> staying(List<InstanceSpec> some, List<InstanceSpec> more) {
    return Stream.of(some, more)
        .flatMap(List::stream)
        .map(instance -> instance.with("nopreempt"))
        .toList();
  }

  private static List<InstanceSpec> all() {
    return Stream.of(BATON_BETTER, BATON_WORSE, STAYING, TIED).flatMap(List::stream).toList();
  }

  private static List<InstanceSpec> ofKeepalived() {
    var instances = new ArrayList<InstanceSpec>();
    for (var instance : all()) {
      boolean tied = TIED.contains(instance);
      int priority = tied ? LOW : HIGH + LOW - instance.priority();
      instances.add(instance.withPriority(priority));
    }
    return instances;
  }

  @BeforeEach
  void awaitElection() {
    tap.awaitActive(baton, BATON_BETTER);
    tap.awaitActive(other, BATON_WORSE);
    tap.awaitOneActive(STAYING);
    tap.awaitOneActive(TIED);
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
  void theActiveHasTheAddressesAndTheBackupDoesNot() {
    for (var instance : BATON_BETTER) {
      lab.await("Baton has " + instance.address(), () -> baton.holds(instance.address()));
      assertFalse(other.holds(instance.address()));
    }
    for (var instance : BATON_WORSE) {
      lab.await("keepalived has " + instance.address(), () -> other.holds(instance.address()));
      assertFalse(baton.holds(instance.address()));
    }
  }

  @Test
  void keepalivedTakesOverWhenBatonsCableIsCutAndBatonComesBackOnlyWithPreemption() {
    lab.cut(baton);
    tap.awaitActive(other, all());
    lab.mend(baton);
    tap.awaitActive(baton, BATON_BETTER);
    tap.awaitActive(other, BATON_WORSE);
    tap.awaitActive(other, STAYING);
    tap.awaitActive(other, TIED);
  }

  @Test
  void batonTakesOverWhenKeepalivedsCableIsCutAndKeepalivedComesBackOnlyWithPreemption() {
    lab.cut(other);
    tap.awaitActive(baton, all());
    lab.mend(other);
    tap.awaitActive(other, BATON_WORSE);
    tap.awaitActive(baton, BATON_BETTER);
    tap.awaitActive(baton, STAYING);
    tap.awaitActive(baton, TIED);
  }

  @Test
  void keepalivedTakesOverAtOnceWhenBatonResigns() {
    lab.cut(other);
    tap.awaitActive(baton, all());
    lab.mend(other);
    tap.awaitActive(other, BATON_WORSE);
    long stoppedNanos = WallClock.nowNanos();
    agent.stop();
    tap.awaitActive(other, all());
    for (var instance : BATON_BETTER) {
      long resignedNanos = firstAfter(stoppedNanos, baton, instance, true);
      long takenNanos = firstAfter(stoppedNanos, other, instance, false);
      // Skew_Time, and not Active_Down_Interval, which is above three seconds.
      assertTrue(takenNanos - resignedNanos < Duration.ofSeconds(2).toNanos(), instance.name());
      assertFalse(baton.holds(instance.address()));
    }
    agent.start();
  }

  @Test
  void batonTakesOverAtOnceWhenKeepalivedResigns() {
    lab.cut(baton);
    tap.awaitActive(other, all());
    lab.mend(baton);
    tap.awaitActive(baton, BATON_BETTER);
    keepalived.stop();
    tap.awaitActive(baton, all());
    var log = AgentLog.of("a", agent.log());
    for (var instance : BATON_WORSE) {
      assertEquals("ACTIVE_RESIGNED", log.transitions(instance.router()).getLast().cause());
    }
    keepalived.start();
  }

  @Test
  void ofTwoEqualActivesTheOneWithTheHigherAddressStays() {
    lab.cutSilently(baton);
    tap.awaitActive(other, all());
    lab.await("Baton is Active too, and alone", () -> TIED.stream().allMatch(this::isOnBaton));
    lab.mend(baton);
    tap.awaitActive(other, TIED);
    var log = AgentLog.of("a", agent.log());
    for (var instance : TIED) {
      assertEquals("TIE_BREAK_ADDRESS", log.transitions(instance.router()).getLast().cause());
    }
  }

  private boolean isOnBaton(InstanceSpec instance) {
    return baton.holds(instance.address());
  }

  private long firstAfter(long timeNanos, Host host, InstanceSpec instance, boolean resigning) {
    return tap.adverts().stream()
        .filter(advert -> advert.timeNanos() >= timeNanos && advert.host().equals(host.name()))
        .filter(advert -> advert.router().equals(instance.router()))
        .filter(advert -> advert.resigns() == resigning)
        .findFirst()
        .orElseThrow()
        .timeNanos();
  }
}
