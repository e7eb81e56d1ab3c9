package dev.baton.lab;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.events.Family;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** What a node is told to wait for. */
@TestInstance(Lifecycle.PER_CLASS)
class WaitingIT {
  private static final VirtualRouterKey ROUTER = new VirtualRouterKey(Family.IPV4, 51);
  private static final String ADDRESS = "10.77.0.51";
  private static final long DELAY_NANOS = TimeUnit.SECONDS.toNanos(8);
  private static final String CONFIGURATION =
      """
      global_defs {
        vrrp_startup_delay 8
      }
      vrrp_instance V {
        interface eth0
        virtual_router_id 51
        version 3
        priority 200
        advert_int 0.1
        virtual_ipaddress {
          10.77.0.51
        }
      }
      """;

  private final Lab lab = Lab.open("a");
  private final Host host = lab.host("a");

  @AfterAll
  void closeTheLab() {
    lab.close();
  }

  @Test
  void aNodeWaitsAfterItsStartAndNotAgainAfterTheDeathOfItsEngine() {
    long launchedNanos = WallClock.nowNanos();
    var agent = BatonAgent.on(host, CONFIGURATION);
    long first = agent.enginePid();
    lab.await("it is Active", () -> host.holds(ADDRESS));
    agent.killEngine();
    lab.await("another engine", () -> agent.enginePids().stream().anyMatch(p -> p != first));
    lab.await("it is Active again", () -> startups(agent).size() == 2 && host.holds(ADDRESS));

    var starts = AgentLog.of("a", agent.log()).ofType("node.started");
    var startups = startups(agent);
    assertTrue(startups.getFirst() - launchedNanos >= DELAY_NANOS);
    assertTrue(startups.getLast() - AgentLog.timeNanos(starts.getLast()) < DELAY_NANOS);
    agent.stop();
  }

  private static List<Long> startups(BatonAgent agent) {
    return AgentLog.of("a", agent.log()).transitions(ROUTER).stream()
        .filter(one -> "STARTUP".equals(one.cause()))
        .map(AgentLog.Transition::timeNanos)
        .toList();
  }
}
