package dev.baton.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/**
 * A sync group beside keepalived's own: two instances, of which the second's interface alone goes
 * down; both move.
 *
 * <pre>
 *   a (Baton, 150)        b (keepalived, 100)
 *    eth0 ──────────────── eth0       vrid 101, vrid 102
 *    tracked0                         only vrid 102 of a needs it
 * </pre>
 */
@TestInstance(Lifecycle.PER_CLASS)
class SyncGroupIT {
  private static final InstanceSpec ONE = InstanceSpec.v2(101, 150);
  private static final InstanceSpec OTHER = InstanceSpec.v3(102, 150);
  private static final String TRACKED = "tracked0";
  private static final List<InstanceSpec> BOTH = List.of(ONE, OTHER);

  private final Lab lab = Lab.open("a", "b");
  private final Host a = lab.host("a");
  private final Host b = lab.host("b");
  private final Tap tap = Tap.on(lab);

  private static String grouped(Host host, String configuration) {
    return "global_defs {\n  script_user root\n}\n"
        + configuration
        + """

        vrrp_sync_group G {
          group {
            %s
            %s
          }
          notify %s
        }
        """
            .formatted(ONE.name(), OTHER.name(), script(host));
  }

  private static List<InstanceSpec> tracking() {
    return List.of(ONE, OTHER.with("track_interface {\n    " + TRACKED + "\n  }"));
  }

  private static List<InstanceSpec> worse() {
    return BOTH.stream().map(instance -> instance.withPriority(100)).toList();
  }

  /** Writes down what a group is told. */
  private static Path script(Host host) {
    var script = host.directory().resolve("group.sh");
    Peer.write(script, "#!/bin/sh\necho \"$*\" >> " + host.directory() + "/told\n");
    try {
      return Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void awaitTold(Host host, String line, int times) {
    lab.await(
        host + " tells " + line + " " + times + " times or more",
        () -> {
          var told = host.directory().resolve("told");
          if (!Files.exists(told)) {
            return false;
          }
          try {
            return Files.readAllLines(told).stream().filter(line::equals).count() >= times;
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
  }

  @Test
  void aFaultOfOneMovesBothAndItsEndBringsBothBack() {
    a.exec("ip", "link", "add", TRACKED, "type", "veth", "peer", "name", "its-peer");
    a.exec("ip", "link", "set", "its-peer", "up");
    a.exec("ip", "link", "set", TRACKED, "up");
    var agent = BatonAgent.on(a, grouped(a, InstanceSpec.configuration(tracking())));
    Keepalived.on(b, grouped(b, InstanceSpec.configuration(worse())));
    tap.awaitActive(a, BOTH);
    a.exec("ip", "link", "set", TRACKED, "down");
    tap.awaitActive(b, BOTH);
    var log = AgentLog.of("a", agent.log());
    assertEquals("SYNC_GROUP", log.transitions(ONE.router()).getLast().cause());
    assertEquals("TRACK_INTERFACE", log.transitions(OTHER.router()).getLast().cause());
    a.exec("ip", "link", "set", TRACKED, "up");
    tap.awaitActive(a, BOTH);
    awaitTold(a, "GROUP G MASTER 0", 2);
    awaitTold(b, "GROUP G BACKUP 0", 1);
    agent.stop();
    tap.awaitActive(b, BOTH);
    awaitTold(b, "GROUP G MASTER 0", 1);
    assertEquals(List.of(), LogAgainstTap.differences(agent, BOTH, tap));
  }

  @AfterAll
  void closeTheLab() {
    try (lab;
        tap) {
      assertEquals(List.of(), Tshark.faults(tap.path(), a));
    }
  }
}
