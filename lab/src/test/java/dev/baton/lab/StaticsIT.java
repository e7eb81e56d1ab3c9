package dev.baton.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is static is the same from Baton as from keepalived, at every turn. */
class StaticsIT {
  private static final String CONFIGURATION =
      """
      global_defs {
        default_interface eth1
      }
      track_group G {
        group {
          NEEDING
        }
      }
      static_ipaddress {
        10.9.1.1/24
        10.9.2.1/24 dev eth1 no_track
        10.9.3.1/24 brd + dev eth0 label eth0:st
        fd09::1/64 dev eth0
        fd09:1::5 dev eth0
      }
      static_routes {
        10.50.1.0/24 via 10.9.1.254 dev eth1
        10.50.2.0/24 dev eth0
        10.50.3.0/24 via 10.9.3.254 dev eth0 no_track
        blackhole 10.50.4.0/24
        fd50::/64 dev eth0
      }
      static_rules {
        from 10.60.1.0/24 table 101 iif eth1 preference 1001 track_group G
        from 10.60.2.0/24 table 102
        from 10.60.3.0/24 table 103 preference 1003 no_track
      }
      vrrp_instance NEEDING {
        interface eth0
        virtual_router_id 61
        version 3
        priority 200
        advert_int 0.5
        virtual_ipaddress {
          10.77.0.61/24
        }
      }
      vrrp_instance OTHER {
        interface eth0
        virtual_router_id 62
        version 3
        priority 200
        advert_int 0.5
        virtual_ipaddress {
          10.77.0.62/24
        }
      }
      """;

  private final Twins twins = new Twins();
  private final List<String> before = state(twins.baton);
  private final BatonAgent agent = BatonAgent.on(twins.baton, CONFIGURATION);
  private final Keepalived keepalived = Keepalived.on(twins.keepalived, CONFIGURATION);

  @AfterEach
  void closeTheTwins() {
    twins.close();
  }

  private void awaitActive() {
    twins.await("both are Active", host -> host.holds("10.77.0.61") && host.holds("10.77.0.62"));
    twins.await("the last rule is there", host -> rules(host).contains("10.60.3.0/24"));
  }

  @Test
  void bothHaveTheSameFromStartToStop() {
    awaitActive();
    twins.awaitSame(StaticsIT::state);
    var other =
        CONFIGURATION
            .replace("10.9.3.1/24", "10.9.3.2/24")
            .replace("10.50.2.0/24", "10.50.22.0/24")
            .replace("preference 1003", "preference 1004");
    agent.reload(other);
    keepalived.reload(other);
    twins.await("the new rule", host -> rules(host).contains("1004:"));
    twins.await("the new route", host -> routes(host).contains("10.50.22.0/24"));
    awaitActive();
    twins.awaitSame(StaticsIT::state);
    var events = AgentLog.of("a", agent.log()).ofType("node.statics-removed").toString();
    assertTrue(events.contains("10.9.3.1/24") && !events.contains("10.9.1.1/24"), events);
    agent.stop();
    keepalived.stop();
    assertSame(before, state(twins.baton));
    assertSame(before, state(twins.keepalived));
  }

  @Test
  void bothPutBackWhatSomebodyTakesAwayUnlessItIsNotTracked() {
    awaitActive();
    onBoth("ip", "addr", "del", "10.9.2.1/24", "dev", "eth1");
    onBoth("ip", "route", "del", "10.50.3.0/24");
    onBoth("ip", "rule", "del", "preference", "1003");
    // keepalived does not always put a route back.
    twins.baton.exec("ip", "route", "del", "10.50.1.0/24");
    twins.awaitBaton("the route is back", () -> routes(twins.baton).contains("10.50.1.0/24"));
    onBoth("ip", "rule", "del", "preference", "1001");
    twins.await("the rule is back", host -> rules(host).contains("1001:"));
    onBoth("ip", "addr", "del", "10.9.1.1/24", "dev", "eth1");
    twins.await("the address is back", host -> host.holds("10.9.1.1"));
    onBoth("ip", "-6", "addr", "del", "fd09::1/64", "dev", "eth0");
    twins.await("the other is back", host -> host.holds("fd09::1"));
    twins.awaitSame(StaticsIT::state);
    var removed = AgentLog.of("a", agent.log()).ofType("node.statics-removed").toString();
    assertTrue(removed.contains("somebody else"), removed);
    assertTrue(!removed.contains("10.9.2.1/24"), removed);
    assertEquals(0, faults());
  }

  @Test
  void aGroupIsInFaultWhileTheInterfaceIsDownAndNobodyElse() {
    awaitActive();
    onBoth("ip", "link", "set", "eth1", "down");
    twins.await("the one that needs it gave up", host -> !host.holds("10.77.0.61"));
    assertTrue(twins.baton.holds("10.77.0.62") && twins.keepalived.holds("10.77.0.62"));
    onBoth("ip", "link", "set", "eth1", "up");
    twins.await("it came back", host -> host.holds("10.77.0.61"));
    twins.await("its routes, too", host -> routes(host).contains("10.50.1.0/24"));
    twins.awaitSame(StaticsIT::state);
    assertEquals(1, faults());
  }

  @Test
  void anEngineThatDiesLeavesThemToTheNextOne() {
    awaitActive();
    long first = agent.enginePid();
    agent.killEngine();
    twins.awaitBaton(
        "another engine", () -> agent.enginePids().stream().anyMatch(pid -> pid != first));
    awaitActive();
    twins.awaitSame(StaticsIT::state);
    var removed = AgentLog.of("a", agent.log()).ofType("node.statics-removed").toString();
    assertEquals("[]", removed);
  }

  private void onBoth(String... words) {
    twins.baton.exec(words);
    twins.keepalived.exec(words);
  }

  private long faults() {
    return AgentLog.of("a", agent.log()).ofType("instance.transitioned").stream()
        .filter(envelope -> envelope.toString().contains("TRACK_STATIC"))
        .count();
  }

  private static void assertSame(List<String> expected, List<String> found) {
    var missing = new ArrayList<>(expected);
    found.forEach(missing::remove);
    var more = new ArrayList<>(found);
    expected.forEach(more::remove);
    assertEquals("missing [], more []", "missing " + missing + ", more " + more);
  }

  private static String routes(Host host) {
    return host.exec("ip", "-details", "route", "show", "table", "all")
        + host.exec("ip", "-details", "-6", "route", "show", "table", "all");
  }

  private static String rules(Host host) {
    return host.exec("ip", "-details", "rule") + host.exec("ip", "-details", "-6", "rule");
  }

  /** Without what differs between hosts, and the marks of who placed an address. */
  private static List<String> state(Host host) {
    var addresses = host.exec("ip", "-oneline", "address", "show", "dev", "eth0");
    var more = host.exec("ip", "-oneline", "address", "show", "dev", "eth1");
    return Stream.of(routes(host), rules(host), addresses, more)
        .flatMap(String::lines)
        .map(line -> line.replaceFirst("^\\d+: eth", "eth").replaceFirst(" proto 0x\\w+", ""))
        .filter(line -> !line.contains("far1"))
        .sorted()
        .toList();
  }
}
