package dev.baton.agent.firewall;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What is said where rules cannot be read. */
class HostRulesTest {
  private static final String PROBLEM = "the firewall's rules could not be read in full: ";

  private static List<String> problems(FakeTools tools) {
    return HostRules.read(tools).problems();
  }

  @Test
  void aHostWhoseRulesCanBeReadHasNoProblem() {
    assertEquals(List.of(), problems(FakeTools.withNft()));
  }

  @Test
  void aMissingProgramIsSaidWithWhatToInstall() {
    assertEquals(List.of(PROBLEM + "there is no nft: install nftables"), problems(new FakeTools()));
  }

  @Test
  void aProgramThatFailsIsSaidWithItsWordsAndWhatItNeeds() {
    assertEquals(
        List.of(
            PROBLEM
                + "'nft -j list ruleset' failed (Operation not permitted): it needs root or"
                + " CAP_NET_ADMIN"),
        problems(new FakeTools().fails("nft -j list ruleset", "Operation not permitted")));
  }

  @Test
  void aListingThatBreaksOffIsSaid() {
    assertEquals(
        List.of(
            PROBLEM
                + "'nft -j list ruleset' prints no JSON: look yourself, with 'nft list ruleset'"),
        problems(new FakeTools().prints("nft -j list ruleset", "{\"nftables\": [{\"table\":")));
  }

  @Test
  void legacyTablesThatNoProgramShowsAreSaid() {
    assertEquals(
        List.of(
            PROBLEM + "iptables-legacy-save does not show its tables",
            PROBLEM + "arptables-legacy does not show its tables"),
        problems(
            FakeTools.withNft()
                .file("ip_tables_names", "filter\n")
                .file("arp_tables_names", "filter\n")));
  }
}
