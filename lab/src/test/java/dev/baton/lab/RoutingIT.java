package dev.baton.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** Routes and rules of every kind: the kernel has the same from Baton as from keepalived. */
@TestInstance(Lifecycle.PER_CLASS)
class RoutingIT {
  private static final String INSTANCE =
      """
      vrrp_instance V {
        interface eth0
        virtual_router_id 51
        version 3
        priority 200
        advert_int 0.5
        virtual_ipaddress {
          10.77.0.51/24
        }
      """;
  private static final String CONFIGURATION =
      INSTANCE
          + """
          virtual_routes {
            src 10.77.0.51 to 192.168.109.0/24 via 10.77.0.254 dev eth0
            192.168.110.0/24 via 10.77.0.254 dev eth0
            192.168.111.0/24 dev eth1 no_track
            192.168.112.0/24 gw 10.77.0.254
            blackhole 192.168.114.0/24
            unreachable 192.168.115.0/24 metric 5
            prohibit 192.168.116.0/24
            throw 192.168.117.0/24
            0.0.0.0/0 via 10.77.0.1 table 100
            default via 10.77.0.200 table 101
            192.168.118.0/24 dev eth0 table 6909 tos 0x04 protocol bird scope link priority 12 \
               mtu 1000 hoplimit 100 advmss 101 rtt 102 rttvar 103 reordering 104 window 105 \
               cwnd 106 ssthresh lock 107 rto_min 108 initcwnd 109 initrwnd 110 features ecn add
            192.168.119.0/24 table 6909 nexthop via 10.77.0.3 dev eth0 onlink weight 1 \
               nexthop via 10.88.0.2 dev eth1 onlink weight 2
            192.168.120.0/24 via 10.77.0.3 dev eth0 mtu lock 1200 quickack 1 congctl cubic
            192.168.121.0/24 via 10.77.0.3 dev eth0 realms 5/6
            192.168.122.5 via 10.77.0.3
            192.168.123.0/24 via 10.77.0.3 append
            192.168.123.0/24 via 10.77.0.4 append
            192.168.124.0/24 dev eth0 scope host
            192.168.126.0/24 via inet 10.77.0.3
            unicast 192.168.129.0/24 via 10.77.0.3
            multicast 239.1.0.0/16 dev eth0
            192.168.132.0/24 via 10.77.0.3 rtt 100ms rttvar 2s
            192.168.134.0/24 via 10.77.0.3 fastopen_no_cookie 1
            192.168.137.0/24 via 10.77.0.99 onlink dev eth1
            192.168.138.0/24 via 10.77.0.3 dsfield 8
            192.168.139.0/24 via 10.77.0.3 preference 9 protocol static no_track
            192.168.140.0/24 dev eth0 encap ip id 5 dst 10.9.9.9
            192.168.141.0/24 encap ip id 5 dst 10.9.9.9 src 10.9.9.8 tos 8 ttl 7 flags 256 dev eth0
            192.168.142.0/24 via 10.77.0.3 encap ip6 id 6 dst 2001:db8::9
            2001:db8:1::/48 dev eth0
            2001:db8:2::/48 via fd77::9 metric 55
            2001:db8:3::4 dev eth0 table 6909 priority 12 mtu 1000 hoplimit 100 pref high
            2001:db8:4::/48 via fe80::5 dev eth0 mtu 1300 src fd77::b
            blackhole 2001:db8:5::/48
            2001:db8:6::/48 nexthop via fd77::3 dev eth0 weight 3 nexthop via fd77::4 dev eth0
            2001:db8:7::/48 pref low via fd77::4
            2001:db8:8::/48 encap ip6 dst 2001:db8::9 src 2001:db8::8 tc 8 hoplimit 7 dev eth0
            2001:db8:9::/48 via fd77::4 encap ip dst 10.9.9.9 mtu 1300
          }
          virtual_rules {
            from 192.168.2.0/24 table 1
            to 192.168.2.0/24 table 1 no_track
            from 192.168.28.0/24 to 192.168.29.0/26 table 7 iif eth0 oif eth1 tos 16 \
               fwmark 24/12 preference 39 realms 30/20
            from 192.168.30.0/24 goto 40000 preference 41
            from 192.168.31.0/24 blackhole
            from 192.168.32.0/24 prohibit preference 52
            from 192.168.33.0/24 unreachable
            to 1:2:3:4:5:6:7:0/112 from 7:6:5:4:3:2::/96 table 6908 uidrange 10000-19999
            not from 192.168.34.0/24 table 5 suppress_prefixlength 3 suppress_ifgroup 4
            from all table main priority 900
            iif eth0 lookup 77
            from 192.168.35.0/24 nop
            from 192.168.36.0/24 type blackhole
            fwmark 9 table local
            from 192.168.37.0/24 table default ipproto tcp sport 80-90 dport 1-2
            dsfield 8 table 10
          }
          }
          """;

