package dev.baton.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.baton.events.Family;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** A link that flaps, as Baton and keepalived see it through {@code interface_up_down_delays}. */
@TestInstance(Lifecycle.PER_CLASS)
class LinkDelayIT {
  private static final VirtualRouterKey ROUTER = new VirtualRouterKey(Family.IPV4, 51);
  private static final String ADDRESS = "10.77.0.51";
  private static final String FLAP = "link set far1 down\nlink set far1 up\n";
  private static final String CONFIGURATION =
      """
      interface_up_down_delays {
        eth1 1.5 0.5
      }
      vrrp_instance V {
        interface eth0
        virtual_router_id 51
        version 3
        priority 200
        advert_int 1
        track_interface {
          eth1
        }
        virtual_ipaddress {
          10.77.0.51
        }
      }
      """;

  private final Twins twins = new Twins();

  @AfterAll
  void close() {
    twins.close();
  }

  @Test
  void aFlapIsNoFaultAndALinkThatStaysDownIs() {
    var agent = BatonAgent.on(twins.baton, CONFIGURATION);
    var keepalived = Keepalived.on(twins.keepalived, CONFIGURATION);
    twins.await("it is Active", host -> host.holds(ADDRESS));
    onBoth(FLAP);
    onBoth("link set far1 down\n");
    twins.await("the fault", host -> !host.holds(ADDRESS));
    onBoth("link set far1 up\n");
    twins.await("it is Active again", host -> host.holds(ADDRESS));
    agent.stop();
    assertEquals(
        List.of("BACKUP", "ACTIVE", "FAULT", "BACKUP", "ACTIVE", "INITIALIZE"),
        AgentLog.of("a", agent.log()).transitions(ROUTER).stream()
            .map(AgentLog.Transition::to)
            .toList());
    assertEquals(
        1, keepalived.log().lines().filter(line -> line.contains("Entering FAULT STATE")).count());
  }

  private void onBoth(String batch) {
    for (var host : List.of(twins.baton, twins.keepalived)) {
      Command.of("ip", "-n", host.namespace(), "-batch", "-").checkWithInput(batch);
    }
  }
}
