package dev.baton.lab;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Whom scripts run as, beside keepalived; and that a FIFO's reader is there again. */
class ScriptUsersIT {
  private static final String TOLD =
      """
      all 5:60
      master 65534:1
      stop 65534:65534
      """;

  private static final String STOPPED = "INSTANCE \"A\" STOP 150";

  @Test
  void scriptsRunAsTheUserAndTheGroupThatTheFileNames() {
    try (var twins = new Twins()) {
      var agent = BatonAgent.on(twins.baton, file(twins.baton));
      var keepalived = Keepalived.on(twins.keepalived, file(twins.keepalived));
      twins.await("master", host -> lines(host, "told").contains("master 65534:1"));
      twins.await("reader", host -> lines(host, "read").contains("begins 0:0"));
      twins.await("read", host -> lines(host, "read").contains("INSTANCE \"A\" MASTER 150"));
      var log = agent.steward().output();
      kill(twins.baton);
      twins.awaitBaton(
          "the reader is there again",
          () -> lines(twins.baton, "read").stream().filter("begins 0:0"::equals).count() == 2);
      assertTrue(agent.steward().output().substring(log.length()).contains("is started again in"));
      agent.stop();
      keepalived.stop();
      twins.await("stop", host -> lines(host, "told").contains("stop 65534:65534"));
      for (var host : List.of(twins.baton, twins.keepalived)) {
        host.lab()
            .awaitEqual(
                "all scripts ran",
                TOLD.lines().toList(),
                () -> lines(host, "told").stream().distinct().sorted().toList());
      }
      var failed = AgentLog.of("a", agent.log()).ofType("notification.failed").toString();
      assertTrue(failed.contains("there is no group nosuchgroup"), failed);
      twins.awaitBaton("the reader reads on", () -> lines(twins.baton, "read").contains(STOPPED));
    }
  }

  private static void kill(Host host) {
    Command.of("kill", "-9", lines(host, "pid").getLast()).check();
  }

  private static List<String> lines(Host host, String name) {
    try {
      return Files.readAllLines(host.directory().resolve(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** An unknown user and an unknown group run nothing. */
  private static String file(Host host) {
    var place = host.directory();
    for (var directory : List.of(host.lab().directory(), place)) {
      Command.of("chmod", "o+x", directory.toString()).check();
    }
    var told = Peer.write(place.resolve("told"), "");
    allow(told);
    Peer.write(place.resolve("read"), "");
    Peer.write(place.resolve("pid"), "");
    var tell = "echo $0 $(id -u):$(id -g) >> " + told;
    var read =
        script(
            place.resolve("reader"),
            """
            echo $$ >> %1$s/pid
            echo "begins $(id -u):$(id -g)" >> %1$s/read
            exec cat "$1" >> %1$s/read
            """
                .formatted(place));
    return """
    global_defs {
      vrrp_notify_fifo %1$s/fifo
      vrrp_notify_fifo_script %2$s root
    }
    vrrp_instance A {
      interface eth0
      virtual_router_id 61
      version 3
      advert_int 0.2
      priority 150
      notify_master "%3$s" nobody daemon
      notify_backup "%4$s" nobody nosuchgroup
      notify_fault "%4$s" nosuchuser
      notify_stop "%5$s" nobody
      notify "%6$s" games
      virtual_ipaddress { 10.77.0.61 }
    }
    """
        .formatted(
            place,
            read,
            script(place.resolve("master"), tell.replace("$0", "master")),
            script(place.resolve("never"), tell.replace("$0", "never")),
            script(place.resolve("stop"), tell.replace("$0", "stop")),
            script(place.resolve("all"), tell.replace("$0", "all")));
  }

  private static Path script(Path file, String text) {
    return allow(Peer.write(file, "#!/bin/sh\n" + text + "\n"));
  }

  private static Path allow(Path file) {
    Command.of("chmod", "777", file.toString()).check();
    return file;
  }
}
