package dev.baton.agent.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

/** The words about the tables that packets are refused in. */
class FirewallTablesReadingTest {
  private static ConfigReading with(String... lines) {
    return KeepalivedConf.parse(
        "test.conf", "global_defs {\n" + String.join("\n", lines) + "\n}\n");
  }

  private static FirewallTables tables(String... lines) {
    return with(lines).config().globals().tables();
  }

  @Test
  void withoutAWordTheyAreTheAgentsOwn() {
    assertEquals(new FirewallTables("", -1, false, false), tables());
  }

  @Test
  void theyAreNamedAsTheFileSaysOrElseAsKeepalivedDoes() {
    assertEquals(new FirewallTables("vips", -1, false, false), tables("nftables vips"));
    assertEquals(new FirewallTables("keepalived", -1, false, false), tables("nftables"));
    assertEquals(List.of(), with("nftables").diagnostics());
  }

  @Test
  void thePriorityAndTheCountersNeedNoName() {
    assertEquals(
        new FirewallTables("", 20, true, false),
        tables("nftables_priority 20", "nftables_counters"));
    assertEquals(-150, tables("nftables_priority -150").priority());
    assertEquals(Integer.MIN_VALUE, tables("nftables_priority -2147483648").priority());
  }

  @Test
  void theIndexIsMeantWhateverStandsBehindTheWord() {
    assertEquals(new FirewallTables("", -1, false, true), tables("nftables_ifindex"));
    assertEquals(new FirewallTables("", -1, false, true), tables("nftables_ifindex no"));
  }

  @Test
  void aPriorityThatIsNoneAndANameThatIsTooLongAreNotUsed() {
    assertEquals(
        List.of(
            "test.conf:2:1: warning: nftables_priority is '2147483648', allowed is -2147483648 to"
                + " 2147483647; -1 is used instead: correct it"),
        with("nftables_priority 2147483648").diagnostics().stream()
            .map(Diagnostic::toString)
            .toList());
    assertEquals(FirewallTables.USUAL.priority(), tables("nftables_priority soon").priority());
    assertEquals("a".repeat(255), tables("nftables " + "a".repeat(255)).name());
    assertEquals("keepalived", tables("nftables " + "a".repeat(256)).name());
    assertEquals(1, with("nftables " + "a".repeat(256)).diagnostics().size());
  }

  @Test
  void eachIsPartOfTheHashAndOfTheDescription() {
    var usual = with().config();
    for (String line :
        List.of("nftables vips", "nftables_priority 3", "nftables_counters", "nftables_ifindex")) {
      assertNotEquals(usual.hash(), with(line).config().hash(), line);
      assertNotEquals(usual, with(line).config(), line);
    }
    var said = NodeDescription.lines(with("nftables vips", "nftables_counters").config());
    assertEquals(
        "refuses     packets in tables 'vips' of nf_tables, at priority -1, and counts them",
        said.getLast().strip());
    assertEquals(
        "refuses     packets in tables of its own of nf_tables, at priority -1; link-local addresses"
            + " by the interface's index",
        NodeDescription.lines(with("nftables_ifindex").config()).getLast().strip());
    assertEquals(List.of(), NodeDescription.lines(usual));
  }
}
