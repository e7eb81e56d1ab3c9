package dev.baton.lab;

import static java.util.stream.Collectors.toMap;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.events.Family;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/**
 * Virtual MAC addresses beside keepalived with the same, in both roles: a third host never has to
 * learn another one, and only the Active uses it.
 */
@TestInstance(Lifecycle.PER_CLASS)
class VirtualMacIT {
  private static final List<InstanceSpec> BATON_BETTER = virtual(160, 150);
  private static final List<InstanceSpec> BATON_WORSE = virtual(170, 100);
  private static final InstanceSpec FROM_BASE =
      InstanceSpec.v3(181, 150).with("use_vmac").with("vmac_xmit_base");

  private final Lab lab = Lab.open("a", "b", "c");
  private final Host baton = lab.host("a");
  private final Host other = lab.host("b");
  private final Host client = lab.host("c");
  private final Tap tap = Tap.on(lab);
  private final Daemon virtualFrames =
      lab.startOnFabric(
          "virtual-frames",
          List.of(
              "tcpdump",
              "-i",
              "p-a",
              "-Q",
              "in",
              "-n",
              "-e",
              "-l",
              "--immediate-mode",
              "ether[6:4] == 0x00005e00"));
  private final BatonAgent agent = BatonAgent.on(baton, all());
  private final Keepalived keepalived = keepalived();

  /**
   * Its interfaces answer for each other's addresses, and ask in their name, unless told not to.
   */
  private Keepalived keepalived() {
    other.exec(
        "sysctl", "-w", "net.ipv4.conf.all.arp_ignore=1", "net.ipv4.conf.all.arp_announce=2");
    return Keepalived.on(
        other, all().stream().map(i -> i.withPriority(250 - i.priority())).toList());
  }

  private static List<InstanceSpec> virtual(int vrid, int priority) {
    return InstanceSpec.ofEachKind(vrid, priority).stream()
        .map(instance -> instance.with("use_vmac"))
        .toList();
  }

  private static List<InstanceSpec> all() {
    var all = new ArrayList<>(BATON_BETTER);
    all.addAll(BATON_WORSE);
    all.add(FROM_BASE);
    return List.copyOf(all);
  }

  private static String mac(InstanceSpec instance) {
    int family = instance.router().family() == Family.IPV4 ? 1 : 2;
    return "00:00:5e:00:%02x:%02x".formatted(family, instance.router().vrid());
  }

  @BeforeEach
  void awaitElection() {
    tap.awaitActive(baton, BATON_BETTER);
    tap.awaitActive(baton, List.of(FROM_BASE));
    tap.awaitActive(other, BATON_WORSE);
  }

  @AfterAll
  void closeTheLab() {
    try (lab;
        tap) {
      assertEquals(List.of(), Tshark.faults(tap.path(), baton), "Wireshark finds fault");
    }
  }

  private void awaitAnswers(List<InstanceSpec> instances) {
    for (var instance : instances) {
      lab.await(
          "the client reaches " + instance.address(), () -> client.reaches(instance.address()));
      var neighbor = client.exec("ip", "neigh", "show", instance.address());
      assertTrue(neighbor.contains(mac(instance)), neighbor);
    }
  }

  /** Frames from the host with Baton that have the MAC address of a virtual router. */
  private long framesOf(InstanceSpec instance) {
    return linesFrom(instance).count();
  }

  private long advertsOf(InstanceSpec instance) {
    return linesFrom(instance).filter(l -> l.contains("VRRP")).count();
  }

  private Stream<String> linesFrom(InstanceSpec instance) {
    return virtualFrames.output().lines().filter(l -> l.contains(" " + mac(instance) + " >"));
  }

  private String links() {
    return baton.exec("ip", "-o", "link");
  }

  @Test
  void theHostsKeepTheMacAddressThroughEveryFailover() {
    awaitAnswers(all());
    agent.stop();
    tap.awaitActive(other, all());
    awaitAnswers(all());
    agent.start();
    awaitElection();
    awaitAnswers(all());
    keepalived.stop();
    tap.awaitActive(baton, all());
    awaitAnswers(all());
    keepalived.start();
    awaitElection();
    awaitAnswers(all());
  }

  @Test
  void theActiveAdvertisesFromTheVirtualMacAddressAndABackupSendsNothingFromIt() {
    awaitAnswers(all());
    for (var instance : BATON_BETTER) {
      long seen = advertsOf(instance);
      lab.await("adverts from " + mac(instance), () -> advertsOf(instance) > seen + 2);
    }
    long fromNanos = WallClock.nowNanos();
    var before = BATON_WORSE.stream().collect(toMap(one -> one, this::framesOf));
    for (var instance : BATON_WORSE) {
      for (int vrid = 0; vrid < 3; vrid++) {
        client.command("ping", "-c1", "-W1", instance.address()).run();
      }
      tap.awaitAdvert("one", advert -> advert.router().equals(instance.router()));
    }
    var kept = tap.awaitKept(other, BATON_WORSE, fromNanos);
    before.keySet().retainAll(kept);
    assertEquals(before, kept.stream().collect(toMap(one -> one, this::framesOf)));
  }

  @Test
  void advertsFromTheInterfaceBelowLeaveTheAddressWithTheVirtualOne() {
    awaitAnswers(List.of(FROM_BASE));
    tap.awaitAdvert("one", advert -> advert.router().equals(FROM_BASE.router()));
    assertEquals(0, advertsOf(FROM_BASE));
  }

  @Test
  void ofTwoActivesWithOneMacAddressTheBetterStays() {
    lab.cutSilently(baton);
    tap.awaitActive(other, all());
    lab.await(
        "both are Active", () -> links().lines().filter(l -> l.contains("state UP")).count() >= 8);
    lab.mend(baton);
    awaitElection();
    awaitAnswers(all());
  }

  @Test
  void nothingIsLeftAfterAnEndOrAfterAKillAndARestart() {
    agent.stop();
    assertClean();
    agent.start();
    awaitElection();
    assertTrue(links().contains("vrrp.161"));
    agent.steward().kill();
    Signal.KILL.send(agent.enginePid());
    lab.await("nothing runs", () -> agent.enginePids().isEmpty());
    assertTrue(links().contains("vrrp.161"));
    agent.start();
    lab.await("an engine", () -> agent.enginePids().size() == 1);
    awaitElection();
    agent.stop();
    assertClean();
    agent.start();
  }

  @Test
  void aDeadEnginesInterfacesGoWithIt() {
    long pid = agent.enginePid();
    agent.killEngine();
    lab.await("another engine", () -> !agent.enginePids().isEmpty() && agent.enginePid() != pid);
    awaitElection();
    awaitAnswers(all());
  }

  private void assertClean() {
    assertFalse(links().contains("vrrp"), links());
    assertEquals("0", baton.exec("cat", "/proc/sys/net/ipv4/conf/eth0/arp_ignore").strip());
    assertEquals("0", baton.exec("cat", "/proc/sys/net/ipv4/conf/eth0/arp_announce").strip());
    assertFalse(baton.exec("ip", "-o", "addr").contains("10.77.0.16"));
  }
}
