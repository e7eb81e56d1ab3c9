package dev.baton.agent.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StaticsReadingTest {
  private static final String INSTANCES =
      """
      vrrp_instance A {
      interface eth0
      virtual_router_id 1
      virtual_ipaddress { 192.0.2.1/24 }
      }
      vrrp_instance B {
      interface eth0
      virtual_router_id 2
      virtual_ipaddress { 192.0.2.2/24 }
      }
      """;

  private static ConfigReading with(String text) {
    return Readings.of(text + "\n" + INSTANCES);
  }

  private static List<String> fixtures(ConfigReading reading) {
    return reading.config().statics().fixtures().stream().map(Object::toString).toList();
  }

  private static String only(ConfigReading reading) {
    assertEquals(1, fixtures(reading).size(), Readings.diagnostics(reading));
    return fixtures(reading).getFirst();
  }

  @Test
  void addressesRoutesAndRulesAreReadAsTheirVirtualBrothers() {
    var reading =
        with(
            """
            static_rules {
              from 10.1.0.0/24 table 5 preference 9
            }
            static_routes {
              10.2.0.0/24 via 10.1.0.1 dev eth1 no_track
            }
            static_ipaddress {
              10.1.0.2/24 dev eth1 label eth1:a
              fd00::1/64
            }
            """);
    assertEquals(List.of(), reading.diagnostics());
    assertEquals(
        List.of(
            "10.1.0.2/24 dev eth1 label eth1:a",
            "fd00::1/64 dev eth0",
            "10.2.0.0/24 via 10.1.0.1 dev eth1 no_track",
            "preference 9 from 10.1.0.0/24 table 5"),
        fixtures(reading));
  }

  @Test
  void anAddressWithoutAnInterfaceIsOnTheDefaultOne() {
    assertEquals("10.1.0.2/24 dev eth0", only(with("static_ipaddress {\n10.1.0.2/24\n}")));
    assertEquals(
        "10.1.0.2/24 dev eth7",
        only(with("static_ipaddress {\n10.1.0.2/24\n}\nglobal_defs {\ndefault_interface eth7\n}")));
    var wrong = with("global_defs {\ndefault_interface a/b\n}\nstatic_ipaddress {\n10.1.0.2\n}");
    assertEquals("10.1.0.2/32 dev eth0", only(wrong));
    assertTrue(
        Readings.diagnostics(wrong)
            .startsWith("test.conf:2:1: warning: default_interface is 'a/b', allowed is"),
        Readings.diagnostics(wrong));
  }

  @Test
  void aLineNamesWhoIsInFaultWithoutIt() {
    var reading =
        with(
            """
            track_group G {
              group {
                A B
              }
            }
            static_ipaddress {
              10.1.0.2/24 dev eth1 track_group G scope link
            }
            """);
    assertEquals(List.of(), reading.diagnostics());
    var item = reading.config().statics().items().getFirst();
    assertEquals(new TrackGroup("G", List.of("A", "B")), item.group());
    assertEquals("static 10.1.0.2/24 dev eth1 scope link", item.faultName());
    assertEquals(List.of(item), reading.config().statics().neededBy("B").toList());
    assertEquals(List.of(), reading.config().statics().neededBy("C").toList());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          10.1.0.300/24         | 2:1: error: static address '10.1.0.300/24' is left out: allowed
          10.1.0.2 track_group  | 2:10: error: the line is left out: track_group has no value
          track_group G         | 2:1: error: the line is left out: it has nothing but a track_group
          192.0.2.1 dev eth0    | 2:1: error: static address 192.0.2.1/32 dev eth0 is left out: it \
          is an address of vrrp_instance A
          """)
  void anAddressThatCannotBeIsLeftOutAndSaysWhy(String line, String why) {
    var reading = with("static_ipaddress {\n" + line + "\n}");
    assertEquals(List.of(), fixtures(reading));
    String said = Readings.diagnostics(reading);
    assertTrue(said.startsWith("test.conf:" + why), said);
  }

  @Test
  void routesAndRulesThatCannotBeAreLeftOutAndSayWhy() {
    var reading = with("static_routes {\n10.2.0.0/24\n}\nstatic_rules {\nfrom 10.1.0.0/24\n}");
    assertEquals(List.of(), fixtures(reading));
    assertEquals(
        """
        test.conf:2:1: error: route is left out: it has neither via nor dev; correct it
        test.conf:5:1: error: rule is left out: it says nothing of what to do, as table or goto; \
        correct it\
        """,
        Readings.diagnostics(reading));
  }

  @Test
  void aGroupIsKnownBelowItsDefinitionAlone() {
    var reading =
        with(
            "static_ipaddress {\n10.1.0.2\n10.1.0.3 track_group G\n}\ntrack_group G {\ngroup { A }\n}");
    assertEquals(
        "test.conf:3:1: error: there is no track_group G above; nobody is in fault without this:"
            + " correct it",
        Readings.diagnostics(reading));
    assertEquals(2, fixtures(reading).size());
    assertEquals(List.of(), reading.config().statics().neededBy("A").toList());
  }

  @Test
  void aGroupTakesTheInstancesThatThereAre() {
    var reading =
        with(
            """
            track_group G {
              group { A X }
              group { B }
            }
            track_group G {
              group { B }
            }
            track_group H {
              group { Y }
            }
            track_group {
              group { A }
            }
            static_ipaddress {
              10.1.0.2 track_group G
              10.1.0.3 track_group H
              10.1.0.4 track_group G no_track
            }
            """);
    assertEquals(
        List.of("A", "", ""),
        reading.config().statics().items().stream()
            .map(item -> String.join(" ", item.group().members()))
            .toList());
    String said = Readings.diagnostics(reading);
    assertEquals(7, reading.diagnostics().size(), said);
    List.of(
            "2:13: error: there is no vrrp_instance X for track_group G",
            "3:3: error: track_group G has a second list",
            "5:1: error: track_group G is given twice, and is left out",
            "8:1: error: track_group H has no instances",
            "9:11: error: there is no vrrp_instance Y for track_group H",
            "11:1: error: track_group has no name, and is left out",
            "17:3: warning: track_group means nothing beside no_track")
        .forEach(line -> assertTrue(said.contains(line), said));
  }

  @Test
  void whatIsGivenTwiceIsOnce() {
    var reading = with("static_ipaddress {\n10.1.0.2/24\n10.1.0.2/25 dev eth0\n}");
    assertEquals("10.1.0.2/24 dev eth0", only(reading));
    assertEquals(
        "test.conf:3:1: warning: this is given twice; the second one is dropped: remove it",
        Readings.diagnostics(reading));
  }

  @Test
  void anOwnersAddressMayBeAlwaysThere() {
    var text = "static_ipaddress {\n192.0.2.1/24\n}\n" + INSTANCES;
    var reading =
        Readings.of(text.replace("virtual_router_id 1", "virtual_router_id 1\npriority 255"));
    assertEquals("192.0.2.1/24 dev eth0", only(reading));
  }

  @Test
  void rulesOfTheWholeFileShareTheCountOfPreferences() {
    var reading =
        Readings.of(
            "static_rules {\nfrom 10.1.0.0/24 table 5\n}\n"
                + INSTANCES.replace(
                    "virtual_router_id 1\n",
                    "virtual_router_id 1\nvirtual_rules {\nfrom 10.2.0.0/24 table 5\n}\n"));
    assertEquals("preference 16384 from 10.1.0.0/24 table 5", only(reading));
    assertEquals(
        "preference 16383 from 10.2.0.0/24 table 5",
        reading.config().instances().getFirst().routing().getFirst().toString());
  }

  @Test
  void whatIsKeptAndWhoNeedsItIsInTheHash() {
    var text = "track_group G {\ngroup { A }\n}\nstatic_ipaddress {\n10.1.0.2/24\n}";
    var plain = with(text).config();
    var tracked = with(text.replace("2/24", "2/24 track_group G")).config();
    assertNotEquals(with("").config().hash(), plain.hash());
    assertNotEquals(plain.hash(), tracked.hash());
    assertNotEquals(plain, tracked);
    assertEquals(plain, with("\n" + text).config());
  }
}
