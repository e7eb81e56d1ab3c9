package dev.baton.agent.linux;

import dev.baton.agent.config.FirewallTables;
import dev.baton.agent.linux.NftablesExpression.Link;
import dev.baton.agent.linux.NftablesTable.SetShape;
import dev.baton.agent.linux.RefusedKey.RefusedSet;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The table that has a host refuse packets to addresses, and send none from them, in one address
 * family. It is the one that keepalived makes.
 *
 * <p>In nft's own words, for IPv4:
 *
 * <pre>
 *   table ip NAME {
 *     set vips { type ipv4_addr; }
 *     chain OWNER { }
 *     chain out { type filter hook output priority -1; ip saddr @vips drop }
 *     chain in { type filter hook input priority -1; ip daddr @vips drop }
 *   }
 * </pre>
 *
 * and for IPv6 the same, behind rules that let neighbour solicitations and advertisements through
 * (RFC 9568 section 6.1, Accept_Mode), and with chains of their own for link-local addresses, which
 * go with an interface. The empty chain says whose table it is, where the name does not: nobody
 * else's is ever taken away.
 *
 * @param ofLinks the sets of link-local addresses that are needed
 */
record RefusalTable(FirewallTables settings, String owner, Family family, Set<RefusedSet> ofLinks) {
  private static final int NETWORK = NftablesExpression.NETWORK_HEADER;
  private static final SetShape NEIGHBOR_DISCOVERY =
      new SetShape("neighbor-discovery", 4, 29, 1, true);

  /** Solicitations and advertisements. */
  private static final List<String> NEIGHBOR_MESSAGES = List.of("87", "88");

  /** The prefix fe80::/10. */
  private static final byte[] LINK_LOCAL = Arrays.copyOf(new byte[] {(byte) 0xfe, (byte) 0x80}, 16);

  private static final byte[] LINK_LOCAL_MASK =
      Arrays.copyOf(new byte[] {(byte) 0xff, (byte) 0xc0}, 16);

  RefusalTable {
    ofLinks = Set.copyOf(ofLinks);
  }

  /** Where packets of the host itself pass. */
  private enum Way {
    OUT("out", 3, Link.OUTPUT_INDEX, Link.OUTPUT_NAME),
    IN("in", 1, Link.INPUT_INDEX, Link.INPUT_NAME);

    private final String chain;
    private final int hook;
    private final Link index;
    private final Link name;

    Way(String chain, int hook, Link index, Link name) {
      this.chain = chain;
      this.hook = hook;
      this.index = index;
      this.name = name;
    }

    private String linkLocalChain() {
      return chain + "_link_local";
    }
  }

  /** What netfilter has of an address family; the offset is in the IP header. */
  enum Family {
    IPV4(2, 4, 12),
    IPV6(10, 16, 8);

    private final int number;
    private final int addressBytes;
    private final int sourceOffset;

    Family(int number, int addressBytes, int sourceOffset) {
      this.number = number;
      this.addressBytes = addressBytes;
      this.sourceOffset = sourceOffset;
    }

    private int offset(Way way) {
      return way == Way.OUT ? sourceOffset : sourceOffset + addressBytes;
    }

    private RefusedSet addresses() {
      return this == IPV4 ? RefusedSet.IPV4 : RefusedSet.IPV6;
    }
  }

  static List<RefusalTable> ofBothFamilies(
      FirewallTables settings, String owner, Set<RefusedSet> ofLinks) {
    return List.of(
        new RefusalTable(settings, owner, Family.IPV4, Set.of()),
        new RefusalTable(settings, owner, Family.IPV6, ofLinks));
  }

  NftablesTable table() {
    String name = settings.name().isEmpty() ? owner : settings.name();
    return new NftablesTable(family.number, name);
  }

  /** All that is in it, with these elements. */
  NftablesGuard.Content content(Collection<RefusedKey> keys) {
    var chains = Stream.of(Way.values()).map(way -> way.chain);
    if (family == Family.IPV6) {
      chains = Stream.concat(chains, Stream.of(Way.values()).map(Way::linkLocalChain));
    }
    if (isMarked()) {
      chains = Stream.concat(chains, Stream.of(owner));
    }
    int rulesOfWay = family == Family.IPV4 ? 1 : 3 + ofLinks.size();
    return new NftablesGuard.Content(
        chains.toList(), Way.values().length * rulesOfWay, elements(keys));
  }

