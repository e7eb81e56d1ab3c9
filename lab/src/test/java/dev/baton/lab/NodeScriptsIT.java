package dev.baton.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is run around the whole service, on Baton and on keepalived. */
class NodeScriptsIT {
  private static final List<String> ONCE =
      List.of("up one two, addresses: 0", "down, addresses: 0");

  private final Lab lab = Lab.open("a", "b");
  private final Host a = lab.host("a");
  private final Host b = lab.host("b");

  @AfterEach
  void closeTheLab() {
    lab.close();
  }

  @Test
  void eachRunsOnceWhileNoAddressIsThereAndItsFailureStopsNothing() {
    var agent = BatonAgent.on(a, file(a, 1));
    var keepalived = Keepalived.on(b, file(b, 2));
    lab.await("a serves", () -> a.holds("10.77.0.101"));
    lab.await("b serves", () -> b.holds("10.77.0.102"));
    agent.reload(file(a, 1) + "\n");
    keepalived.reload(file(b, 2) + "\n");
    agent.stop();
    keepalived.stop();
    lab.await("b has run both", () -> lines(b).size() == 2);
    assertEquals(ONCE, lines(b));
    assertEquals(ONCE, lines(a));
    var log = AgentLog.of("a", agent.log());
    assertEquals(1, log.ofType("notification.failed").size());
    assertEquals(1, log.ofType("notification.sent").size());
  }

  @Test
  void anotherStewardOrEngineIsNoOtherService() {
    var agent = BatonAgent.on(a, file(a, 1));
    lab.await("a serves", () -> a.holds("10.77.0.101"));
    long first = agent.enginePid();
    agent.killEngine();
    lab.await("another engine", () -> agent.enginePids().stream().anyMatch(p -> p != first));
    lab.await("a serves again", () -> a.holds("10.77.0.101"));
    long second = agent.enginePid();
    agent.steward().kill();
    agent.start();
    lab.await("another steward", () -> stewards(agent) == 2);
    assertEquals(second, agent.enginePid());
    assertEquals(ONCE.subList(0, 1), lines(a));
    agent.stop();
    assertEquals(ONCE, lines(a));
  }

  private static long stewards(BatonAgent agent) {
    return AgentLog.of("a", agent.log()).ofType("node.started").stream()
        .filter(envelope -> "steward".equals(envelope.get("data").get("part").asText()))
        .count();
  }

  private static List<String> lines(Host host) {
    try {
      return Files.exists(told(host)) ? Files.readAllLines(told(host)) : List.of();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path told(Host host) {
    return host.directory().resolve("told");
  }

  private static String file(Host host, int number) {
    return """
    global_defs {
      script_user root
      enable_script_security
      startup_script "%1$s up 'one two'"
      startup_script_timeout 30
      shutdown_script "%1$s down" root
    }
    vrrp_instance V {
      state BACKUP
      interface eth0
      virtual_router_id %2$d
      version 3
      advert_int 0.2
      priority 150
      virtual_ipaddress { 10.77.0.%2$d }
    }
    """
        .formatted(script(host), 100 + number);
  }

  /** Writes its arguments and how many virtual addresses there are; fails at the start. */
  private static Path script(Host host) {
    var script = host.directory().resolve("script.sh");
    var count = "$(ip -4 -br address show dev eth0 | grep -c '10\\.77\\.0\\.10[0-9]/')";
    var line = "echo \"$*, addresses: " + count + "\" >> " + told(host);
    Peer.write(script, "#!/bin/sh\n" + line + "\n[ \"$1\" = down ]\n");
    try {
      return Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
