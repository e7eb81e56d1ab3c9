package dev.baton.agent.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** All that is wrong with a file is said at once, and each mistake once. */
class AllErrorsTest {
  private static final String FINE =
      """
      vrrp_instance FINE {
        interface eth0
        virtual_router_id 9
        virtual_ipaddress { 192.0.2.9 }
      }
      """;

  @TempDir Path directory;

  /** Line, column and the beginning of each message. */
  private static void assertSaid(String text, String... expected) {
    assertSaid(Readings.of(text), expected);
  }

  private static void assertSaid(ConfigReading reading, String... expected) {
    var said = reading.diagnostics().stream().map(Diagnostic::toString).toList();
    assertEquals(expected.length, said.size(), () -> String.join("\n", said));
    for (int i = 0; i < expected.length; i++) {
      String rest = said.get(i).substring(said.get(i).indexOf(".conf:") + ".conf:".length());
      assertEquals(expected[i], rest.substring(0, Math.min(expected[i].length(), rest.length())));
    }
  }

  @Test
  void anInstanceThatIsLeftOutIsReadToItsEnd() {
    assertSaid(
        """
        vrrp_instance A {
          state ACTIVE
          interface eth0
          virtual_router_id 256
          priority 300
          advert_int x
          colour red
          garp_master_repeat 0
          authentication {
            auth_type NONE
          }
          unicast_peer { 2001:db8::1 }
          track_interface { eth1 weight 500 }
          virtual_ipaddress { 192.0.2.1/33 192.0.2.2 }
          notify_master
        }
        """
            + FINE,
        "2:3: warning: state is 'ACTIVE', allowed is MASTER or BACKUP",
        "4:3: error: vrrp_instance A is left out: virtual_router_id is '256', allowed is 1 to 255",
        "5:3: warning: priority is '300', allowed is 1 to 255",
        "6:3: warning: advert_int is 'x', allowed is 1 to 255 seconds",
        "7:3: warning: unknown keyword 'colour'",
        "8:3: warning: garp_master_repeat is '0', allowed is 1 to 65535",
        "10:5: warning: advertisements go without authentication: auth_type is 'NONE'",
        "12:18: error: unicast peer '2001:db8::1' is left out",
        "13:26: warning: weight is '500', allowed is -253 to 253",
        "14:23: warning: the prefix length of '192.0.2.1/33' is '33'",
        "14:36: warning: unknown keyword '192.0.2.2'",
        "15:3: warning: notify_master names no program");
  }

  @Test
  void allReasonsToLeaveAnInstanceOutAreGiven() {
    assertSaid(
        "vrrp_instance A {\n}\n" + FINE,
        "1:1: error: vrrp_instance A is left out: virtual_router_id is not given",
        "1:1: error: vrrp_instance A is left out: interface is not given",
        "1:1: warning: vrrp_instance A has no virtual_ipaddress");
  }

  @Test
  void aKeywordWithoutItsValueIsOneMistake() {
    assertSaid(
        """
        vrrp_instance A {
          interface
          virtual_router_id
          virtual_ipaddress { 192.0.2.1 }
        }
        """,
        "2:3: error: vrrp_instance A is left out: interface is not given",
        "3:3: error: vrrp_instance A is left out: virtual_router_id is not given");
  }

  @Test
  void theOnlyAddressTakesItsInstanceWithItInOneMessage() {
    assertSaid(
        FINE.replace("192.0.2.9", "192.0.2.300"),
        "4:23: error: virtual address '192.0.2.300' is left out, and vrrp_instance FINE with it,"
            + " having no other: allowed is an IPv4 or IPv6 address");
  }

  @Test
  void aMissingInterfaceIsNotAlsoAMistakeOfUseVmac() {
    assertSaid(
        FINE.replace("interface eth0", "use_vmac"),
        "1:1: error: vrrp_instance FINE is left out: interface is not given");
  }

  @Test
  void withoutAnInterfaceAndWithoutAPeerThatCanBeUsedThereIsNoInstance() {
    assertSaid(
        FINE.replace("interface eth0", "unicast_src_ip 192.0.2.1\nunicast_peer { 2001:db8::1 }")
            .replace("192.0.2.9 }", "192.0.2.9 dev eth0 }"),
        "3:1: error: vrrp_instance FINE is left out: without an interface it needs a peer",
        "3:16: error: unicast peer '2001:db8::1' is left out");
  }

  @Test
  void blocksWithATakenNameOrNoneAreReadToTheirEnd() {
    String wrong = FINE.replace("}\n}", "}\npriority 0\n}");
    assertSaid(
        FINE + wrong + wrong.replace(" FINE", ""),
        "6:1: error: vrrp_instance FINE is left out: the name is taken on line 1",
        "10:1: warning: priority is '0', allowed is 1 to 255",
        "12:1: error: vrrp_instance has no name and is left out",
        "16:1: warning: priority is '0', allowed is 1 to 255");
  }

