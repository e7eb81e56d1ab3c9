package dev.baton.agent.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a reload does not take, and what it takes as it always did. */
class ObstaclesTest {
  private static final ConfigReading PLAIN = two("", "");

  private static String text(String inA, String inB) {
    return """
    vrrp_instance A {
    interface eth0
    virtual_router_id 1
    virtual_ipaddress { 192.0.2.1/24 }
    %s
    }
    vrrp_instance B {
    interface eth0
    virtual_router_id 2
    virtual_ipaddress { 192.0.2.2/24 }
    %s
    }
    """
        .formatted(inA, inB);
  }

  private static ConfigReading two(String inA, String inB) {
    return Readings.of(text(inA, inB));
  }

  private static List<String> between(ConfigReading before, ConfigReading next) {
    return Obstacles.between(before, next).stream().map(Diagnostic::toString).toList();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "priority 1500",
        "priority 15x",
        "prioritty 150",
        "advert_int 0.001",
        "state MASTRE",
        "garp_master_delay -1",
        "unicast_peer { 192.0.2 }",
        "unicast_peer {\n}",
        "virtual_ipaddress { 192.0.2.999 }",
        "track_script { nowhere }",
        "track_interface { eth0/1 }",
        "nopreempt\nstate MASTER",
        "notify_master",
        "#@baton checksumm auto",
        "virtual_ipaddres { 192.0.2.3 }",
        "authentication { auth_type PASS }",
        "priority $UNDEFINED",
        "virtual_routes { default via nowhere }",
        "} }"
      })
  void whatIsReadOverOrReplacedIsInTheWay(String line) {
    var obstacles = between(PLAIN, two("", line));
    assertTrue(!obstacles.isEmpty(), line);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "lvs_sync_daemon_interface eth0",
        "linkbeat_use_polling",
        "track_bfd { b }",
        "priority 100\npriority 150",
        "state MASTER",
        "}\nvirtual_server 192.0.2.1 80 {\nlb_algo rr",
        "}\nbfd_instance b {\nneighbor_ip 192.0.2.9",
        "}\nvrrp_sync_group G {\ngroup { A }"
      })
  void whatKeepalivedHasAndWeHaveNotIsInNobodysWay(String line) {
    var next = two("", line);
    assertTrue(!next.diagnostics().isEmpty(), line);
    assertEquals(List.of(), between(PLAIN, next));
  }

  @Test
  void whatHasAlwaysStoodThereIsNoObstacleWhereverItMoves() {
    var before = two("priority 1500\nprioritty 3", "");
    var moved = two("\n\n\nprioritty 3\npriority 1500", "priority 120");
    assertEquals(List.of(), between(before, moved));
    assertEquals(List.of(), between(before, before));
  }

  @Test
  void theSameMistakeInAnotherInstanceIsNew() {
    var before = two("priority 1500", "");
    assertEquals(1, between(before, two("", "priority 1500")).size());
    assertEquals(1, between(before, two("priority 1500", "priority 1500")).size());
    assertEquals(1, between(before, two("priority 1501", "")).size());
  }

  @Test
  void theSameMistakeOnceMoreInOneBlockIsNew() {
    var before = two("", "virtual_ipadress { 192.0.2.3 }");
    var line = "virtual_ipadress { 192.0.2.3 }\nvirtual_ipadress { 192.0.2.4 }";
    assertEquals(1, between(before, two("", line)).size());
  }

  @Test
  void anErrorIsInTheWayEvenWhereItHasAlwaysBeen() {
    var before = two("", "virtual_ipaddress { 192.0.2.999 }");
    assertTrue(before.hasErrors());
    assertEquals(1, between(before, before).size());
  }

  @Test
  void itIsSaidWhichLinesAndWhatToDo() {
    var next = two("priority 1500", "prioritty 5\nx\ny\nz");
    var words = Obstacles.words(Obstacles.between(PLAIN, next), next);
    assertTrue(words.contains("A start would run the rest"), words);
    assertTrue(words.contains("test.conf:5:1: warning: priority is '1500', allowed is"), words);
    assertTrue(words.contains("correct it"), words);
    assertTrue(words.contains("is 'priority' meant?"), words);
    assertTrue(words.contains("and 2 more"), words);
    assertTrue(words.contains("reload again"), words);
  }

  @Test
  void whereNothingIsLeftToRunNoStartIsPromised() {
    var next = KeepalivedConf.read(Path.of("/nowhere/keepalived.conf"), "");
    var words = Obstacles.words(Obstacles.between(PLAIN, next), next);
    assertTrue(words.endsWith("then reload again."), words);
  }

  @Test
  void aMistypedInstanceIsAnObstacleAndNoRemoval() {
    var next = Readings.of(text("", "").replace("vrrp_instance B", "vrrp_instnce B"));
    assertEquals(1, next.config().instances().size());
    assertTrue(between(PLAIN, next).getFirst().contains("unknown keyword 'vrrp_instnce'"));
  }
}
