package dev.baton.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.lab.Sighting.Advert;
import dev.baton.lab.Sighting.Announcement;
import java.net.InetAddress;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * A segment falls into two parts, each with a router and a host, and becomes one again: meanwhile
 * both routers are Active, after it the better one is, and the hosts know where the addresses are.
 *
 * <p>How soon is said in the better router's own beat, an advert and a refresh each second, as the
 * tap saw them: before its second advert after the heal the other has fallen silent for ever, and
 * before its third the addresses are announced again. FRR announces on becoming Active alone, so
 * beside a better FRR Baton has FRR's virtual MAC addresses, and the switch is what has to learn.
 */
class SplitBrainIT {
  private static final Pattern MAC = Pattern.compile("lladdr (\\S+)");
  private static final List<InstanceSpec> BETTER =
      InstanceSpec.ofEachKind(100, 150).stream().map(SplitBrainIT::refreshed).toList();
  private static final List<InstanceSpec> WORSE = withPriority(BETTER, 100);

  private final Lab lab = Lab.open("a", "b", "c", "d");
  private final Host better = lab.host("a");
  private final Host worse = lab.host("b");
  private final Host clientOfBetter = lab.host("c");
  private final Host clientOfWorse = lab.host("d");
  private final Tap tap = Tap.on(lab);
  private List<InstanceSpec> served = BETTER;
  private long splitNanos;
  private long healedNanos;

  private static InstanceSpec refreshed(InstanceSpec instance) {
    return instance.with("garp_master_refresh 1");
  }

  private static List<InstanceSpec> withPriority(List<InstanceSpec> instances, int priority) {
    return instances.stream().map(instance -> instance.withPriority(priority)).toList();
  }

  /** FRR would advertise from a virtual link-local address, and no one could tell the two apart. */
  private static List<InstanceSpec> besideFrr(int priority) {
    return withPriority(BETTER, priority).stream().map(InstanceSpec::withoutLinkLocal).toList();
  }

  @AfterEach
  void closeTheLab() {
    try (lab;
        tap) {
      assertEquals(List.of(), Tshark.faults(tap.path(), better), "Wireshark finds fault");
      assertEquals(List.of(), Tshark.faults(tap.path(), worse), "Wireshark finds fault");
    }
  }

  @Test
  void ofTwoBatonsTheBetterStaysAndTheOtherYields() {
    var staying = BatonAgent.on(better, BETTER);
    var yielding = BatonAgent.on(worse, WORSE);
    awaitBackup(yielding);
    splitAndHeal();
    awaitGivenUp();
    assertAnnouncedAgainAtOnce();
    assertStayedActive(staying);
    assertWasActiveMeanwhile(yielding);
  }

  @Test
  void batonStaysWhenKeepalivedIsWorse() {
    var agent = BatonAgent.on(better, BETTER);
    Keepalived.on(worse, WORSE);
    splitAndHeal();
    awaitGivenUp();
    assertAnnouncedAgainAtOnce();
    assertStayedActive(agent);
  }

  @Test
  void batonYieldsWhenKeepalivedIsBetter() {
    Keepalived.on(better, BETTER);
    var agent = BatonAgent.on(worse, WORSE);
    awaitBackup(agent);
    splitAndHeal();
    awaitGivenUp();
    assertAnnouncedAgainAtOnce();
    assertWasActiveMeanwhile(agent);
  }

  @Test
  void batonStaysWhenFrrIsWorse() {
    served = besideFrr(150);
    var agent = BatonAgent.on(better, served);
    Frr.on(worse, besideFrr(100));
    splitAndHeal();
    assertAnnouncedAgainAtOnce();
    assertStayedActive(agent);
  }

  @Test
  void batonYieldsWhenFrrIsBetter() {
    served = besideFrr(150);
    Frr.on(better, served);
    var own = besideFrr(100).stream().map(instance -> instance.with("use_vmac")).toList();
    var agent = BatonAgent.on(worse, own);
    awaitBackup(agent);
    splitAndHeal();
    awaitGivenUp();
    assertWasActiveMeanwhile(agent);
  }

  /** It has a part in each of the virtual routers, and is not Active for any. */
  private void awaitBackup(BatonAgent agent) {
    tap.awaitActive(better, served);
    for (var instance : served) {
      lab.await("a Backup for " + instance.router(), () -> isBackup(agent, instance));
    }
  }

  private static boolean isBackup(BatonAgent agent, InstanceSpec instance) {
    var told = AgentLog.of(agent.host().name(), agent.log()).transitions(instance.router());
    return !told.isEmpty() && "BACKUP".equals(told.getLast().to());
  }

