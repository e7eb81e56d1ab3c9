package dev.baton.agent.engine;

import java.util.ArrayList;
import java.util.List;

/** Has the instances look again when something about the links changed. */
final class LinkWatch {
  private final LinkMonitor links;
  private final RoutingTable routing;
  private final Roster roster;
  private final Promotions promotions;
  private final StaticsKeeper statics;

  LinkWatch(Roster roster, Shared shared) {
    this.links = shared.ports().links();
    this.routing = shared.ports().routing();
    this.roster = roster;
    this.promotions = shared.promotions();
    this.statics = shared.statics();
  }

  void look(long nowNanos) {
    List<LinkChange> changes = new ArrayList<>();
    links.poll(changes::add);
    for (var change : changes) {
      if (change instanceof LinkChange.LinkAppeared appeared) {
        rejoin(appeared.interfaceName());
      }
    }
    boolean isSomethingGone = routing.hasLost() || !changes.isEmpty();
    boolean isAnotherStanding = false;
    if (isSomethingGone || statics.isDue(nowNanos)) {
      isAnotherStanding = statics.restore(nowNanos);
    }
    if (isAnotherStanding || !changes.isEmpty()) {
      roster.forEach(instance -> instance.reconcile(roster.moving(), nowNanos));
    }
    for (var change : changes) {
      if (!(change instanceof LinkChange.AddressAdded)) {
        roster.forEach(i -> i.mendLinks(change.interfaceName(), nowNanos));
      }
      if (change instanceof LinkChange.AddressRemoved removed) {
        var name = removed.interfaceName();
        var address = removed.address().address();
        roster.forEach(i -> AddressWatch.reclaim(i, name, address, nowNanos));
      }
      if (change instanceof LinkChange.LinkAppeared) {
        roster.forEach(i -> AddressWatch.reclaim(i, nowNanos));
      }
    }
    // A route goes with its interface, or with the address that it names, and nobody says so.
    if (isSomethingGone) {
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