  @Test
  void aPasswordInAnotherEncodingIsNotSentAsAnotherPassword() throws IOException {
    var file = directory.resolve("latin.conf");
    var text =
        FINE.replace(
            "interface eth0",
            "interface eth0\nauthentication {\nauth_type PASS\nauth_pass pässwd\n}");
    Files.write(file, text.getBytes(StandardCharsets.ISO_8859_1));
    var said = Readings.diagnostics(KeepalivedConf.read(file, ""));
    assertTrue(said.contains("is left out: auth_pass has a byte that is no UTF-8"), said);
    Files.write(file, text.getBytes(StandardCharsets.UTF_8));
    assertEquals(1, KeepalivedConf.read(file, "").config().instances().size());
  }

  @Test
  void theWordsOfUseVmacAreJudgedWithoutAnInterfaceToo() {
    String wrong = FINE.replace("192.0.2.9 }", "192.0.2.9 }\nuse_vmac bad/name zz:00");
    String[] said = {"5:10: warning: use_vmac: 'bad/name'", "5:19: warning: use_vmac: 'zz:00'"};
    assertSaid(wrong, said);
    for (String name : List.of("lo", "abcdefghijklmnopq")) {
      assertSaid(
          wrong.replace("eth0", name),
          "2:3: error: vrrp_instance FINE is left out: interface is '" + name,
          said[0],
          said[1]);
    }
  }

  @Test
  void aNameIsTakenAlsoByOneThatIsLeftOut() {
    assertSaid(
        FINE.replace("_id 9", "_id 300") + FINE,
        "3:3: error: vrrp_instance FINE is left out: virtual_router_id is '300'",
        "6:1: error: vrrp_instance FINE is left out: the name is taken on line 1");
  }

  @Test
  void allThatIsWrongWithAnAddressIsSaid() {
    assertSaid(
        FINE.replace(
            "192.0.2.9 }",
            "192.0.2.9\n10.0.0.1/24 label waytoolonglabelforthis brd 10.0.0.300 dev a/b\n"
                + "10.0.0.300/24 label waytoolonglabelforthis\n}"),
        "5:13: error: virtual address '10.0.0.1/24' is left out: label is 'waytoolonglabel",
        "5:42: error: virtual address '10.0.0.1/24' is left out: brd is '10.0.0.300'",
        "5:57: error: virtual address '10.0.0.1/24' is left out: dev is 'a/b'",
        "6:1: error: virtual address '10.0.0.300/24' is left out: allowed is an IPv4 or IPv6",
        "6:15: error: virtual address '10.0.0.300/24' is left out: label is 'waytoolonglabel");
  }

  @Test
  void allThatIsWrongWithARouteIsSaid() {
    assertSaid(
        FINE.replace(
            "192.0.2.9 }",
            """
            192.0.2.9 }
            virtual_routes {
            10.0.0.0/8 via 10.0.0.300 metric x table yy scope zz
            10.0.0.300/8 metric x
            metric x
            10.0.0.0/8 encap ipp id 1 via 10.0.0.1 colour red shape rtt x
            fe80::x/8 via fe80::1x expires 5 encap ip id x ttl 300
            }\
            """),
        "6:12: error: route is left out: via is '10.0.0.300'",
        "6:27: error: route is left out: metric is 'x'",
        "6:36: error: route is left out: table is 'yy'",
        "6:45: error: route is left out: scope is 'zz'",
        "7:1: error: route is left out: its destination is '10.0.0.300/8'",
        "7:14: error: route is left out: metric is 'x'",
        "8:1: error: route is left out: metric is 'x'",
        "8:1: error: route is left out: it has no destination",
        "8:1: error: route is left out: it has neither via nor dev",
        "9:12: error: route is left out: encap is 'ipp'",
        "9:40: error: route is left out: unknown keyword 'colour'",
        "9:51: error: route is left out: unknown keyword 'shape'",
        "9:57: error: route is left out: rtt is 'x'",
        "10:1: error: route is left out: its destination is 'fe80::x/8'",
        "10:11: error: route is left out: via is 'fe80::1x'",
        "10:43: error: route is left out: id is 'x'",
        "10:48: error: route is left out: ttl is '300'");
  }

  @Test
  void allThatIsWrongWithARuleIsSaid() {
    assertSaid(
        FINE.replace(
            "192.0.2.9 }",
            """
            192.0.2.9 }
            virtual_rules {
            tos 999 fwmark 0xzz table 7
            goto x preference 10 sport 9-8
            goto 5 preference 10 tos 999
            type teleport tos 999
            tos 999
            fork 3 tos 999
            }\
            """),
        "6:1: error: rule is left out: tos is '999'",
        "6:9: error: rule is left out: fwmark is '0xzz'",
        "7:1: error: rule is left out: goto is 'x'",
        "7:22: error: rule is left out: sport is '9-8'",
        "8:1: error: rule is left out: goto is '5'",
        "8:22: error: rule is left out: tos is '999'",
        "9:1: error: rule is left out: type is 'teleport'",
        "9:15: error: rule is left out: tos is '999'",
        "10:1: error: rule is left out: tos is '999'",
        "10:1: error: rule is left out: it says nothing of what to do",
        "11:1: error: rule is left out: unknown keyword 'fork'",
        "11:8: error: rule is left out: tos is '999'");
  }

