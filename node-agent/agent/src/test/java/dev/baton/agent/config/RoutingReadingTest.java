package dev.baton.agent.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RoutingReadingTest {
  private static ConfigReading withRoute(String route) {
    return Readings.withLines("virtual_routes {", route, "}");
  }

  private static ConfigReading withRule(String rule) {
    return Readings.withLines("virtual_rules {", rule, "}");
  }

  private static String only(ConfigReading reading) {
    List<Routing> routing = Readings.only(reading).routing();
    assertEquals(1, routing.size(), Readings.diagnostics(reading));
    return routing.getFirst().toString();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          192.0.2.0/24 via 10.0.0.1             | 192.0.2.0/24 via 10.0.0.1
          to 192.0.2.9 gw 10.0.0.1 dev eth0     | 192.0.2.9 via 10.0.0.1 dev eth0
          default via 10.0.0.1 table 7          | default via 10.0.0.1 table 7
          inet6 default dev eth0                | default inet6 dev eth0
          src 10.0.0.9 to 192.0.2.0/24 dev eth0 | 192.0.2.0/24 dev eth0 src 10.0.0.9
          192.0.2.0/24 via 10.0.0.1 or 10.0.0.2 dev e | 192.0.2.0/24 nexthop via 10.0.0.1 dev e \
          nexthop via 10.0.0.2 dev e
          blackhole 192.0.2.0/24 no_track       | blackhole 192.0.2.0/24 no_track
          fd99::/64 via fe80::1 dev eth0 metric 5 append | fd99::/64 via fe80::1 dev eth0 \
          metric 5 append
          192.0.2.0/24 dev eth0 mtu lock 1200 rtt 1s | 192.0.2.0/24 dev eth0 mtu lock 1200 rtt 8000
          192.0.2.0/24 dev eth0 tos 0x10 scope link protocol 4 no_track | 192.0.2.0/24 tos 0x10 \
          dev eth0 protocol 4 scope link no_track
          192.0.2.0/24 dev e encap ip id 5 dst 10.9.9.9 mtu 99 | 192.0.2.0/24 encap ip id 5 \
          dst 10.9.9.9 dev e mtu 99
          fd99::/64 encap ip flags 9 ttl 8 tos 7 src 10.9.9.8 dst 10.9.9.9 via fe80::1 dev e | \
          fd99::/64 encap ip dst 10.9.9.9 src 10.9.9.8 tos 7 ttl 8 flags 9 via fe80::1 dev e
          192.0.2.0/24 encap ip6 tc 7 hoplimit 8 id 0 dev e | 192.0.2.0/24 encap ip6 tc 7 \
          hoplimit 8 dev e
          192.0.2.0/24 dev e vrf blue metric 5 | 192.0.2.0/24 dev e vrf blue metric 5
          192.0.2.0/24 dev e encap mpls 100/200 | 192.0.2.0/24 encap mpls 100/200 dev e
          192.0.2.0/24 dev e encap ila 1:a:0:FFff | 192.0.2.0/24 encap ila 1:a:0:ffff dev e
          192.0.2.0/24 nexthop encap mpls 7 dev e nexthop dev f | 192.0.2.0/24 nexthop \
          encap mpls 7 dev e nexthop dev f
          """)
  void aRouteIsReadAndWrittenAsIpDoes(String given, String expected) {
    ConfigReading reading = withRoute(given);
    assertEquals(List.of(), reading.diagnostics());
    assertEquals(expected, only(reading));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          from 192.0.2.0/24 table 7 preference 5 | preference 5 from 192.0.2.0/24 table 7
          to 192.0.2.9 lookup main order 5    | preference 5 from all to 192.0.2.9 table 254
          not iif eth0 oif eth1 goto 9 priority 5 | preference 5 not from all iif eth0 oif eth1 \
          goto 9
          fwmark 24/12 prohibit preference 5  | preference 5 from all fwmark 0x18/0xc prohibit
          inet6 iif eth0 table 7 preference 5 | preference 5 inet6 from all iif eth0 table 7
          ipproto udp sport 5-6 dport 80 table 7 preference 5 no_track | preference 5 from all \
          ipproto 17 sport 5-6 dport 80-80 table 7 no_track
          uidrange 1-2 l3mdev preference 5    | preference 5 from all l3mdev uidrange 1-2
          """)
  void aRuleIsReadAndWrittenAsIpDoes(String given, String expected) {
    ConfigReading reading = withRule(given);
    assertEquals(List.of(), reading.diagnostics());
    assertEquals(expected, only(reading));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          via 10.0.0.1                       | it has no destination
          192.0.2.0/24                       | it has neither via nor dev
          blackhole 192.0.2.0/24 dev eth0    | a blackhole route has no via and no dev
          192.0.2.0/24 via fd99::1           | it is for ipv4 and has an address of ipv6
          192.0.2.0/24 dev a/b               | dev is 'a/b', allowed is an interface name of 1
          192.0.2.0/24 dev eth0 metric -1    | metric is '-1', allowed is 0 to 4294967295
          192.0.2.0/24 dev eth0 metric       | metric has no value
          192.0.2.0/24 dev eth0 table nosuch | table is 'nosuch', allowed is 0 to 4294967295 or a
          192.0.2.0/24 dev eth0 tos 256      | tos is '256', allowed is 0 to 255 or a name
          192.0.2.0/24 dev eth0 scope town   | scope is 'town', allowed is global, site, link
          192.0.2.0/24 dev eth0 weight 257   | weight is '257', allowed is 1 to 256
          192.0.2.0/24 dev eth0 hoplimit 256 | hoplimit is '256', allowed is 0 to 255
          192.0.2.0/24 dev eth0 pref best    | pref is 'best', allowed is low, medium or high
          192.0.2.0/24 dev eth0 nexthop dev eth1 | nexthop cannot stand beside via or dev
          """)
  void aRouteThatCannotBeIsLeftOutAndSaysWhy(String given, String why) {
    leftOut(withRoute(given), "route", why);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          from 192.0.2.0/24                  | it says nothing of what to do, as table or goto
          from 192.0.2.0/24 to fd99::1 table 7 | it is for ipv4 and has an address of ipv6
          from 192.0.2/24 table 7            | from is '192.0.2/24', allowed is an IPv4 or IPv6
          table 7 sport 9-8                  | sport is '9-8', allowed is 1 to 65534, or FIRST-LAST
          table 7 suppress_prefixlength 129  | suppress_prefixlength is '129', allowed is 0 to 128
          table 7 realms 1/70000             | realms is '1/70000', allowed is one or FROM/TO
          table 7 fwmark x                   | fwmark is 'x', allowed is 0 to 4294967295
          type teleport                      | type is 'teleport', allowed is blackhole
          """)
  void aRuleThatCannotBeIsLeftOutAndSaysWhy(String given, String why) {
    leftOut(withRule(given), "rule", why);
  }

  private static void leftOut(ConfigReading reading, String noun, String why) {
    assertEquals(List.of(), Readings.only(reading).routing());
    String said = Readings.diagnostics(reading);
    assertTrue(said.contains("error: " + noun + " is left out: " + why), said);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          encap        | encap has no value
          nat          | nat is not supported yet
          encap ip     | encap has neither id nor dst
          encap ip ttl 5 | encap has neither id nor dst
          encap mpls   | encap has no value
          vrf          | vrf has no value
          colour red   | unknown keyword 'colour': keepalived has none of this name in a route
          metrics 5    | unknown keyword 'metrics': keepalived has none of this name in a route, is \
          'metric' meant?
          """)
  void whatIsNotKnownOfARouteLeavesItOut(String option, String why) {
    var reading = withRoute("192.0.2.0/24 dev eth0 " + option);
    leftOut(reading, "route", why + "; correct it");
    assertEquals(1, reading.diagnostics().size());
  }

  @Test
  void aTranslationIsReadOver() {
    var reading = withRoute("192.0.2.0/24 as to 198.51.100.1 oif eth0");
    assertEquals("192.0.2.0/24 dev eth0", only(reading));
    assertTrue(
        Readings.diagnostics(reading)
            .contains("warning: as is for MPLS only; 198.51.100.1 is read over"));
  }

  @Test
  void ofATableAndAVrfTheLaterOneCounts() {
    var vrf = withRoute("192.0.2.0/24 dev eth0 table 7 vrf blue");
    assertEquals("192.0.2.0/24 dev eth0 vrf blue", only(vrf));
    assertTrue(Readings.diagnostics(vrf).contains("warning: vrf counts instead of the table"));
    var table = withRoute("192.0.2.0/24 dev eth0 vrf blue table 7");
    assertEquals("192.0.2.0/24 dev eth0 table 7", only(table));
    assertTrue(Readings.diagnostics(table).contains("warning: table counts instead of the vrf"));
  }

  @Test
  void rulesWithoutAPreferenceAreCountedDownwardsForEachFamily() {
    ConfigReading reading =
        Readings.withLines(
            "virtual_rules {",
            "from 192.0.2.1 table 7",
            "from 192.0.2.2 table 7 preference 9",
            "from fd99::1 table 7",
            "from 192.0.2.3 table 7",
            "}");
    assertEquals(
        List.of(16384L, 9L, 16384L, 16383L),
        Readings.only(reading).routing().stream().map(r -> ((Rule) r).preference()).toList());
    assertTrue(
        Readings.diagnostics(reading)
            .startsWith("test.conf:6:1: warning: the rule has no preference; 16384 is used"));
  }

  @Test
  void timesBelowWhatTcpMeasuresAreRaised() {
    ConfigReading reading = withRoute("192.0.2.0/24 dev eth0 rto_min 100ms");
    assertEquals("192.0.2.0/24 dev eth0 rto_min 200", only(reading));
    assertTrue(Readings.diagnostics(reading).contains("rto_min is '100ms', allowed is at least"));
  }

  @Test
  void namesAreThoseOfTheFilesTheLaterTheStronger(@TempDir Path directory) throws IOException {
    Path usual = Files.createDirectories(directory.resolve("usr"));
    Path own = directory.resolve("etc");
    Files.createDirectories(own.resolve("rt_tables.d"));
    Files.writeString(usual.resolve("rt_tables"), "# tables\n7 blue\n0x8\tred # one more\nx y\n");
    Files.writeString(own.resolve("rt_tables"), "9 blue\n");
    Files.writeString(own.resolve("rt_tables.d/more.conf"), "10 green\n");
    var names = new RoutingNames(List.of(usual, own));
    assertEquals(List.of(9L), names.number(RoutingNames.Kind.TABLE, "blue"));
    assertEquals(List.of(8L), names.number(RoutingNames.Kind.TABLE, "red"));
    assertEquals(List.of(10L), names.number(RoutingNames.Kind.TABLE, "green"));
    assertEquals(List.of(254L), names.number(RoutingNames.Kind.TABLE, "main"));
    assertEquals(List.of(), names.number(RoutingNames.Kind.TABLE, "y"));
    assertEquals(List.of(), names.number(RoutingNames.Kind.REALM, "blue"));
  }

  @Test
  void theDescriptionHasRoutesAndRules() {
    ConfigReading reading =
        Readings.withLines(
            "virtual_routes { 192.0.2.0/24 dev eth1 }",
            "virtual_rules { from 192.0.2.0/24 table 7 preference 5 }");
    String said =
        String.join(
            "\n",
            InstanceDescription.lines(Readings.only(reading), Hooks.NONE, reading.positions()));
    assertTrue(said.contains("\n  routes      192.0.2.0/24 dev eth1\n"), said);
    assertTrue(said.contains("\n  rules       preference 5 from 192.0.2.0/24 table 7\n"), said);
  }
}
