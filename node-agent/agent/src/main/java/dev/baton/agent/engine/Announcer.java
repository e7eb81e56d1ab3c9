package dev.baton.agent.engine;

import dev.baton.agent.config.InstanceConfig;
import dev.baton.agent.config.VirtualAddress;
import dev.baton.events.Family;
import dev.baton.events.InstanceEvent;
import dev.baton.vrrp.Addresses;
import dev.baton.vrrp.Effect.Burst;
import dev.baton.vrrp.packet.GratuitousArp;
import dev.baton.vrrp.packet.MacAddress;
import dev.baton.vrrp.packet.NeighborAdvertisement;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Tells the neighbours of one instance where its addresses are. */
final class Announcer {
  private final InstanceConfig config;
  private final LinkMonitor links;
  private final NeighborAnnouncer announcer;
  private final Forwarding forwarding;
  private final Map<String, VirtualLink> virtualLinks = new HashMap<>();
  private final boolean isByTheStandard;

  /**
   * Who the neighbours are to send to.
   *
   * @param source a link-local address, without which no neighbour advertisement can be sent by the
   *     standard: none or one
   */
  private record Speaker(
      String interfaceName, MacAddress mac, List<Inet6Address> source, boolean isRouter) {}

  Announcer(InstanceConfig config, Ports ports) {
    this.config = config;
    this.links = ports.links();
    this.announcer = ports.announcer();
    this.forwarding = ports.forwarding();
    config.linkLayer().interfaces().stream()
        .map(VirtualLinks::link)
        .forEach(link -> virtualLinks.put(link.name(), link));
    this.isByTheStandard = config.protocol().manners().isStrict() || !virtualLinks.isEmpty();
  }

  /** Sends a burst about all addresses; none or more events, by kind, for what the link took. */
  List<InstanceEvent.Announced> announce(Burst burst) {
    return announce(burst, Set.of());
  }

  /** The same about all but those that the neighbours know already. */
  List<InstanceEvent.Announced> announce(Burst burst, Set<VirtualAddress> known) {
    int repeat =
        switch (burst) {
          case FIRST, SECOND -> config.announcements().onActive().repeat();
          case RIVAL, RIVAL_SECOND -> config.announcements().onLowerPriority().repeat();
          case REFRESH -> config.announcements().refreshRepeat();
        };
    Map<String, List<VirtualAddress>> byInterface = new HashMap<>();
    var all = new ArrayList<>(LeftBehind.all(config));
    all.removeAll(known);
    for (var address : all) {
      byInterface.computeIfAbsent(address.interfaceName(), i -> new ArrayList<>()).add(address);
    }
    var events = new ArrayList<InstanceEvent.Announced>();
    byInterface.forEach((interfaceName, addresses) -> {
      for (var speaker : speakers(interfaceName)) {
        announce(speaker, addresses, repeat, events);
      }
    });
    return events;
  }

  /** Who speaks on an interface: none, or one. */
  private List<Speaker> speakers(String interfaceName) {
    var virtual = virtualLinks.get(interfaceName);
    if (virtual != null) {
      var source = new ArrayList<>(ownLinkLocals(interfaceName));
      source.addAll(linkLocals(virtual.parent()));
      return List.of(
          new Speaker(interfaceName, virtual.mac(), source, forwarding.isRouter(interfaceName)));
    }
    return switch (links.interfaceState(interfaceName)) {
      case InterfaceState.Present link when link.mac().value() != 0 ->
          List.of(
              new Speaker(
                  interfaceName,
                  link.mac(),
                  linkLocals(interfaceName),
                  forwarding.isRouter(interfaceName)));
      case InterfaceState.Present link -> List.of();
      case InterfaceState.Absent absent -> List.of();
    };
  }

  private void announce(
      Speaker speaker,
      List<VirtualAddress> addresses,
      int repeat,
      List<InstanceEvent.Announced> events) {
    for (var family : Family.values()) {
      var announced = new ArrayList<String>();
      var frames = new ArrayList<byte[]>();
      for (var address : addresses) {
        if (address.family() == family) {
          frames.addAll(frame(speaker, address));
          announced.add(Addresses.text(address.address()));
        }
      }
      int sent = 0;
      for (int burst = 0; burst < repeat && !frames.isEmpty(); burst++) {
        sent +=
            switch (announcer.send(speaker.interfaceName(), frames)) {
              case NeighborAnnouncer.Announced.Sent all -> frames.size();
              case NeighborAnnouncer.Announced.Unsent part -> part.sentCount();
            };
      }
      if (sent > 0) {
        var kind = family == Family.IPV4 ? "garp" : "na";
        events.add(new InstanceEvent.Announced(kind, announced, sent));
      }
    }
  }

  private List<byte[]> frame(Speaker speaker, VirtualAddress address) {
    return switch (address.address()) {
      case Inet4Address v4 when isByTheStandard -> List.of(GratuitousArp.frame(v4, speaker.mac()));
      case Inet4Address v4 -> List.of(GratuitousArp.plainFrame(v4, speaker.mac()));
      // As keepalived does; the standard does not say whose address the source is.
      case Inet6Address v6 when !isByTheStandard ->
          List.of(NeighborAdvertisement.frame(v6, v6, speaker.mac(), speaker.isRouter()));
      case Inet6Address v6 ->
          speaker.source().stream()
              .limit(1)
              .map(source ->
                  NeighborAdvertisement.frame(v6, source, speaker.mac(), speaker.isRouter()))
              .toList();
      default -> throw new IllegalStateException("neither IPv4 nor IPv6: this is a bug");
    };
  }

  /** The link-local addresses of the virtual router itself. */
  private List<Inet6Address> ownLinkLocals(String interfaceName) {
    return LeftBehind.all(config).stream()
        .filter(address -> address.interfaceName().equals(interfaceName))
        .map(VirtualAddress::address)
        .filter(Inet6Address.class::isInstance)
        .map(Inet6Address.class::cast)
        .filter(Inet6Address::isLinkLocalAddress)
        .toList();
  }

  private List<Inet6Address> linkLocals(String interfaceName) {
    return links.interfaceState(interfaceName) instanceof InterfaceState.Present link
        ? link.addresses().stream()
            .filter(InterfaceAddress::isUsable)
            .map(InterfaceAddress::address)
            .filter(Inet6Address.class::isInstance)
            .map(Inet6Address.class::cast)
            .filter(Inet6Address::isLinkLocalAddress)
            .toList()
        : List.of();
  }
}
