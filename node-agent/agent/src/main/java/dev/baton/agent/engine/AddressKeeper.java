package dev.baton.agent.engine;

import dev.baton.agent.config.InstanceConfig;
import dev.baton.agent.config.VirtualAddress;
import dev.baton.agent.engine.AddressTable.Added;
import dev.baton.agent.engine.AddressTable.Removed;
import dev.baton.agent.engine.NeighborSilence.Silence;
import dev.baton.events.InstanceEvent;
import dev.baton.vrrp.Addresses;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;

/** Puts the addresses of one instance on their interfaces and takes them away. */
final class AddressKeeper {
  private final InstanceConfig config;
  private final AddressTable table;
  private final NeighborSilence neighbors;
  private boolean silent;

  AddressKeeper(InstanceConfig config, AddressTable table, NeighborSilence neighbors) {
    this.config = config;
    this.table = table;
    this.neighbors = neighbors;
  }

  /** Has all addresses there and answered for. */
  InstanceEvent.VipsApplied add() {
    unsilence();
    return add(all());
  }

  /** Puts back what somebody else took away; what is not tracked stays away. */
  InstanceEvent.VipsApplied restore() {
    return add(
        all().stream()
            .filter(address -> misses(address.interfaceName(), address.address()))
            .toList());
  }

  private InstanceEvent.VipsApplied add(List<VirtualAddress> addresses) {
    var applied = new ArrayList<String>();
    var failed = new ArrayList<String>();
    for (var address : addresses) {
      String text = Addresses.text(address.address());
      switch (table.add(address.interfaceName(), AssignedAddress.of(address))) {
        case Added.Done done -> applied.add(text);
        case Added.AlreadyThere alreadyThere -> applied.add(text);
        case Added.Failed(String reason) -> failed.add(text + ": " + reason);
      }
    }
    return new InstanceEvent.VipsApplied(applied, failed);
  }

  /** Whether an address of this instance should be kept on that interface, and is not there. */
  boolean misses(String interfaceName, InetAddress address) {
    boolean isOurs =
        all().stream()
            .filter(ours -> ours.options().tracked())
            .anyMatch(ours ->
                ours.address().equals(address) && ours.interfaceName().equals(interfaceName));
    return isOurs && table.list(interfaceName).stream().noneMatch(t -> t.address().equals(address));
  }

  /** The same hands for another configuration. */
  AddressKeeper with(InstanceConfig other) {
    var next = new AddressKeeper(other, table, neighbors);
    next.silent = silent;
    return next;
  }

  /** Takes all addresses away; none or one event, for those that were there. */
  List<InstanceEvent.VipsRemoved> remove() {
    var events = remove(all());
    unsilence();
    return events;
  }

  /** Takes some addresses away; none or one event, for those that were there. */
  List<InstanceEvent.VipsRemoved> remove(List<VirtualAddress> addresses) {
    var removed = new ArrayList<String>();
    for (var address : addresses) {
      if (table.remove(address.interfaceName(), AssignedAddress.of(address))
          instanceof Removed.Done) {
        removed.add(Addresses.text(address.address()));
      }
    }
    return removed.isEmpty()
        ? List.of()
        : List.of(new InstanceEvent.VipsRemoved(removed, "engine"));
  }

  /** Keeps the addresses without answering for them; none or one event where that cannot be. */
  List<InstanceEvent.VipsRemoved> silence() {
    silent = true;
    return switch (neighbors.silence(inetAddresses())) {
      case Silence.Done done -> List.of();
      case Silence.Unavailable unavailable -> remove();
    };
  }

  /** Takes away what a killed engine left behind; none or one event. */
  List<InstanceEvent.VipsLeftBehind> removeLeftBehind() {
    var found = LeftBehind.remove(config, table);
    return found.isEmpty() ? List.of() : List.of(new InstanceEvent.VipsLeftBehind(found));
  }

  private void unsilence() {
    if (silent) {
      neighbors.unsilence(inetAddresses());
      silent = false;
    }
  }

  private List<VirtualAddress> all() {
    return LeftBehind.all(config);
  }

  private List<InetAddress> inetAddresses() {
    return all().stream().map(VirtualAddress::address).toList();
  }
}