  private void splitAndHeal() {
    tap.awaitActive(better, served);
    splitNanos = WallClock.nowNanos();
    lab.split(better, clientOfBetter);
    for (var instance : served) {
      lab.await("both are Active", () -> activesOf(instance).equals(Set.of("a", "b")));
      awaitReached(clientOfBetter, instance, better);
      awaitReached(clientOfWorse, instance, worse);
    }
    lab.heal();
    healedNanos = WallClock.nowNanos();
    for (var instance : served) {
      lab.await("three adverts later", () -> advertsSinceHealed(instance).size() > 2);
      awaitOneActive(instance);
    }
    for (var instance : served) {
      assertTrue(better.holds(instance.address()));
      for (var client : List.of(clientOfBetter, clientOfWorse)) {
        // Nothing that the client sends helps it to know: what it was told did.
        lab.await(
            client + " has " + instance.address() + " at the better one",
            () -> leadsTo(client, instance, better));
        lab.await("and reaches it", () -> client.reaches(instance.address()));
        assertTrue(leadsTo(client, instance, better));
      }
    }
  }

  private List<Advert> advertsSinceHealed(InstanceSpec instance) {
    return advertsOf(better, instance).stream()
        .filter(advert -> advert.timeNanos() > healedNanos)
        .toList();
  }

  private List<Advert> advertsOf(Host host, InstanceSpec instance) {
    return tap.adverts().stream()
        .filter(advert -> advert.host().equals(host.name()))
        .filter(advert -> advert.router().equals(instance.router()))
        .toList();
  }

  /** The other has heard the first one of these, and says nothing any more. */
  private void awaitOneActive(InstanceSpec instance) {
    lab.await("the worse one says nothing any more", () -> advertsAlone(instance).size() > 2);
    long secondNanos = advertsAlone(instance).get(1).timeNanos();
    assertEquals(
        List.of(), announcementsOf(worse, instance).stream().filter(n -> n > secondNanos).toList());
  }

  /** What the better one advertised since the heal and the other's last advert. */
  private List<Advert> advertsAlone(InstanceSpec instance) {
    long lastWordNanos = advertsOf(worse, instance).getLast().timeNanos();
    return advertsSinceHealed(instance).stream()
        .filter(advert -> advert.timeNanos() > lastWordNanos)
        .toList();
  }

  /** Not so of FRR: a Backup of it keeps the addresses, on a device that is down. */
  private void awaitGivenUp() {
    for (var instance : served) {
      lab.await("one has the address", () -> !worse.holds(instance.address()));
    }
  }

  private void assertAnnouncedAgainAtOnce() {
    for (var instance : served) {
      long thirdNanos = advertsSinceHealed(instance).get(2).timeNanos();
      assertTrue(
          announcementsOf(better, instance).stream()
              .anyMatch(nanos -> nanos > healedNanos && nanos < thirdNanos),
          () -> instance.address() + " is not announced within a refresh after the heal");
    }
  }

  private List<Long> announcementsOf(Host host, InstanceSpec instance) {
    var address = InetAddress.ofLiteral(instance.address());
    return tap.announcements().stream()
        .filter(announcement -> announcement.host().equals(host.name()))
        .filter(announcement -> announcement.address().equals(address))
        .map(Announcement::timeNanos)
        .toList();
  }

  private Set<String> activesOf(InstanceSpec instance) {
    return tap.activesOf(instance.router());
  }

  private void awaitReached(Host client, InstanceSpec instance, Host router) {
    lab.await(
        client + " reaches " + instance.address() + " at " + router,
        () -> client.reaches(instance.address()) && leadsTo(client, instance, router));
  }

  /** Where a frame goes that the client sends to the address: what it knows, and the switch. */
  private boolean leadsTo(Host client, InstanceSpec instance, Host router) {
    var known = MAC.matcher(client.exec("ip", "neigh", "show", instance.address()));
    return known.find() && lab.hostsBehind(known.group(1)).equals(List.of(router));
  }

  private void assertStayedActive(BatonAgent agent) {
    for (var instance : served) {
      assertEquals(List.of(), storySinceSplit(agent, instance));
    }
    assertEquals(List.of(), LogAgainstTap.differences(agent, served, tap));
  }

  /** With the other's unbroken time of being Active this is the overlap, from both sides. */
  private void assertWasActiveMeanwhile(BatonAgent agent) {
    for (var instance : served) {
      assertEquals(
          List.of("ACTIVE for ACTIVE_DOWN_TIMER_EXPIRED", "BACKUP for HIGHER_PRIORITY_ADVERT"),
          storySinceSplit(agent, instance));
    }
    assertEquals(List.of(), LogAgainstTap.differences(agent, served, tap));
  }

  private List<String> storySinceSplit(BatonAgent agent, InstanceSpec instance) {
    return AgentLog.of(agent.host().name(), agent.log()).transitions(instance.router()).stream()
        .filter(transition -> transition.timeNanos() >= splitNanos)
        .map(transition -> transition.to() + " for " + transition.cause())
        .toList();
  }
}