  private Map<String, Set<String>> elements(Collection<RefusedKey> keys) {
    return sets().stream()
        .collect(
            Collectors.toMap(
                set -> set.shape().name(),
                set ->
                    keys.stream()
                        .filter(key -> key.set() == set)
                        .map(RefusedKey::hex)
                        .collect(Collectors.toSet())));
  }

  private List<RefusedSet> sets() {
    var sets = new ArrayList<>(List.of(family.addresses()));
    sets.addAll(new TreeSet<>(ofLinks));
    return sets;
  }

  /** Whether its name does not say whose it is. */
  private boolean isMarked() {
    return !settings.name().isEmpty();
  }

  /** Makes it with these elements; fails where there is a table of that name. */
  void create(NetlinkWriter out, Collection<RefusedKey> keys) {
    table().createAlone(out);
    sets().forEach(set -> table().createSet(out, set.shape()));
    if (isMarked()) {
      table().createChain(out, owner);
    }
    if (family == Family.IPV6) {
      table().createSet(out, NEIGHBOR_DISCOVERY);
      table().changeSet(out, NEIGHBOR_DISCOVERY.name(), true, NEIGHBOR_MESSAGES);
    }
    for (var way : Way.values()) {
      table().createChain(out, way.chain, way.hook, settings.priority());
    }
    if (family == Family.IPV6) {
      table().createChain(out, Way.IN.linkLocalChain());
      table().createChain(out, Way.OUT.linkLocalChain());
    }
    for (var way : Way.values()) {
      addRules(out, way);
    }
    change(out, true, keys);
  }

  private void addRules(NetlinkWriter out, Way way) {
    if (family == Family.IPV6) {
      table().addRule(out, way.chain, () -> acceptNeighborDiscovery(out));
      table().addRule(out, way.chain, () -> leadAway(out, way));
      for (var set : new TreeSet<>(ofLinks)) {
        table().addRule(out, way.linkLocalChain(), () -> dropRefused(out, way, set));
      }
    }
    table().addRule(out, way.chain, () -> dropRefused(out, way, family.addresses()));
  }

  private void acceptNeighborDiscovery(NetlinkWriter out) {
    NftablesExpression.protocolIs(out, SilencedProtocol.IPPROTO_ICMPV6);
    NftablesExpression.load(out, NftablesExpression.TRANSPORT_HEADER, 0, 1);
    NftablesExpression.isInSet(out, NEIGHBOR_DISCOVERY.name(), NEIGHBOR_DISCOVERY.id());
    count(out);
    NftablesExpression.accept(out);
  }

  private void leadAway(NetlinkWriter out, Way way) {
    NftablesExpression.load(out, NETWORK, family.offset(way), family.addressBytes);
    NftablesExpression.keep(out, LINK_LOCAL_MASK);
    NftablesExpression.equalTo(out, LINK_LOCAL);
    count(out);
    NftablesExpression.goTo(out, way.linkLocalChain());
  }

  private void dropRefused(NetlinkWriter out, Way way, RefusedSet set) {
    NftablesExpression.load(out, NETWORK, family.offset(way), family.addressBytes);
    switch (set) {
      case IPV4, IPV6 -> {}
      case LINK_NAMES -> NftablesExpression.append(out, way.name);
      case LINK_INDEXES -> NftablesExpression.append(out, way.index);
    }
    NftablesExpression.isInSet(out, set.shape().name(), set.shape().id());
    count(out);
    NftablesExpression.drop(out);
  }

  private void count(NetlinkWriter out) {
    if (settings.counts()) {
      NftablesExpression.count(out);
    }
  }

  /** Adds what is refused, or takes it out; that of other tables is none of its business. */
  void change(NetlinkWriter out, boolean isAdded, Collection<RefusedKey> keys) {
    for (var set : sets()) {
      var own = keys.stream().filter(key -> key.set() == set).map(RefusedKey::hex).toList();
      table().changeSet(out, set.shape().name(), isAdded, own);
    }
  }
}