  private final Twins twins = new Twins();
  private final List<String> before = state(twins.baton);
  private BatonAgent agent = BatonAgent.on(twins.baton, CONFIGURATION);
  private final Keepalived keepalived = Keepalived.on(twins.keepalived, CONFIGURATION);

  @BeforeAll
  void awaitActive() {
    twins.await("the last rule is there", host -> rules(host).contains("lookup 10"));
  }

  @AfterAll
  void takesAllAway() {
    try (twins) {
      agent.stop();
      keepalived.stop();
      assertSame(before, state(twins.baton));
    }
  }

  @Test
  void theKernelHasTheSameRoutesAndRulesFromBoth() {
    twins.awaitSame(RoutingIT::state);
  }

  @Test
  void whatSomebodyTakesAwayComesBackUnlessItIsNotTracked() {
    var present = state(twins.baton);
    var host = twins.baton;
    host.exec("ip", "route", "del", "192.168.110.0/24");
    host.exec("ip", "rule", "del", "preference", "39");
    host.exec("ip", "-6", "route", "del", "2001:db8:2::/48");
    twins.awaitBaton("all is back", () -> state(host).equals(present));
    var removed = AgentLog.of("a", agent.log()).ofType("instance.routes-removed").toString();
    assertTrue(removed.contains("192.168.110.0/24 via 10.77.0.254 dev eth0"), removed);
    assertTrue(removed.contains("somebody else"), removed);
    assertTrue(removed.contains("preference 39"), removed);
    host.exec("ip", "route", "del", "192.168.111.0/24");
    host.exec("ip", "route", "del", "192.168.112.0/24");
    twins.awaitBaton("one is back", () -> routes(host).contains("192.168.112.0/24"));
    assertTrue(!routes(host).contains("192.168.111.0/24"));
    putBack(host);
  }

  @Test
  void routesOfAnInterfaceThatWentDownAreBackWhenItIsUp() {
    var host = twins.baton;
    host.exec("ip", "link", "set", "eth1", "down");
    twins.awaitBaton("its route is gone", () -> !routes(host).contains("192.168.137.0/24"));
    host.exec("ip", "link", "set", "eth1", "up");
    twins.awaitBaton("its route is back", () -> routes(host).contains("192.168.137.0/24"));
    putBack(host);
  }

  @Test
  void aReloadChangesOnlyWhatIsOtherwise() {
    var host = twins.baton;
    agent.reload(CONFIGURATION.replace("192.168.112.0/24", "192.168.212.0/24"));
    twins.awaitBaton("the new one is there", () -> routes(host).contains("192.168.212.0/24"));
    twins.awaitBaton("the old one is gone", () -> !routes(host).contains("192.168.112.0/24"));
    agent.reload(CONFIGURATION);
    twins.awaitBaton("the old one is there", () -> routes(host).contains("192.168.112.0/24"));
    assertTrue(
        AgentLog.of("a", agent.log()).ofType("instance.routes-removed").stream()
            .noneMatch(envelope -> envelope.toString().contains("192.168.113.0/24")));
  }

  @Test
  void aKilledEnginesRoutesAndRulesAreTakenAwayAndComeBack() {
    var present = state(twins.baton);
    agent.killEngine();
    twins.awaitBaton("they are gone", () -> !rules(twins.baton).contains("lookup 10"));
    twins.awaitBaton("they are back", () -> state(twins.baton).equals(present));
    var removed = AgentLog.of("a", agent.log()).ofType("instance.routes-removed").toString();
    assertTrue(removed.contains("steward"), removed);
  }

  /** What is not tracked, as it was. */
  private static void putBack(Host host) {
    var words = "ip route add 192.168.111.0/24 dev eth1 proto 18 scope global";
    host.exec(words.split(" ", -1));
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

  private static List<String> state(Host host) {
    return Stream.of(routes(host), rules(host))
        .flatMap(String::lines)
        .filter(line -> !line.contains("far1"))
        .sorted()
        .toList();
  }
}
