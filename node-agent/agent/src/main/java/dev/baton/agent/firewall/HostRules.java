package dev.baton.agent.firewall;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.baton.agent.firewall.Tools.Listing;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The rules of a host, as its own programs print them: nft, and iptables where that keeps rules
 * which nft does not show or cannot explain.
 *
 * @param rulesets one for each kind of table in the kernel
 * @param problems why some could not be read, and what to do about it
 */
record HostRules(List<Ruleset> rulesets, List<String> problems) {
  /** iptables says of itself whose rules it prints. */
  private static final String OF_NFT = "(nf_tables)";

  HostRules {
    rulesets = List.copyOf(rulesets);
    problems = List.copyOf(problems);
  }

  static HostRules read(Tools tools) {
    return new Reading(tools).read();
  }

  /** One look at a host. */
  private static final class Reading {
    private final Tools tools;
    private final List<Ruleset> rulesets = new ArrayList<>();
    private final List<String> problems = new ArrayList<>();

    Reading(Tools tools) {
      this.tools = tools;
    }

    HostRules read() {
      var nft = nft();
      var ruleset = nft.orElseGet(Ruleset::new);
      for (var tool : List.of("iptables", "ip6tables")) {
        if (nft.isEmpty() || ruleset.hasExtensions(tool.equals("iptables") ? "ip" : "ip6")) {
          saved(tool + "-nft-save", tool + "-save", text -> text.contains(OF_NFT))
              .ifPresent(text -> ruleset.replace(new IptablesSave(tool, text)));
        }
        legacy(tool);
      }
      arpLegacy();
      rulesets.addFirst(ruleset);
      return new HostRules(rulesets, problems);
    }

    private Optional<Ruleset> nft() {
      switch (tools.run("nft", "-j", "list", "ruleset")) {
        case Listing.Printed(var text) -> {
          try {
            return Optional.of(Ruleset.parse(text));
          } catch (JsonProcessingException e) {
            problem("'nft -j list ruleset' prints no JSON: look yourself, with 'nft list ruleset'");
          }
        }
        case Listing.Missing() -> problem("there is no nft: install nftables");
        case Listing.Failed(var why) ->
            problem(
                "'nft -j list ruleset' failed (%s): it needs root or CAP_NET_ADMIN".formatted(why));
      }
      return Optional.empty();
    }

    private void problem(String what) {
      problems.add("the firewall's rules could not be read in full: " + what);
    }

    /** What the first of two programs that prints something of the wanted kind says. */
    private Optional<String> saved(String first, String second, Predicate<String> isWanted) {
      for (var program : List.of(first, second)) {
        if (tools.run(program) instanceof Listing.Printed(var text) && isWanted.test(text)) {
          return Optional.of(text);
        }
      }
      return Optional.empty();
    }

    private void legacy(String tool) {
      String file = tool.equals("iptables") ? "ip_tables_names" : "ip6_tables_names";
      if (tools.kernelFile(file).isBlank()) {
        return;
      }
      saved(tool + "-legacy-save", tool + "-save", text -> !text.contains(OF_NFT))
          .ifPresentOrElse(
              text -> rulesets.add(Ruleset.of(new IptablesSave(tool + "-legacy", text))),
              () -> problem("%s-legacy-save does not show its tables".formatted(tool)));
    }

    private void arpLegacy() {
      if (tools.kernelFile("arp_tables_names").isBlank()) {
        return;
      }
      String tool = "arptables-legacy";
      if (tools.run(tool, "-L", "-n") instanceof Listing.Printed(var text)) {
        rulesets.add(Ruleset.of(IptablesSave.ofArpListing(tool, text)));
      } else {
        problem(tool + " does not show its tables");
      }
    }
  }
}
