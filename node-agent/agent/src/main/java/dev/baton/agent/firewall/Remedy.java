package dev.baton.agent.firewall;

import dev.baton.agent.firewall.Passage.Direction;
import dev.baton.vrrp.Addresses;
import java.net.InetAddress;
import java.util.List;
import java.util.Locale;

/** What lets packets pass a chain, in the words of the program that the chain belongs to. */
record Remedy(Ruleset ruleset, Chain chain, Passage passage) {
  private static final String FIREWALLD = "firewalld";

  /** The chain, for people. */
  String chainName() {
    var table = chain.place().table();
    return chain.tool().isEmpty()
        ? "nft table %s, chain %s".formatted(table, chain.place().chain())
        : "%s table %s, chain %s".formatted(chain.tool(), table.name(), chain.place().chain());
  }

  String text() {
    boolean isIp = !(passage instanceof Passage.Arp);
    if (isIp && isFirewalld()) {
      return firewalld();
    }
    if (isIp && ruleset.hasChain(chain.place().table(), "ufw")) {
      return ufw();
    }
    return chain.tool().isEmpty() ? nft() : iptables();
  }

  private boolean isFirewalld() {
    var table = chain.place().table();
    return table.name().equals(FIREWALLD) || ruleset.hasChain(table, "INPUT_ZONES");
  }

  /** What goes out is no zone's matter but a policy's. */
  private String firewalld() {
    String words =
        passage instanceof Passage.Neighbors neighbors
            // Before the rules that a zone has for blocked messages.
            ? "--add-rich-rule='rule priority=\"-1\" family=\"ipv6\" icmp-type name=\"%s\" accept'"
                .formatted(neighbors.message().firewalldName())
            : "--add-protocol=vrrp";
    if (passage.direction() == Direction.OUT) {
      String policy =
          passage instanceof Passage.Neighbors neighbors
              ? neighbors.message().policyName()
              : "vrrp-out";
      return "firewall-cmd --permanent --new-policy="
          + policy
          + " && firewall-cmd --permanent --policy=%s --add-ingress-zone=HOST".formatted(policy)
          + " && firewall-cmd --permanent --policy=%s --add-egress-zone=ANY".formatted(policy)
          + " && firewall-cmd --permanent --policy=%s %s".formatted(policy, words)
          + " && firewall-cmd --reload";
    }
    return "zone=$(firewall-cmd --get-zone-of-interface=%s || firewall-cmd --get-default-zone)"
            .formatted(passage.interfaceName())
        + " && firewall-cmd --permanent --zone=$zone "
        + words
        + " && firewall-cmd --reload";
  }

  private String ufw() {
    String six = passage.frameProtocol().equals("ip") ? "" : "6";
    String hook = passage.direction() == Direction.IN ? "input" : "output";
    return "the line '-I ufw%s-before-%s%s -j ACCEPT' before COMMIT in /etc/ufw/before%s.rules, and"
            .formatted(six, hook, iptablesMatch(), six)
        + " ufw reload";
  }

  private String iptables() {
    var table = chain.place().table().name();
    String option = table.equals("filter") ? "" : " -t " + table;
    return "%s%s -I %s%s -j ACCEPT"
        .formatted(chain.tool(), option, chain.place().chain(), iptablesMatch());
  }

  private static String interfaceOption(Passage passage) {
    String option = passage.direction() == Direction.IN ? " -i " : " -o ";
    return option + passage.interfaceName();
  }

  private String iptablesMatch() {
    return switch (passage) {
      case Passage.Adverts adverts -> iptablesMatch(adverts);
      case Passage.Neighbors neighbors ->
          interfaceOption(neighbors)
              + " -p ipv6-icmp --icmpv6-type "
              + neighbors.message().number();
      case Passage.Arp arp -> interfaceOption(arp);
    };
  }

  private static String iptablesMatch(Passage.Adverts adverts) {
    var to = exact(adverts.destinations());
    var from = exact(adverts.sources());
    String address =
        !to.isEmpty()
            ? " -d " + to
            : !from.isEmpty() && adverts.direction() == Direction.IN ? " -s " + from : "";
    return interfaceOption(adverts) + address + " -p " + Passage.PROTOCOL;
  }

  private String nft() {
    var place = chain.place();
    return "nft insert rule %s %s %s accept"
        .formatted(place.table(), place.chain(), nftMatch(place.table().family()));
  }

  private String nftMatch(String chainFamily) {
    if (passage instanceof Passage.Adverts adverts) {
      String header = adverts.frameProtocol();
      var to = exact(adverts.destinations());
      var from = exact(adverts.sources());
      if (!to.isEmpty()) {
        return "%s daddr %s meta l4proto 112".formatted(header, to);
      }
      return from.isEmpty() || adverts.direction() == Direction.OUT
          ? "meta nfproto %s meta l4proto 112"
              .formatted(adverts.family().name().toLowerCase(Locale.ROOT))
          : "%s saddr %s meta l4proto 112".formatted(header, from);
    }
    if (passage instanceof Passage.Neighbors neighbors) {
      return "icmpv6 type " + neighbors.message().nftName();
    }
    boolean isArpChain = chainFamily.equals("arp");
    String side = passage.direction() == Direction.IN ? "iifname " : "oifname ";
    return isArpChain ? side + passage.interfaceName() : "ether type arp";
  }

  /** The one address that these are; empty where they are more. */
  private static String exact(List<AddressRange> ranges) {
    if (ranges.size() != 1) {
      return "";
    }
    var range = ranges.getFirst();
    InetAddress first = range.first();
    return first.equals(range.last()) ? Addresses.text(first) : "";
  }
}
