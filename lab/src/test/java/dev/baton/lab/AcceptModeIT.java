package dev.baton.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** Whether a third host reaches the addresses themselves, beside keepalived in both roles. */
@TestInstance(Lifecycle.PER_CLASS)
class AcceptModeIT {
  private static final InstanceSpec OPEN = InstanceSpec.v3(191, 150);
  private static final InstanceSpec REFUSING = InstanceSpec.v3(192, 150).with("no_accept");
  private static final InstanceSpec REFUSING_IPV6 = InstanceSpec.v3Ipv6(193, 150).with("no_accept");
  private static final InstanceSpec REFUSING_VIRTUAL =
      InstanceSpec.v3(194, 150).with("no_accept").with("use_vmac");
  private static final InstanceSpec OWNED = InstanceSpec.v3(195, 255).with("no_accept");
  private static final List<InstanceSpec> REFUSED =
      List.of(REFUSING, REFUSING_IPV6, REFUSING_VIRTUAL);
  private static final List<InstanceSpec> ALL =
      List.of(OPEN, REFUSING, REFUSING_IPV6, REFUSING_VIRTUAL, OWNED);

  private final Lab lab = Lab.open("a", "b", "c");
  private final Host baton = lab.host("a");
  private final Host other = lab.host("b");
  private final Host client = lab.host("c");
  private final Tap tap = Tap.on(lab);
  private final BatonAgent agent = BatonAgent.on(baton, ALL);

  AcceptModeIT() {
    Keepalived.on(other, ALL.stream().map(instance -> instance.withPriority(100)).toList());
  }

  @AfterAll
  void closeTheLab() {
    try (lab;
        tap) {
      agent.stop();
    }
  }

  private boolean reaches(InstanceSpec instance) {
    return client.reaches(instance.address());
  }

  /** Whether packets with an address as their source leave a host. */
  private boolean isSource(Host host, InstanceSpec instance) {
    return host.command("ping", "-c1", "-W1", "-I", instance.address(), destination(instance))
            .run()
            .exitCode()
        == 0;
  }

  private boolean isAnnounced(InstanceSpec instance) {
    var address = InetAddress.ofLiteral(instance.address());
    return tap.announcements().stream()
        .anyMatch(each -> each.address().equals(address) && each.host().equals(baton.name()));
  }

  private String destination(InstanceSpec instance) {
    return instance.address().contains(":") ? client.ipv6() : client.ipv4();
  }

  private String tables() {
    return baton.exec("nft", "list", "tables");
  }

  @Test
  void refusedAddressesAreResolvedAndNotReachedAndNothingIsLeftOfThat() {
    tap.awaitActive(baton, ALL);
    lab.await("the client reaches what is open", () -> reaches(OPEN) && reaches(OWNED));
    for (var instance : REFUSED) {
      assertFalse(reaches(instance), instance.name());
      var neighbor = client.exec("ip", "neigh", "show", instance.address());
      assertTrue(neighbor.contains("lladdr"), neighbor);
    }
    lab.await("what is open is a source", () -> isSource(baton, OPEN));
    lab.await(
        "the others are announced",
        () -> Stream.of(REFUSING, REFUSING_IPV6).allMatch(this::isAnnounced));
    REFUSED.forEach(each -> assertFalse(isSource(baton, each), each.name()));
    agent.reload(
        ALL.stream().map(i -> i.equals(REFUSING) ? InstanceSpec.v3(192, 150) : i).toList());
    lab.await("it is taken after the reload", () -> reaches(REFUSING));
    lab.await("and a source", () -> isSource(baton, REFUSING));
    agent.reload(ALL);
    lab.await("and refused after another", () -> !reaches(REFUSING));
    lab.await("and no source", () -> !isSource(baton, REFUSING));
    baton.exec("nft", "flush", "ruleset");
    lab.await("and refused after somebody loads a firewall", () -> !reaches(REFUSING));
    lab.await(
        "and says so",
        () -> agent.log().stream().anyMatch(event -> event.contains("node.tables-restored")));
    agent.stop();
    assertEquals("", tables());
    tap.awaitActive(other, ALL);
    REFUSED.forEach(instance -> assertFalse(reaches(instance), instance.name()));
    lab.await("what is open is a source there", () -> isSource(other, OPEN));
    REFUSED.forEach(each -> assertFalse(isSource(other, each), each.name()));
    agent.start();
    tap.awaitActive(baton, ALL);
    agent.steward().kill();
    Signal.KILL.send(agent.enginePid());
    lab.await("nothing runs", () -> agent.enginePids().isEmpty());
    assertTrue(tables().contains("baton-"), tables());
    agent.start();
    lab.await("an engine", () -> agent.enginePids().size() == 1);
    tap.awaitActive(baton, ALL);
    assertFalse(reaches(REFUSING));
  }
}
