package dev.baton.agent.linux;

import dev.baton.agent.engine.InterfaceAddress;
import dev.baton.agent.engine.InterfaceState;
import dev.baton.agent.engine.LinkChange;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * What is known of links and addresses, kept from messages. A message that says nothing new makes
 * no change, so an old one that arrives after a dump does no harm.
 */
final class LinkTable {

  /** Two addresses that differ in their prefix only are two addresses, as they are in IPv4. */
  private record AddressKey(InetAddress address, int prefixLength) {}

  private static final class Link {
    private LinkMessage now;
    private final Map<AddressKey, InterfaceAddress> addresses = new LinkedHashMap<>();

    private Link(LinkMessage now) {
      this.now = now;
    }

    private List<InterfaceAddress> addressList() {
      return new ArrayList<>(addresses.values());
    }
  }

  private final Map<Integer, Link> byIndex = new HashMap<>();
  private final Map<String, Integer> indexByName = new HashMap<>();

  InterfaceState state(String interfaceName) {
    var index = indexByName.get(interfaceName);
    var link = index == null ? null : byIndex.get(index);
    if (link == null) {
      return new InterfaceState.Absent();
    }
    var now = link.now;
    return new InterfaceState.Present(
        now.index(), now.up(), now.mac(), now.mtuBytes(), link.addressList());
  }

  /** A link exists, with these properties. */
  void link(LinkMessage message, Consumer<LinkChange> sink) {
    var link = byIndex.get(message.index());
    if (link != null && !link.now.name().equals(message.name())) {
      // A renamed link is another one to whoever knows it by its name.
      unlink(message.index(), sink);
      link = null;
    }
    if (link == null) {
      appear(message, sink);
      return;
    }
    var before = link.now;
    link.now = message;
    if (!before.mac().equals(message.mac()) || before.mtuBytes() != message.mtuBytes()) {
      sink.accept(new LinkChange.LinkAltered(message.name()));
    }
    if (before.up() != message.up()) {
      sink.accept(upOrDown(message));
    }
  }

  private void appear(LinkMessage message, Consumer<LinkChange> sink) {
    var namesake = indexByName.get(message.name());
    if (namesake != null) {
      unlink(namesake, sink);
    }
    byIndex.put(message.index(), new Link(message));
    indexByName.put(message.name(), message.index());
    sink.accept(new LinkChange.LinkAppeared(message.name()));
    if (message.up()) {
      sink.accept(upOrDown(message));
    }
  }

  private static LinkChange upOrDown(LinkMessage message) {
    return message.up()
        ? new LinkChange.LinkUp(message.name())
        : new LinkChange.LinkDown(message.name());
  }

  /** A link does not exist any more. */
  void unlink(int index, Consumer<LinkChange> sink) {
    var link = byIndex.remove(index);
    if (link != null) {
      indexByName.remove(link.now.name(), index);
      sink.accept(new LinkChange.LinkGone(link.now.name()));
    }
  }

  /** An address exists. */
  void address(AddressMessage message, Consumer<LinkChange> sink) {
    var link = byIndex.get(message.interfaceIndex());
    if (link == null) {
      return;
    }
    var address = message.address();
    var before = link.addresses.put(key(address), address);
    if (!address.equals(before)) {
      sink.accept(new LinkChange.AddressAdded(link.now.name(), address));
    }
  }

  /** An address does not exist any more. */
  void unaddress(AddressMessage message, Consumer<LinkChange> sink) {
    var link = byIndex.get(message.interfaceIndex());
    if (link == null) {
      return;
    }
    var before = link.addresses.remove(key(message.address()));
    if (before != null) {
      sink.accept(new LinkChange.AddressRemoved(link.now.name(), before));
    }
  }

  /** Becomes what a dump says, and reports the differences. */
  void replace(List<LinkMessage> links, List<AddressMessage> addresses, Consumer<LinkChange> sink) {
    var indexes = new HashSet<Integer>();
    links.forEach(link -> indexes.add(link.index()));
    for (int index : List.copyOf(byIndex.keySet())) {
      if (!indexes.contains(index)) {
        unlink(index, sink);
      }
    }
    links.forEach(link -> link(link, sink));
    removeAllBut(Set.copyOf(addresses), sink);
    addresses.forEach(address -> address(address, sink));
  }

  private void removeAllBut(Set<AddressMessage> kept, Consumer<LinkChange> sink) {
    var keys = new HashSet<Map.Entry<Integer, AddressKey>>();
    kept.forEach(message -> keys.add(Map.entry(message.interfaceIndex(), key(message.address()))));
    byIndex.forEach((index, link) -> {
      for (var address : link.addressList()) {
        if (!keys.contains(Map.entry(index, key(address)))) {
          unaddress(new AddressMessage(index, address), sink);
        }
      }
    });
  }

  private static AddressKey key(InterfaceAddress address) {
    return new AddressKey(address.address(), address.prefixLength());
  }
}
