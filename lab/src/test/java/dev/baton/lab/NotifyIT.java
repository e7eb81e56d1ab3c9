package dev.baton.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/**
 * The same file on Baton and on keepalived, each with a network of its own: the same scripts run.
 */
@TestInstance(Lifecycle.PER_CLASS)
class NotifyIT {
  private final Lab lab = Lab.open("a", "b");
  private final Host a = lab.host("a");
  private final Host b = lab.host("b");

  @AfterAll
  void closeTheLab() {
    lab.close();
  }

  @BeforeAll
  void readTheFifos() {
    for (var host : List.of(a, b)) {
      Peer.write(host.directory().resolve("read"), "");
      host.exec("mkfifo", fifo(host).toString());
      var loop = "while :; do cat " + fifo(host) + "; done >> " + host.directory() + "/read";
      host.start("reader", List.of("sh", "-c", loop));
    }
  }

  @Test
  void scriptsAreRunAsKeepalivedRunsThemAndInOrder() {
    var agent = BatonAgent.on(a, file(a, 1, "ONE", "TWO"));
    var keepalived = Keepalived.on(b, file(b, 2, "ONE", "TWO"));
    awaitLines("ONE any INSTANCE ONE MASTER 150", a, b);
    awaitLines("TWO any INSTANCE TWO MASTER 150", a, b);
    setLink("down");
    awaitLines("ONE any INSTANCE ONE FAULT 150", a, b);
    awaitLines("TWO any INSTANCE TWO FAULT 150", a, b);
    setLink("up");
    lab.await("Active again", () -> count(a, "TWO any INSTANCE TWO MASTER 150") == 2);
    lab.await("Active again", () -> count(b, "TWO any INSTANCE TWO MASTER 150") == 2);
    lab.await("Active again", () -> count(a, "ONE any INSTANCE ONE MASTER 150") == 2);
    lab.await("Active again", () -> count(b, "ONE any INSTANCE ONE MASTER 150") == 2);
    for (var name : List.of("ONE", "TWO")) {
      lab.await("lines of the FIFOs", () -> fifoLines(b, name).equals(fifoLines(a, name)));
      assertEquals("INSTANCE \"" + name + "\" MASTER 150", fifoLines(a, name).getLast());
    }
    agent.reload(file(a, 1, "ONE"));
    keepalived.reload(file(b, 2, "ONE"));
    awaitLines("TWO any INSTANCE TWO DELETED 150", a, b);
    agent.stop();
    keepalived.stop();
    awaitLines("ONE any INSTANCE ONE STOP 150", a, b);
    for (var name : List.of("ONE", "TWO")) {
      // keepalived starts a state's two scripts at once; which of them writes first is luck.
      lab.awaitEqual("as Baton", sorted(lines(a, name)), () -> sorted(lines(b, name)));
    }
    assertEquals(
        List.of(
            "ONE backup",
            "ONE any INSTANCE ONE BACKUP 150",
            "ONE master two words",
            "ONE any INSTANCE ONE MASTER 150",
            "ONE fault",
            "ONE any INSTANCE ONE FAULT 150",
            "ONE backup",
            "ONE any INSTANCE ONE BACKUP 150",
            "ONE master two words",
            "ONE any INSTANCE ONE MASTER 150",
            "ONE stop",
            "ONE any INSTANCE ONE STOP 150"),
        lines(a, "ONE"));
    assertEquals(lines(a).size(), AgentLog.of("a", agent.log()).ofType("notification.sent").size());
  }

  private void setLink(String state) {
    a.exec("ip", "link", "set", "eth0", state);
    b.exec("ip", "link", "set", "eth0", state);
  }

  private void awaitLines(String line, Host... hosts) {
    for (var host : hosts) {
      lab.await(host + " runs " + line, () -> count(host, line) > 0);
    }
  }

  private static long count(Host host, String line) {
    return lines(host).stream().filter(line::equals).count();
  }

  private static List<String> sorted(List<String> lines) {
    return lines.stream().sorted().toList();
  }

  private static List<String> lines(Host host, String instance) {
    return lines(host).stream().filter(line -> line.startsWith(instance + " ")).toList();
  }

  private static List<String> lines(Host host) {
    try {
      var told = told(host);
      return Files.exists(told) ? Files.readAllLines(told) : List.of();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> fifoLines(Host host, String instance) {
    try {
      return Files.readAllLines(host.directory().resolve("read")).stream()
          .filter(line -> line.contains("\"" + instance + "\""))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path fifo(Host host) {
    return host.directory().resolve("fifo");
  }

  private static Path told(Host host) {
    return host.directory().resolve("told");
  }

  /** A configuration with these instances, whose scripts write their arguments down. */
  private static String file(Host host, int number, String... instances) {
    var text = new StringBuilder("global_defs {\n  script_user root\n");
    text.append("  notify_fifo ").append(fifo(host)).append("\n}\n");
    int vrid = 100 * number;
    for (var instance : instances) {
      vrid++;
      text.append(
          """
          vrrp_instance %1$s {
            state BACKUP
            interface eth0
            virtual_router_id %2$d
            version 3
            advert_int 0.5
            priority 150
            virtual_ipaddress { 10.77.0.%2$d }
            notify_master "%3$s master 'two words'" root
            notify_backup "%3$s backup" root
            notify_fault "%3$s fault" root
            notify_stop "%3$s stop" root
            notify_deleted "%3$s deleted" root
            notify "%3$s any" root
          }
          """
              .formatted(instance, vrid, script(host, instance)));
    }
    return text.toString();
  }

  private static Path script(Host host, String instance) {
    var script = host.directory().resolve(instance + ".sh");
    Peer.write(script, "#!/bin/sh\necho " + instance + " \"$*\" >> " + told(host) + "\n");
    try {
      return Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
