package dev.baton.agent.config;

import static dev.baton.agent.config.Limit.NAME_15;
import static dev.baton.agent.config.Limit.instance;
import static dev.baton.agent.config.Limit.limit;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.agent.config.Limit.Place;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every number of routes and rules that has a limit, at it and just beyond it. */
class RoutingLimitsTest {
  private static final String LARGEST = "4294967295";
  private static final String TOO_LARGE = "4294967296";
  private static final String U32 = "0 to " + LARGEST;

  private static Place route(String keyword) {
    return routeOf("10.0.0.0/8 dev eth0 " + keyword + " %s", keyword);
  }

  private static Place routeOf(String route, String keyword) {
    return instance("virtual_routes {\n    " + route + "\n  }", keyword);
  }

  private static Place rule(String keyword) {
    return ruleOf("from 10.0.0.0/8 table 100 priority 7 " + keyword + " %s", keyword);
  }

  private static Place ruleOf(String rule, String keyword) {
    return instance("virtual_rules {\n    " + rule + "\n  }", keyword);
  }

  private static Stream<Limit> limits() {
    return Stream.of(sizes(), encapsulations(), places(), hops(), matches(), actions())
        .flatMap(each -> each);
  }

  /** What connections start from. */
  private static Stream<Limit> sizes() {
    var numbers =
        Stream.of("mtu", "window", "ssthresh", "cwnd", "advmss", "reordering", "initcwnd")
            .map(word -> limit(route(word), U32, "0 " + LARGEST, "-1 x " + TOO_LARGE));
    String roundTrip = "0 to 960000ms, or 0 to 960s";
    return Stream.concat(
        numbers,
        Stream.of(
            limit(route("initrwnd"), U32, "0 " + LARGEST, "-1 x " + TOO_LARGE),
            limit(route("hoplimit"), "0 to 255", "0 255", "-1 256 x"),
            limit(route("quickack"), "0 to 1", "0 1", "-1 2 x"),
            limit(route("fastopen_no_cookie"), "0 to 1", "0 1", "-1 2 x"),
            limit(route("features"), "ecn", "ecn", "ECN x"),
            limit(route("rtt"), roundTrip, "200 960000 960s 1.5s", "960001 961s 960.1s -1 x"),
            limit(route("rttvar"), "0 to 480000ms", "200ms 480000", "480001 481s -1 x"),
            limit(route("rto_min"), "0 to 120000ms", "200 120s", "120001 121s -1 x"),
            limit(
                routeOf("2001:db8::/32 dev eth0 expires %s", "expires"),
                U32,
                "0 " + LARGEST,
                "-1 x " + TOO_LARGE),
            limit(
                routeOf("2001:db8::/32 dev eth0 pref %s", "pref"),
                "low, medium or high",
                "low medium high",
                "x 1")));
  }

  /** What goes around a packet. */
  private static Stream<Limit> encapsulations() {
    String route = "10.0.0.0/8 dev eth0 encap ";
    String id = "18446744073709551615";
    String labels = "mpls and up to 16 labels of 0 to 1048575 with / between";
    String numbers = "ila and four hexadecimal numbers of 16 bits with : between";
    String stack = "1/2/3/4/5/6/7/8/9/10/11/12/13/14/15/16";
    return Stream.of(
        limit(routeOf(route + "%s 7", "encap"), "ip, ip6, mpls or ila", "mpls", "seg6 IP x"),
        limit(route("vrf"), "1 to 15", NAME_15, NAME_15 + "6"),
        limit(routeOf(route + "ip id %s", "id"), "0 to " + id, "0 " + id, "-1 x 1" + id),
        limit(routeOf(route + "ip dst %s", "dst"), "an address of ipv4", "10.0.0.9", "fe80::1 x"),
        limit(
            routeOf(route + "ip6 id 1 src %s", "src"), "an address of ipv6", "fe80::1", "10.0.0.9"),
        limit(routeOf(route + "ip id 1 ttl %s", "ttl"), "0 to 255", "0 255", "-1 256 x"),
        limit(routeOf(route + "ip6 id 1 hoplimit %s", "hoplimit"), "0 to 255", "0 255", "256"),
        limit(routeOf(route + "ip id 1 flags %s", "flags"), "0 to 65535", "0 65535", "65536 x"),
        limit(
            routeOf(route + "mpls %s", "encap"),
            labels,
            "0 1048575 " + stack,
            "1048576 x 1/ " + stack + "/17"),
        limit(
            routeOf(route + "ila %s", "encap"),
            numbers,
            "0:0:0:0 ffff:1:2:3",
            "1:2:3 1:2:3:4:5 10000:1:2:3 x"));
  }

