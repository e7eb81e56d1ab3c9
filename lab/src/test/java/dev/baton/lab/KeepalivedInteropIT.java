package dev.baton.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.events.Family;
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
 * Baton and keepalived on one segment, in both roles, in both versions and families, by multicast
 * and by unicast, with the interface's MAC address and with virtual ones: one pair of daemons has
 * all variants at once. Between tests both run, and the preempting virtual routers are with their
 * better node. What is not here is what keepalived 2.2.7 does not have: version 2 of IPv6, and
 * unicast from a virtual MAC address, for which it wants {@code vmac_xmit_base}.
 */
@TestInstance(Lifecycle.PER_CLASS)
class KeepalivedInteropIT {
  private static final int HIGH = 150;
  private static final int LOW = 100;

  private static final String BATON_IPV4 = "10.77.0.11";
  private static final String OTHER_IPV4 = "10.77.0.12";
  private static final String BATON_IPV6 = "fd77::b";
  private static final String OTHER_IPV6 = "fd77::c";

  /** Priorities are Baton's. */
  private static final List<InstanceSpec> BATON_BETTER = variants(100, HIGH);

  private static final List<InstanceSpec> BATON_WORSE = variants(115, LOW);
  private static final List<InstanceSpec> STAYING =
      staying(variants(130, HIGH), variants(145, LOW));
  private static final List<InstanceSpec> TIED = variants(160, LOW);

  private final Lab lab = Lab.open("a", "b");

  /** Baton has the lower address, so that a tie goes to keepalived. */
  private final Host baton = lab.host("a");

  private final Host other = lab.host("b");
  private final Tap tap = Tap.on(lab);
  private final BatonAgent agent = BatonAgent.on(baton, all());
  private final Keepalived keepalived = Keepalived.on(other, ofKeepalived());

  private static List<InstanceSpec> variants(int vrid, int priority) {
    var variants = new ArrayList<InstanceSpec>();
    variants.addAll(versions(vrid, priority));
    versions(vrid + 3, priority).forEach(i -> variants.add(byUnicast(i)));
    versions(vrid + 6, priority).forEach(i -> variants.add(i.with("use_vmac")));
    versions(vrid + 9, priority)
        .forEach(i -> variants.add(byUnicast(i).with("use_vmac").with("vmac_xmit_base")));
    return variants;
  }

  private static List<InstanceSpec> versions(int vrid, int priority) {
    return List.of(
        InstanceSpec.v2(vrid + 1, priority),
        InstanceSpec.v3(vrid + 2, priority),
        InstanceSpec.v3Ipv6(vrid + 3, priority));
  }

  private static InstanceSpec byUnicast(InstanceSpec instance) {
    boolean isIpv4 = instance.router().family() == Family.IPV4;
    return instance
        .with("unicast_src_ip " + (isIpv4 ? BATON_IPV4 : BATON_IPV6))
        .with("unicast_peer { " + (isIpv4 ? OTHER_IPV4 : OTHER_IPV6) + " }");
  }

  /** The peers the other way round. */
  private static InstanceSpec mirrored(InstanceSpec instance) {
    var lines = instance.more().stream().map(KeepalivedInteropIT::mirrored).toList();
    return new InstanceSpec(
        instance.router(), instance.version(), instance.priority(), instance.addresses(), lines);
  }

