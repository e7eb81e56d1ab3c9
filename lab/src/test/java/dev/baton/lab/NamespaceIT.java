package dev.baton.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.agent.link.RunDirectory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Agents that are started outside of the network namespace that they are to live in. */
class NamespaceIT {
  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final String VIP = "10.77.0.101";

  private final Lab lab = Lab.open("a", "b");
  private final Host a = lab.host("a");
  private final Host b = lab.host("b");

  @AfterEach
  void closeTheLab() {
    lab.close();
  }

  @Test
  void theWholeAgentLivesInTheNamespaceOfItsCommandLineAndLeavesNothingThere() {
    var before = a.exec("ip", "-o", "addr");
    var agent = outside(a, "", List.of("-s", a.namespace()));
    lab.await("a serves", () -> a.holds(VIP));
    assertFalse(Command.of("ip", "-o", "addr").check().contains(VIP), "the lab's own namespace");
    var links = a.exec("ls", "/sys/class/net");
    lab.await(
        "a's script saw a's interfaces",
        () -> Files.exists(told(a)) && text(told(a)).equals(links));
    assertTrue(a.pids().contains(agent.pid()), "the steward has another id or is elsewhere");
    lab.await("the script has ended, steward and engine are left", () -> a.pids().size() == 2);
    agent.stop(LIMIT);
    assertEquals(before, a.exec("ip", "-o", "addr"));
  }

  @Test
  void theFileNamesANamespaceThatDoesNotChangeOnAReload() {
    var agent = outside(b, "net_namespace " + b.namespace() + "\n", List.of());
    lab.await("b serves", () -> b.holds(VIP));
    Peer.write(file(b), "net_namespace " + a.namespace() + "\n" + configuration(b));
    Command.of("kill", "-HUP", Long.toString(agent.pid())).check();
    lab.await("it is refused", () -> agent.output().contains("net_namespace does not change"));
    assertTrue(b.holds(VIP));
    assertFalse(a.holds(VIP));
    agent.stop(LIMIT);
    assertFalse(b.holds(VIP));
  }

  @Test
  void aNamespaceThatIsNotThereIsNoReasonToRunInAnother() {
    var agent = outside(a, "", List.of("--namespace", "nowhere-" + a.namespace()));
    assertEquals(1, agent.awaitExit(LIMIT));
    assertTrue(agent.output().contains("/run/netns/nowhere-"), agent::output);
    assertFalse(Command.of("ip", "-o", "addr").check().contains(VIP));
  }

  private Daemon outside(Host host, String first, List<String> flags) {
    Peer.write(file(host), first + configuration(host));
    var data = host.directory().resolve("data");
    lab.removeAtClose(RunDirectory.rootFor(data));
    var arguments = new ArrayList<String>();
    arguments.addAll(List.of("--config", file(host).toString(), "--data", data.toString()));
    arguments.addAll(List.of("--node", host.name()));
    arguments.addAll(flags);
    return lab.start(host + "-outside", Programs.agent(arguments));
  }

  private static Path file(Host host) {
    return host.directory().resolve("keepalived.conf");
  }

  private static Path told(Host host) {
    return host.directory().resolve("interfaces");
  }

  private static String configuration(Host host) {
    return """
    global_defs {
      script_user root
      enable_script_security
    }
    vrrp_instance N {
      interface eth0
      virtual_router_id 51
      version 3
      advert_int 0.1
      virtual_ipaddress {
        %s
      }
      notify_master "/bin/sh -c 'ls /sys/class/net > %s'"
    }
    """
        .formatted(VIP, told(host));
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
