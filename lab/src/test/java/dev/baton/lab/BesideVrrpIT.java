package dev.baton.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** An agent that is started where another program does VRRP already. */
class BesideVrrpIT {
  private static final InstanceSpec INSTANCE = InstanceSpec.v3(241, 150).with("use_vmac");
  private static final InstanceSpec OTHER = InstanceSpec.v3(242, 150);
  private static final String ALLOWED = "#@baton beside_vrrp on\n";

  private final Lab lab = Lab.open("a");
  private final Host a = lab.host("a");

  @AfterEach
  void closeTheLab() {
    lab.close();
  }

  @Test
  void besideKeepalivedTheAgentDoesNotStartUnlessItsFileAllowsIt() {
    var keepalived = Keepalived.on(a, List.of(INSTANCE));
    lab.await("it has its address", () -> a.holds(INSTANCE.address()));
    var before = a.exec("ip", "-o", "link") + a.exec("ip", "-o", "addr");
    var agent = BatonAgent.on(a, List.of(INSTANCE));
    assertEquals(1, agent.steward().awaitExit(Await.LIMIT));
    var said = agent.steward().output();
    assertTrue(said.startsWith("not started, and nothing is changed: "), said);
    assertTrue(said.contains("by keepalived (pid "), said);
    assertTrue(said.contains("(systemctl disable --now keepalived)"), said);
    assertEquals(1, said.lines().count(), said);
    assertEquals(before, a.exec("ip", "-o", "link") + a.exec("ip", "-o", "addr"));

    var allowed = BatonAgent.on(a, ALLOWED + InstanceSpec.configuration(List.of(OTHER)));
    lab.await("both serve", () -> a.holds(INSTANCE.address()) && a.holds(OTHER.address()));
    assertTrue(allowed.steward().output().contains("as '#@baton beside_vrrp on' allows"));
    allowed.stop();
    assertTrue(a.holds(INSTANCE.address()));
    keepalived.stop();
    agent.start();
    lab.await("alone it serves", () -> a.holds(OTHER.address()));
    assertEquals(0, a.pids().stream().filter(pid -> pid == keepalived.pid()).count());
  }

  @Test
  void besideAnotherAgentItDoesNotStartAndAfterItsOwnDeathItDoes() {
    var agent = BatonAgent.on(a, List.of(INSTANCE));
    lab.await("it serves", () -> a.holds(INSTANCE.address()));
    long engine = agent.enginePid();
    var second = a.start("second", withData(agent, a.directory().resolve("second")));
    assertEquals(1, second.awaitExit(Await.LIMIT));
    assertTrue(
        second.output().contains("the engine of another Baton agent (pid %d)".formatted(engine)),
        second::output);
    assertTrue(
        second.output().contains("(kill %d)".formatted(agent.steward().pid())), second::output);

    agent.steward().kill();
    agent.start();
    lab.await("it is found", () -> agent.steward().output().contains("engine found running"));
    assertEquals(engine, agent.enginePid());
    agent.steward().kill();
    Signal.KILL.send(engine);
    agent.start();
    lab.await("another engine", () -> agent.enginePids().stream().anyMatch(pid -> pid != engine));
    lab.await("it serves again", () -> a.holds(INSTANCE.address()));
  }

  @Test
  void whoTakesAnAddressAwayAllTheTimeIsToldOfOnceAndGivenWay() {
    var agent = BatonAgent.on(a, List.of(OTHER));
    lab.await("it serves", () -> a.holds(OTHER.address()));
    a.exec("ip", "addr", "del", OTHER.address() + "/32", "dev", "eth0");
    lab.await("it is back", () -> a.holds(OTHER.address()));
    long fromNanos = System.nanoTime();
    var taker =
        a.start(
            "taker",
            List.of(
                "sh",
                "-c",
                "while :; do ip addr del %s/32 dev eth0; sleep 0.01; done"
                    .formatted(OTHER.address())));
    lab.await("it is told", () -> said(agent, "somebody else on this host takes it away") > 0);
    lab.await("three seconds pass", () -> System.nanoTime() - fromNanos > 3_000_000_000L);
    long before = said(agent, OTHER.address());
    long seconds = (System.nanoTime() - fromNanos) / 1_000_000_000L;
    assertTrue(before < 20 + 2 * seconds, () -> agent.steward().output());
    taker.kill();
    lab.await("it stays", () -> said(agent, OTHER.address()) > before && a.holds(OTHER.address()));
  }

  private static long said(BatonAgent agent, String words) {
    return agent.steward().output().lines().filter(line -> line.contains(words)).count();
  }

  private static List<String> withData(BatonAgent agent, Path data) {
    return Programs.agent(
        List.of("--config", agent.configuration().toString(), "--data", data.toString()));
  }
}
