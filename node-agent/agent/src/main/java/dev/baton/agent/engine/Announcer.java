package dev.baton.agent.engine;

import dev.baton.agent.config.InstanceConfig;
import dev.baton.agent.config.VirtualAddress;
import dev.baton.events.Family;
import dev.baton.events.InstanceEvent;
import dev.baton.vrrp.Addresses;
import dev.baton.vrrp.Effect.Burst;
import dev.baton.vrrp.packet.GratuitousArp;
import dev.baton.vrrp.packet.NeighborAdvertisement;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Tells the neighbours of one instance where its addresses are. */
final class Announcer {
  private final InstanceConfig config;
  private final LinkMonitor links;
  private final NeighborAnnouncer announcer;

  Announcer(InstanceConfig config, LinkMonitor links, NeighborAnnouncer announcer) {
    this.config = config;
    this.links = links;
    this.announcer = announcer;
  }

  /** Sends a burst; none or more events, by kind, for what the link took. */
  List<InstanceEvent.Announced> announce(Burst burst) {
    int repeat =
        switch (burst) {
          case FIRST, SECOND -> config.announcements().onActive().repeat();
          case RIVAL, RIVAL_SECOND -> config.announcements().onLowerPriority().repeat();
          case REFRESH -> config.announcements().refreshRepeat();
        };
    Map<String, List<VirtualAddress>> byInterface = new HashMap<>();
    for (var address : LeftBehind.all(config)) {
      byInterface.computeIfAbsent(address.interfaceName(), i -> new ArrayList<>()).add(address);
    }
    var events = new ArrayList<InstanceEvent.Announced>();
    byInterface.forEach((interfaceName, addresses) -> {
      if (links.interfaceState(interfaceName) instanceof InterfaceState.Present present) {
        announce(interfaceName, present, addresses, repeat, events);
      }
    });
    return events;
  }

  private void announce(
      String interfaceName,
      InterfaceState.Present link,
      List<VirtualAddress> addresses,
      int repeat,
      List<InstanceEvent.Announced> events) {
    for (var family : Family.values()) {
      var announced = new ArrayList<String>();
      var frames = new ArrayList<byte[]>();
      for (var address : addresses) {
        if (address.family() == family) {
          frames.addAll(frame(link, address));
          announced.add(Addresses.text(address.address()));
        }
      }
      int sent = 0;
      for (int burst = 0; burst < repeat && !frames.isEmpty(); burst++) {
        sent +=
            switch (announcer.send(interfaceName, frames)) {
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

  private static List<byte[]> frame(InterfaceState.Present link, VirtualAddress address) {
    var mac = link.mac();
    if (mac.value() == 0) {
      return List.of();
    }
    return switch (address.address()) {
      case Inet4Address v4 -> List.of(GratuitousArp.frame(v4, mac));
      case Inet6Address v6 ->
          linkLocal(link).stream()
              .map(source -> NeighborAdvertisement.frame(v6, source, mac))
              .toList();
      default -> throw new IllegalStateException("neither IPv4 nor IPv6: this is a bug");
    };
  }

  private static List<Inet6Address> linkLocal(InterfaceState.Present link) {
    return link.addresses().stream()
        .filter(InterfaceAddress::isUsable)
        .map(InterfaceAddress::address)
        .filter(Inet6Address.class::isInstance)
        .map(Inet6Address.class::cast)
        .filter(Inet6Address::isLinkLocalAddress)
        .limit(1)
        .toList();
  }
}