  private static String mirrored(String line) {
    return switch (line) {
      case "unicast_src_ip " + BATON_IPV4 -> "unicast_src_ip " + OTHER_IPV4;
      case "unicast_src_ip " + BATON_IPV6 -> "unicast_src_ip " + OTHER_IPV6;
      case "unicast_peer { " + OTHER_IPV4 + " }" -> "unicast_peer { " + BATON_IPV4 + " }";
      case "unicast_peer { " + OTHER_IPV6 + " }" -> "unicast_peer { " + BATON_IPV6 + " }";
      default -> line;
    };
  }

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
      instances.add(mirrored(instance).withPriority(priority));
    }
    return instances;
  }

  @BeforeEach
  void awaitElection() {
    tap.awaitActive(baton, BATON_BETTER);
    tap.awaitActive(other, BATON_WORSE);
    lab.await("each of the others has an Active", () -> others().allMatch(this::isServed));
  }

  private static Stream<InstanceSpec> others() {
    return Stream.of(STAYING, TIED).flatMap(List::stream);
  }

  private boolean isServed(InstanceSpec instance) {
    return tap.activesOf(instance.router()).size() == 1;
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
      assertEquals(List.of(), Tshark.faultsFromVirtualMacs(tap.path(), baton));
      assertTrue(Tshark.vrrpFramesFromVirtualMacs(tap.path(), baton) > 0);
    }
  }

  @Test
  void theActiveHasTheAddressesAndTheBackupDoesNot() {
    for (var instance : BATON_BETTER) {
      lab.await("Baton has " + instance.address(), () -> baton.holds(instance.address()));
      lab.await("keepalived has not", () -> !other.holds(instance.address()));
    }
    for (var instance : BATON_WORSE) {
      lab.await("keepalived has " + instance.address(), () -> other.holds(instance.address()));
      lab.await("Baton has not", () -> !baton.holds(instance.address()));
    }
  }

  @Test
  void keepalivedTakesOverWhenBatonsCableIsCutAndBatonComesBackOnlyWithPreemption() {
    lab.cut(baton);
    tap.awaitActive(other, all());
    long takenNanos = WallClock.nowNanos();
    lab.mend(baton);
    tap.awaitActive(baton, BATON_BETTER);
    tap.awaitActive(other, BATON_WORSE);
    tap.awaitKept(other, STAYING, takenNanos);
    tap.awaitActive(other, TIED);
  }

  @Test
  void batonTakesOverWhenKeepalivedsCableIsCutAndKeepalivedComesBackOnlyWithPreemption() {
    lab.cut(other);
    tap.awaitActive(baton, all());
    long takenNanos = WallClock.nowNanos();
    lab.mend(other);
    tap.awaitActive(other, BATON_WORSE);
    tap.awaitActive(baton, BATON_BETTER);
    tap.awaitKept(baton, STAYING, takenNanos);
    tap.awaitKept(baton, TIED, takenNanos);
  }

  @Test
  void keepalivedTakesOverWhenBatonIsKilledAndBatonComesBackOnlyWithPreemption() {
    agent.powerOff();
    tap.awaitActive(other, all());
    long takenNanos = WallClock.nowNanos();
    agent.powerOn();
    tap.awaitActive(baton, BATON_BETTER);
    tap.awaitActive(other, BATON_WORSE);
    tap.awaitKept(other, STAYING, takenNanos);
  }

  @Test
  void batonTakesOverWhenKeepalivedIsKilledAndKeepalivedComesBackOnlyWithPreemption() {
    other.pids().forEach(Signal.KILL::send);
    lab.await("nothing of keepalived runs", () -> other.pids().isEmpty());
    tap.awaitActive(baton, all());
    long takenNanos = WallClock.nowNanos();
    keepalived.start();
    tap.awaitActive(other, BATON_WORSE);
    tap.awaitActive(baton, BATON_BETTER);
    tap.awaitKept(baton, STAYING, takenNanos);
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
    var always = BATON_WORSE.getFirst().router();
    for (var instance : BATON_BETTER) {
      long resignedNanos = firstAfter(stoppedNanos, baton, instance, true);
      long takenNanos = firstAfter(stoppedNanos, other, instance, false);
      // Skew_Time, and not Active_Down_Interval, which is above three seconds; by the clock of a
      // keepalived that says each second elsewhere that it runs.
      long stalledNanos = tap.silenceNanos(other, always, resignedNanos, takenNanos);
      long limitNanos = Duration.ofSeconds(1).toNanos() + stalledNanos;
      assertTrue(takenNanos - resignedNanos < limitNanos, instance.name());
      assertFalse(baton.holds(instance.address()));
    }
    agent.start();
  }

  @Test
  void batonTakesOverAtOnceWhenKeepalivedResigns() {
    lab.cut(baton);
    tap.awaitActive(other, all());
    long takenNanos = WallClock.nowNanos();
    lab.mend(baton);
    tap.awaitActive(baton, BATON_BETTER);
    var kept = tap.awaitKept(other, BATON_WORSE, takenNanos);
    keepalived.stop();
    tap.awaitActive(baton, all());
    var log = AgentLog.of("a", agent.log());
    for (var instance : kept) {
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
    // While the cable was cut the tap saw one Active, too: only the log tells that it is over.
    lab.await("Baton gives way", () -> TIED.stream().allMatch(this::gaveWayToTheHigherAddress));
    tap.awaitActive(other, TIED);
  }

  private boolean gaveWayToTheHigherAddress(InstanceSpec instance) {
    var last = AgentLog.of("a", agent.log()).transitions(instance.router()).getLast();
    return last.cause().equals("TIE_BREAK_ADDRESS");
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
