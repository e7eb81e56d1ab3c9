package dev.baton.agent.engine;

import dev.baton.agent.config.Destination;
import dev.baton.agent.config.InstanceConfig;
import dev.baton.agent.config.TrackedInterface;
import dev.baton.agent.config.VirtualAddress;
import dev.baton.events.Cause;
import dev.baton.events.InstanceEvent;
import dev.baton.events.InstanceEvent.Contribution;
import dev.baton.vrrp.Addresses;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * How an instance stands, by the links as they are now: what is wrong, what moves its priority, and
 * from which address it speaks. A fold of the links' state, so that nothing is lost when changes
 * were.
 *
 * @param faults by name
 * @param source none where the interface has no fitting address
 */
record Standing(
    Map<String, Cause> faults, List<Contribution> contributions, List<InetAddress> source) {
  Standing {
    faults = Map.copyOf(faults);
    contributions = List.copyOf(contributions);
    source = List.copyOf(source);
  }

  static Standing of(InstanceConfig config, Set<InetAddress> moving, LinkMonitor links) {
    var faults = new TreeMap<String, Cause>();
    var source = new ArrayList<InetAddress>();
    if (config.interfaceName().isEmpty()) {
      source.addAll(SourceChoice.of(config, moving, List.of()));
    } else {
      var home = links.interfaceState(config.interfaceName());
      if (config.needsLink() && !isUp(home)) {
        faults.put(fault(config.interfaceName(), home), Cause.INTERFACE_DOWN);
      }
      if (home instanceof InterfaceState.Present present) {
        source.addAll(SourceChoice.of(config, moving, present.addresses()));
      }
    }
    if (config.destination() instanceof Destination.Unicast unicast && unicast.peers().isEmpty()) {
      faults.put("no unicast peer", Cause.CONFIG_CHANGED);
    }
    if (source.isEmpty()) {
      faults.put("no address to advertise from", Cause.NO_PRIMARY_ADDRESS);
    }
    var contributions = new ArrayList<Contribution>();
    for (var tracked : config.trackedInterfaces()) {
      track(tracked, isUp(links.interfaceState(tracked.name())), faults, contributions);
    }
    return new Standing(faults, contributions, source);
  }

  /** The same with what the trackers add. */
  Standing with(TrackerStates.Sum trackers) {
    var allFaults = new TreeMap<>(faults);
    allFaults.putAll(trackers.faults());
    var allContributions = new ArrayList<>(contributions);
    allContributions.addAll(trackers.contributions());
    return new Standing(allFaults, allContributions, source);
  }

  /** A transition with what else is known of it; peers know an instance by its source. */
  InstanceEvent.Transitioned complete(
      InstanceEvent.Transitioned transitioned, Map<String, String> tracked) {
    var evidence = new HashMap<>(transitioned.evidence());
    source.forEach(address -> evidence.put("source", Addresses.text(address)));
    evidence.putAll(tracked);
    return new InstanceEvent.Transitioned(
        transitioned.from(),
        transitioned.to(),
        transitioned.cause(),
        transitioned.priority(),
        evidence);
  }

  /** All that is wrong, for the event that tells of one of them only. */
  Map<String, String> evidence() {
    return faults.size() < 2
        ? Map.of()
        : Map.of("faults", String.join(",", new TreeMap<>(faults).keySet()));
  }

  /** The addresses that VRRP moves, which no instance may take for its own. */
  static Set<InetAddress> moving(List<InstanceConfig> instances) {
    var moving = new HashSet<InetAddress>();
    for (var instance : instances) {
      if (!instance.priority().isOwner()) {
        instance.addresses().stream().map(VirtualAddress::address).forEach(moving::add);
        instance.excluded().stream().map(VirtualAddress::address).forEach(moving::add);
      }
    }
    return moving;
  }

  /** The same with addresses that were taken away just now. */
  static Set<InetAddress> moving(Set<InetAddress> moving, List<VirtualAddress> gone) {
    var all = new HashSet<>(moving);
    gone.forEach(address -> all.add(address.address()));
    return all;
  }

  private static void track(
      TrackedInterface tracked,
      boolean isUp,
      Map<String, Cause> faults,
      List<Contribution> contributions) {
    String name = "track_interface " + tracked.name();
    if (tracked.isFault(isUp)) {
      faults.put(name, Cause.TRACK_INTERFACE);
    }
    int delta = tracked.contribution(isUp);
    if (delta != 0) {
      contributions.add(new Contribution(name, delta));
    }
  }

  /** What is wrong with an interface that is not up. */
  static String fault(String name, InterfaceState state) {
    var what =
        switch (state) {
          case InterfaceState.Absent absent -> "missing";
          case InterfaceState.Present present -> "down";
        };
    return "interface %s %s".formatted(name, what);
  }

  static boolean isUp(InterfaceState state) {
    return state instanceof InterfaceState.Present present && present.up();
  }
}
