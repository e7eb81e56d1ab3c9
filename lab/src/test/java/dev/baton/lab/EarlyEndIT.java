package dev.baton.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Agents that are told to end before they could begin, on a host where an earlier one died. */
class EarlyEndIT {
  private static final String VIP = "10.77.0.61";
  private static final Duration LIMIT = Duration.ofSeconds(30);

  private final Lab lab = Lab.open("a");
  private final Host host = lab.host("a");

  @AfterEach
  void closeTheLab() {
    lab.close();
  }

  @Test
  void whatADeadAgentLeftIsTakenAwayWheneverTheNextOneIsToldToEnd() {
    var before = host.exec("ip", "-o", "addr");
    var agent = leavesAddresses();
    var next = begin(agent);
    lab.await("its program is there", () -> isJava(next));
    next.stop(LIMIT);
    assertEquals(before, host.exec("ip", "-o", "addr"), next::output);

    agent = leavesAddresses();
    var later = begin(agent);
    lab.await("its machine is there", () -> later.holdsOpen("libjvm"));
    later.stop(LIMIT);
    assertEquals(before, host.exec("ip", "-o", "addr"), later::output);
  }

  private BatonAgent leavesAddresses() {
    var agent =
        BatonAgent.on(
            host,
            """
            vrrp_instance E {
              interface eth0
              virtual_router_id 61
              version 3
              advert_int 0.1
              virtual_ipaddress {
                10.77.0.61
              }
            }
            """);
    lab.await("it serves", () -> host.holds(VIP));
    long engine = agent.enginePid();
    agent.steward().kill();
    Signal.KILL.send(engine);
    lab.await("nothing runs", () -> host.pids().isEmpty());
    assertTrue(host.holds(VIP));
    return agent;
  }

  private static Daemon begin(BatonAgent agent) {
    agent.start();
    return agent.steward();
  }

  private static boolean isJava(Daemon daemon) {
    try {
      return Files.readString(Path.of("/proc/" + daemon.pid() + "/comm")).startsWith("java");
    } catch (IOException e) {
      // It ended already, which the next look at the host judges.
      return true;
    }
  }
}