  private static Stream<Limit> places() {
    String prefix = "virtual_routes {\n    10.0.0.0/%s dev eth0\n  }";
    String prefix6 = "virtual_routes {\n    2001:db8::/%s dev eth0\n  }";
    String named = " or a name that iproute2's files have";
    return Stream.of(
        limit(instance(prefix, "10.0.0.0"), "0 to 32", "8 32", "33 -1 x"),
        limit(instance(prefix6, "2001:db8"), "0 to 128", "32 128", "129 -1 x"),
        limit(
            instance("virtual_routes {\n    %s dev eth0\n  }", "%s"),
            "an IPv4 or IPv6 address with an optional /PREFIX",
            "10.0.0.0/8 10.1.1.1 2001:db8::1",
            "300.0.0.0/8 1.2.3"),
        limit(route("metric"), U32, "0 " + LARGEST, "-1 x " + TOO_LARGE),
        limit(route("priority"), U32, "0 " + LARGEST, "-1 x " + TOO_LARGE),
        limit(route("table"), U32 + named, "1 " + LARGEST + " main", "-1 nosuch " + TOO_LARGE),
        limit(route("tos"), "0 to 255" + named, "0 252", "-1 256 nosuch"),
        limit(route("protocol"), "0 to 255" + named, "18 0x12", "-1 256 nosuch"),
        limit(route("scope"), "0 to 255", "0 255 link", "-1 256 nosuch"),
        limit(route("src"), "an IPv4 or IPv6 address", "192.0.2.1", "300.1.1.1 x"));
  }

  private static Stream<Limit> hops() {
    String hops = "10.0.0.0/8 nexthop via 192.0.2.7 weight %s";
    return Stream.of(
        limit(routeOf(hops, "weight"), "1 to 256", "1 256", "0 257 -1 x"),
        limit(route("realms"), "one or FROM/TO of 0 to 255", "0 255 255/255", "256 256/1 1/256 x"),
        limit(
            routeOf("10.0.0.0/8 dev %s", "dev"),
            "1 to 15 characters",
            "eth1 " + NAME_15,
            NAME_15 + "6 a/b"),
        limit(
            routeOf("10.0.0.0/8 via %s", "via"),
            "an IPv4 or IPv6 address",
            "192.0.2.7",
            "192.0.2.700 x"));
  }

  private static Stream<Limit> matches() {
    String prefix = "virtual_rules {\n    from 10.0.0.0/%s table 100 priority 7\n  }";
    String numbers = "or FIRST-LAST of these";
    return Stream.of(
        limit(instance(prefix, "from"), "0 to 32", "8 32", "33 -1 x"),
        limit(rule("fwmark"), U32, "0 0xffffffff " + LARGEST, "-1 x " + TOO_LARGE),
        limit(rule("tos"), "0 to 255", "0 28", "-1 256 nosuch"),
        limit(rule("uidrange"), numbers, "0-" + LARGEST + " 5-5", "10-5 x 5-" + TOO_LARGE),
        limit(rule("ipproto"), "1 to 255", "1 255 tcp", "0 256 nosuch"),
        limit(rule("sport"), "1 to 65534, " + numbers, "1 65534 1-65534", "0 65535 10-5 x -1"),
        limit(rule("dport"), "1 to 65534, " + numbers, "1 65534 1-65534", "0 65535 10-5 x -1"),
        limit(rule("iif"), "1 to 15 characters", "eth1 " + NAME_15, NAME_15 + "6 a/b"),
        limit(rule("oif"), "1 to 15 characters", "eth1 " + NAME_15, NAME_15 + "6 a/b"));
  }

