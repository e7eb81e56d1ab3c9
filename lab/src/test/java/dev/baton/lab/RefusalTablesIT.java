package dev.baton.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The tables in which packets are refused are, word for word, those of keepalived. */
class RefusalTablesIT {
  private static final String TABLES = "nftables vips\n nftables_priority -7\n nftables_counters";

  /** The second instance stays Active while its interface is gone. */
  private static String configuration(String globals, String ipv4Addresses) {
    return """
    global_defs {
     %s
    }
    vrrp_instance IPV4 {
      interface eth0
      virtual_router_id 61
      version 3
      priority 150
      advert_int 0.5
      no_accept
      virtual_ipaddress {
        %s
      }
    }
    vrrp_instance IPV6 {
      interface eth0
      virtual_router_id 62
      version 3
      priority 150
      advert_int 0.5
      no_accept
      dont_track_primary
      virtual_ipaddress {
        fe80::62/64
        fe80::63/64 dev eth1
        fd77::62/64
      }
    }
    """
        .formatted(globals, ipv4Addresses);
  }

  /** What nft lists, without the mark of whose it is, and what was counted. */
  private static String tables(Host host) {
    String listed =
        (host.exec("nft", "list", "table", "ip", "vips")
                + host.exec("nft", "list", "table", "ip6", "vips"))
            .replaceAll("\tchain baton-\\S+ \\{\n\t}\n", "")
            .replaceAll("packets \\d+ bytes \\d+", "packets N")
            .replaceAll(",\\s+", ", ");
    var blocks = new TreeMap<String, String>();
    for (String table : listed.split("(?m)^}\n", -1)) {
      String name = table.lines().findFirst().orElse("");
      String inside = table.substring(name.length()).strip();
      for (String block : inside.split("\n\t}", -1)) {
        blocks.put(name + " " + block.strip().lines().findFirst().orElse(""), sorted(block));
      }
    }
    return blocks.entrySet().stream()
        .map(block -> block.getKey() + "\n" + block.getValue())
        .collect(Collectors.joining("\n"));
  }

  /** The elements of a set stand in no order. */
  private static String sorted(String block) {
    int start = block.indexOf("elements = {");
    if (start < 0) {
      return block.strip();
    }
    var elements = block.substring(start + "elements = {".length(), block.lastIndexOf('}'));
    var inOrder = new TreeSet<>(Arrays.stream(elements.split(",")).map(String::strip).toList());
    return block.substring(0, start).strip() + " elements " + inOrder;
  }

  private static boolean isRestored(String line) {
    return line.contains("\"type\":\"node.tables-restored\"");
  }

  private static void areSame(Twins twins) {
    twins.awaitSame(host -> tables(host).lines().toList());
  }

  private static void awaitActive(Twins twins) {
    for (String address : List.of("10.77.0.61", "fe80::62", "fe80::63", "fd77::62")) {
      twins.await(address, host -> host.holds(address));
    }
  }

  @Test
  void withLinkLocalAddressesByTheNameOfTheirInterfaceAndAfterReloads() {
    String both = configuration(TABLES, "10.77.0.61\n 10.77.0.161");
    try (var twins = new Twins()) {
      var agent = BatonAgent.on(twins.baton, both);
      var keepalived = Keepalived.on(twins.keepalived, both);
      awaitActive(twins);
      areSame(twins);
      assertTrue(tables(twins.baton).contains("fe80::62 . \"eth0\""), tables(twins.baton));
      String one = configuration(TABLES, "10.77.0.61");
      agent.reload(one);
      keepalived.reload(one);
      twins.await("one address less", host -> !host.holds("10.77.0.161"));
      areSame(twins);
      agent.reload(both);
      keepalived.reload(both);
      twins.await("and again", host -> host.holds("10.77.0.161"));
      areSame(twins);
      agent.stop();
      keepalived.stop();
      assertEquals("", twins.baton.exec("nft", "list", "ruleset"));
    }
  }

  @Test
  void withLinkLocalAddressesByTheIndexOfTheirInterface() {
    String byIndex = configuration(TABLES + "\n nftables_ifindex", "10.77.0.61");
    try (var twins = new Twins()) {
      var agent = BatonAgent.on(twins.baton, byIndex);
      var keepalived = Keepalived.on(twins.keepalived, byIndex);
      awaitActive(twins);
      areSame(twins);
      agent.reload(configuration(TABLES, "10.77.0.61"));
      twins.awaitBaton(
          "by name after a reload", () -> tables(twins.baton).contains("vips_link_local_name"));
      agent.reload(byIndex);
      twins.awaitBaton(
          "by index again", () -> tables(twins.baton).equals(tables(twins.keepalived)));
      keepalived.stop();
      agent.stop();
    }
  }

  @Test
  void whatSomebodyElseChangesIsBackWithinASecondAndToldOnce() {
    try (var twins = new Twins()) {
      var agent = BatonAgent.on(twins.baton, configuration(TABLES, "10.77.0.61"));
      twins.awaitBaton("Active", () -> twins.baton.holds("10.77.0.61"));
      twins.awaitBaton("Active", () -> twins.baton.holds("fd77::62"));
      String before = tables(twins.baton);
      for (String words :
          List.of(
              "flush chain ip vips in",
              "flush chain ip6 vips out_link_local",
              "delete element ip vips vips { 10.77.0.61 }",
              "flush set ip6 vips vips")) {
        twins.baton.exec(("nft " + words).split(" "));
        twins.awaitBaton(words, () -> tables(twins.baton).equals(before));
      }
      assertEquals(1, agent.log().stream().filter(RefusalTablesIT::isRestored).count());
      agent.stop();
    }
  }
}
