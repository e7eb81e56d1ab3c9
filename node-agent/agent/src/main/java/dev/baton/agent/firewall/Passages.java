package dev.baton.agent.firewall;

import dev.baton.agent.config.AgentConfig;
import dev.baton.agent.config.Destination;
import dev.baton.agent.config.InstanceConfig;
import dev.baton.agent.config.SourceAddress;
import dev.baton.agent.firewall.Passage.Adverts;
import dev.baton.agent.firewall.Passage.Arp;
import dev.baton.agent.firewall.Passage.Direction;
import dev.baton.agent.firewall.Passage.Link;
import dev.baton.agent.firewall.Passage.Neighbors;
import dev.baton.agent.firewall.Passage.Neighbors.Message;
import dev.baton.events.Family;
import dev.baton.vrrp.Addresses;
import java.net.InetAddress;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What has to pass for a configuration to work. */
final class Passages {
  private static final InetAddress ALL_NODES = InetAddress.ofLiteral("ff02::1");

  private final Links links;
  private final Set<Passage> found = new LinkedHashSet<>();

  private Passages(Links links) {
    this.links = links;
  }

  static Set<Passage> of(AgentConfig config, Links links) {
    var passages = new Passages(links);
    config.instances().forEach(passages::add);
    return passages.found;
  }

  private void add(InstanceConfig instance) {
    var family = instance.family();
    String name = instance.interfaceName();
    var link = new Link(name, links.isBridge(name), false);
    var own = ownAddresses(instance);
    switch (instance.destination()) {
      case Destination.Multicast(var group) -> {
        var to = List.of(AddressRange.of(group));
        found.add(new Adverts(wayOut(instance, link), family, own, to, Direction.OUT));
        var neighbours = links.networks(name, family);
        found.add(new Adverts(link, family, neighbours, to, Direction.IN));
      }
      case Destination.Unicast(var peers, var hopLimit, var checkSource) -> {
        for (var peer : peers) {
          var there = List.of(AddressRange.of(peer.address()));
          found.add(new Adverts(wayOut(instance, link), family, own, there, Direction.OUT));
          found.add(new Adverts(link, family, there, own, Direction.IN));
        }
      }
    }
    if (family == Family.IPV4 && !name.isEmpty()) {
      found.add(new Arp(link, Direction.IN));
      found.add(new Arp(link, Direction.OUT));
    }
    if (family == Family.IPV6 && !name.isEmpty()) {
      addNeighbors(instance, link);
    }
  }

  /** Announcements of our own are whole frames, but questions are answered by the kernel. */
  private void addNeighbors(InstanceConfig instance, Link link) {
    var askedFor =
        instance.addresses().stream()
            .map(address -> AddressRange.of(solicitedNode(address.address())))
            .distinct()
            .toList();
    var all = List.of(AddressRange.of(ALL_NODES));
    found.add(new Neighbors(link, Message.SOLICITATION, askedFor, Direction.IN));
    found.add(new Neighbors(link, Message.ADVERTISEMENT, all, Direction.IN));
    found.add(new Neighbors(link, Message.SOLICITATION, List.of(), Direction.OUT));
    found.add(new Neighbors(link, Message.ADVERTISEMENT, List.of(), Direction.OUT));
  }

  /** RFC 4291 section 2.7.1. */
  private static InetAddress solicitedNode(InetAddress address) {
    var group = InetAddress.ofLiteral("ff02::1:ff00:0").getAddress();
    System.arraycopy(address.getAddress(), 13, group, 13, 3);
    return Addresses.ofBytes(group);
  }

  private List<AddressRange> ownAddresses(InstanceConfig instance) {
    return switch (instance.source()) {
      case SourceAddress.Fixed fixed -> List.of(AddressRange.of(fixed.address()));
      case SourceAddress.PrimaryOfInterface primary ->
          links.addresses(instance.interfaceName(), instance.family());
    };
  }

  private static Link wayOut(InstanceConfig instance, Link link) {
    var layer = instance.linkLayer();
    return layer.advertsFromVirtualMac()
        ? new Link(layer.interfaces().getFirst().interfaceName(), false, true)
        : link;
  }
}