  private static Stream<Limit> actions() {
    var preference = ruleOf("from 10.0.0.0/8 table 100 priority %s", "priority");
    var target = ruleOf("from 10.0.0.0/8 priority 7 goto %s", "from");
    return Stream.of(
        limit(preference, U32, "0 " + LARGEST, "-1 x " + TOO_LARGE),
        limit(
            ruleOf("from 10.0.0.0/8 priority 7 table %s", "table"),
            "1 to " + LARGEST,
            "1 main " + LARGEST,
            "0 -1 nosuch " + TOO_LARGE),
        limit(target, "a number above its preference of 7", "8 " + LARGEST, "7 3 0"),
        limit(rule("realms"), "one or FROM/TO of 0 to 255", "0 255 255/255", "256 1/256 x"),
        limit(rule("suppress_prefixlength"), "0 to 128", "0 128", "-1 129 x"),
        limit(rule("suppress_ifgroup"), "0 to 2147483647", "0 2147483647", "-1 2147483648 x"),
        limit(rule("protocol"), "0 to 255", "18", "-1 256 nosuch"));
  }

  @ParameterizedTest
  @MethodSource("limits")
  void whatIsAllowedIsNoFinding(Limit limit) {
    limit.assertKept();
  }

  @ParameterizedTest
  @MethodSource("limits")
  void whatIsBeyondIsOneFindingWithItsPlaceWhatIsGivenAndWhatIsAllowed(Limit limit) {
    limit.assertTold();
  }

  @Test
  void aPrefixThatIsTooLongIsThatOfTheWholeAddress() {
    var reading =
        Readings.withLines(
            "virtual_routes {\n10.0.0.0/33 dev eth0\n}",
            "virtual_rules {\nfrom 10.0.0.1/99 table 100 priority 7\n}");
    var routing = Readings.only(reading).service().routing();
    assertEquals(
        List.of("10.0.0.0 dev eth0", "preference 7 from 10.0.0.1 table 100"),
        routing.stream().map(Object::toString).toList());
  }

  @Test
  void aRuleOfNobodyIsKeepaliveds() {
    String rule = "from 10.0.0.0/8 table 100 priority 7 protocol 256";
    var kept = Readings.only(Readings.withLines("virtual_rules {\n" + rule + "\n}"));
    assertEquals(1, kept.service().routing().size());
  }

  @Test
  void aRuleThatGoesSomewhereNeedsAPreference() {
    String said =
        Readings.diagnostics(Readings.withLines("virtual_rules {\nfrom 10.0.0.0/8 goto 30\n}"));
    assertTrue(said.contains("goto 30 needs a preference below it; give one"), said);
  }

  @Test
  void aRouteThatTheKernelWouldNotTakeIsToldOf() {
    String said =
        Readings.diagnostics(Readings.withLines("virtual_routes {\n10.0.0.1/8 dev eth0\n}"));
    assertEquals(
        "test.conf:6:1: warning: 10.0.0.1/8 has bits beyond its prefix, and the kernel takes no"
            + " such route: write 10.0.0.0/8",
        said);
  }

  @Test
  void anIpv4RouteDoesNotExpire() {
    String said =
        Readings.diagnostics(
            Readings.withLines("virtual_routes {\n10.0.0.0/8 dev eth0 expires 9\n}"));
    assertTrue(said.contains(":6:21: error: route is left out: expires is for IPv6 only"), said);
  }
}
