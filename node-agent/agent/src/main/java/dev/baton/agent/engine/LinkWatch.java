package dev.baton.agent.engine;

import java.util.ArrayList;
import java.util.List;

/** Has the instances look again when something about the links changed. */
final class LinkWatch {
  private final LinkMonitor links;
  private final RoutingTable routing;
  private final Roster roster;
  private final Promotions promotions;

  LinkWatch(LinkMonitor links, RoutingTable routing, Roster roster, Promotions promotions) {
    this.links = links;
    this.routing = routing;
    this.roster = roster;
    this.promotions = promotions;
  }

  void look(long nowNanos) {
    List<LinkChange> changes = new ArrayList<>();
    links.poll(changes::add);
    for (var change : changes) {
      if (change instanceof LinkChange.LinkAppeared appeared) {
        rejoin(appeared.interfaceName());
      }
    }
    if (!changes.isEmpty()) {
      roster.forEach(instance -> instance.reconcile(roster.moving(), nowNanos));
    }
    for (var change : changes) {
      if (!(change instanceof LinkChange.AddressAdded)) {
        roster.forEach(i -> i.mendLinks(change.interfaceName(), nowNanos));
      }
      if (change instanceof LinkChange.AddressRemoved removed) {
        roster.forEach(
            i -> AddressWatch.reclaim(i, removed.interfaceName(), removed.address().address()));
      }
    }
    restoreRouting(!changes.isEmpty());
  }

  /** A route goes with its interface, or with the address that it names, and nobody says so. */
  private void restoreRouting(boolean isLinkChanged) {
    if (routing.hasLost() || isLinkChanged) {
      roster.forEach(Instance::restoreRouting);
    }
  }

  private void rejoin(String interfaceName) {
    promotions.appeared(interfaceName);
    roster.forEach(instance -> {
      if (instance.config().interfaceName().equals(interfaceName)) {
        instance.join();
      }
    });
  }
}
