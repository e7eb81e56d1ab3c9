package dev.baton.agent.firewall;

import dev.baton.agent.firewall.Passage.Direction;
import dev.baton.events.Family;
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
    if (passage instanceof Passage.Adverts adverts) {
      if (isFirewalld()) {
        return firewalld();
      }
      if (ruleset.hasChain(chain.place().table(), "ufw")) {
        return ufw(adverts);
      }
    }
    return chain.tool().isEmpty() ? nft() : iptables();
  }

  private boolean isFirewalld() {
    var table = chain.place().table();
    return table.name().equals(FIREWALLD) || ruleset.hasChain(table, "INPUT_ZONES");
  }

  /** What goes out is no zone's matter but a policy's. */
  private String firewalld() {
    if (passage.direction() == Direction.OUT) {
      return "firewall-cmd --permanent --new-policy=vrrp-out"
          + " && firewall-cmd --permanent --policy=vrrp-out --add-ingress-zone=HOST"
          + " && firewall-cmd --permanent --policy=vrrp-out --add-egress-zone=ANY"
          + " && firewall-cmd --permanent --policy=vrrp-out --add-protocol=vrrp"
          + " && firewall-cmd --reload";
    }
    return "zone=$(firewall-cmd --get-zone-of-interface=%s || firewall-cmd --get-default-zone)"
            .formatted(passage.interfaceName())
        + " && firewall-cmd --permanent --zone=$zone --add-protocol=vrrp"
        + " && firewall-cmd --reload";
  }

  private String ufw(Passage.Adverts adverts) {
    String six = adverts.family() == Family.IPV4 ? "" : "6";
    String hook = adverts.direction() == Direction.IN ? "input" : "output";
    return "the line '-A ufw%s-before-%s%s -j ACCEPT' before COMMIT in /etc/ufw/before%s.rules, and"
            .formatted(six, hook, iptablesMatch(adverts), six)
        + " ufw reload";
  }

  private String iptables() {
    var table = chain.place().table().name();
    String match =
        switch (passage) {
          case Passage.Adverts adverts -> iptablesMatch(adverts);
          case Passage.Arp arp -> interfaceOption(arp);
        };
    String option = table.equals("filter") ? "" : " -t " + table;
    return "%s%s -I %s%s -j ACCEPT".formatted(chain.tool(), option, chain.place().chain(), match);
  }

  private static String interfaceOption(Passage passage) {
    String option = passage.direction() == Direction.IN ? " -i " : " -o ";
    return option + passage.interfaceName();
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