  @Test
  void anInstanceWithoutANameIsOneError() {
    assertSaid(
        Readings.of("vrrp_instance {\n}\n"),
        "1:1: error: vrrp_instance has no name and is left out");
    assertSaid(
        Readings.of("vrrp_instance A B {\n}\n"),
        "1:1: error: vrrp_instance has a name of more than one word and is left out");
  }

  @Test
  void whatIsLeftOutTakesNothingFromTheOthers() {
    String twin = FINE.replace("FINE", "TWIN").replace("eth0", "eth0\nuse_vmac vr9");
    var reading = Readings.of(twin.replace("_id 9", "_id 0") + twin.replace("TWIN", "B"));
    assertSaid(reading, "4:3: error: vrrp_instance TWIN is left out: virtual_router_id is '0'");
    assertEquals(
        "vr9",
        reading
            .config()
            .instances()
            .getFirst()
            .linkLayer()
            .interfaces()
            .getFirst()
            .interfaceName());
  }

  @Test
  void anInstanceThatIsLeftOutIsMissedByItsSyncGroup() {
    assertSaid(
        "vrrp_sync_group G { group { FINE A } }\nvrrp_instance A {\nvirtual_router_id 0\n"
            + "interface eth1\nvirtual_ipaddress { 192.0.2.1 }\n}\n"
            + FINE,
        "1:1: warning: vrrp_sync_group G lacks A, left out for the reason given there; without it"
            + " FINE moves alone",
        "3:1: error: vrrp_instance A is left out: virtual_router_id is '0'");
    assertSaid(
        "vrrp_sync_group G { group { A } }\nvrrp_instance A {\nvirtual_router_id 0\n"
            + "interface eth1\nvirtual_ipaddress { 192.0.2.1 }\n}\n"
            + FINE,
        "1:1: warning: vrrp_sync_group G lacks A, left out for the reason given there; it is left"
            + " out, too",
        "3:1: error: vrrp_instance A is left out: virtual_router_id is '0'");
  }

  @Test
  void aTrackerThatIsLeftOutIsNoMistakeOfWhoTracksIt() {
    assertSaid(
        "vrrp_script S {\ninterval 0\n}\n"
            + FINE.replace("interface eth0", "interface eth0\ntrack_script { S weight 300 }"),
        "1:1: warning: vrrp_script S is left out: it has no script",
        "2:1: warning: interval is '0', allowed is more than 0",
        "6:18: warning: weight is '300', allowed is -253 to 253");
  }

  @Test
  void aGlobalSettingIsSaidOnceHoweverManyInstancesFallBackOnIt() {
    var text = new StringBuilder("global_defs {\nvrrp_garp_lower_prio_delay x\n");
    text.append("vrrp_lower_prio_no_advert maybe\n}\n");
    for (int i = 1; i < 5; i++) {
      text.append(
          FINE.replace("FINE", "I" + i)
              .replace(
                  "_id 9",
                  "_id %d\ngarp_master_delay %d\nstrict_mode %s"
                      .formatted(i, i, i % 2 == 0 ? "on" : "off")));
    }
    var said =
        Readings.of(text.toString()).diagnostics().stream()
            .filter(finding -> finding.position().line() < 4)
            .map(finding -> finding.position().line())
            .toList();
    assertEquals(List.of(2, 3), said);
  }

  @Test
  void aVariableThatIsNotDefinedIsOneMistake() {
    assertSaid(
        FINE.replace("interface eth0", "priority ${PRIO}\ninterface eth0"),
        "2:3: warning: priority is '${PRIO}', allowed is 1 to 255; 100 is used instead: correct it;"
            + " the variable $PRIO is not defined");
    assertSaid(
        "global_defs {\nrouter_id ${NAME}\n}\n" + FINE,
        "2:11: warning: the variable $NAME is not defined and stays as it is written");
  }

  @Test
  void theErrorsOfIncludedFilesAreThereAndOfAllBlocks() throws IOException {
    Files.writeString(directory.resolve("a.conf"), FINE.replace("_id 9", "_id 300"));
    Files.writeString(
        directory.resolve("b.conf"), FINE.replace("FINE", "B").replace("eth0", "eth0\npriority 0"));
    var main = directory.resolve("main.conf");
    Files.writeString(
        main,
        """
        global_defs {
        vrrp_version 4
        }
        include a.conf
        include b.conf
        includer none.conf
        vrrp_script {
        rise 0
        }
        vrrp_sync_group G { group { X } }
        """);
    var reading = KeepalivedConf.read(main);
    assertSaid(
        reading,
        "2:1: warning: vrrp_version is '4', allowed is 2 to 3",
        "6:1: warning: ",
        "7:1: warning: vrrp_script is left out: it has no name",
        "7:1: warning: vrrp_script without a name is left out: it has no script",
        "8:1: warning: rise is '0', allowed is 1 to 999999999",
        "10:29: error: there is no vrrp_instance X",
        "3:3: error: vrrp_instance FINE is left out: virtual_router_id is '300'",
        "3:1: warning: priority is '0', allowed is 1 to 255");
  }
}
