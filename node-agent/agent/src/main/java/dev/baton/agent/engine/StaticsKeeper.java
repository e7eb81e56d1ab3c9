package dev.baton.agent.engine;

import dev.baton.agent.config.Fixture;
import dev.baton.agent.config.Routing;
import dev.baton.agent.config.Statics;
import dev.baton.agent.config.VirtualAddress;
import dev.baton.agent.engine.AddressTable.Added;
import dev.baton.events.NodeEvent;
import dev.baton.events.Subject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Has there what this host always has, and knows which instances suffer where that fails. */
final class StaticsKeeper {
  /** What cannot be there is tried again: not all that hinders it is told. */
  private static final long RETRY_NANOS = 1_000_000_000L;

  private final Ports ports;
  private final EngineEvents events;
  private Statics wanted = Statics.NONE;

  /** Why something is not there that should be. */
  private final Map<Fixture, String> missing = new HashMap<>();

  /** What was there before, and stays when this ends. */
  private final Set<Fixture> foreign = new HashSet<>();

  private long dueNanos = Wakeups.NO_DEADLINE;

  StaticsKeeper(Ports ports, EngineEvents events) {
    this.ports = ports;
    this.events = events;
  }

  /** Goes over to others, and does not touch what stays; whether instances have to look again. */
  boolean recast(Statics next, long nowNanos) {
    if (next.equals(wanted)) {
      return false;
    }
    Set<Fixture> before = new HashSet<>(wanted.fixtures());
    var dropped = new ArrayList<>(wanted.fixtures());
    dropped.removeAll(next.fixtures());
    remove(dropped);
    wanted = next;
    var applied = new ArrayList<String>();
    var failed = new ArrayList<String>();
    for (var fixture : next.fixtures()) {
      if (!before.contains(fixture)) {
        put(fixture, applied, failed);
      }
    }
    report(applied, failed);
    // What went may have taken others with it.
    restore(before, nowNanos);
    return true;
  }

  private void put(Fixture fixture, List<String> applied, List<String> failed) {
    switch (add(fixture)) {
      case Added.Done done -> applied.add(fixture.toString());
      case Added.AlreadyThere alreadyThere -> {
        applied.add(fixture.toString());
        noteForeign(fixture);
      }
      case Added.Failed(String reason) -> {
        missing.put(fixture, reason);
        failed.add(fixture + ": " + reason);
      }
    }
  }

  private Added add(Fixture fixture) {
    return switch (fixture) {
      case VirtualAddress address ->
          ports.addresses().add(address.interfaceName(), AssignedAddress.of(address));
      case Routing routing -> ports.routing().add(routing);
    };
  }

  private void noteForeign(Fixture fixture) {
    if (fixture instanceof VirtualAddress address
        && ports.addresses().list(address.interfaceName()).stream()
            .anyMatch(there -> is(there, address) && !there.placedByBaton())) {
      foreign.add(fixture);
    }
  }

  private static boolean is(InterfaceAddress there, VirtualAddress address) {
    return there.address().equals(address.address())
        && there.prefixLength() == address.prefixLength();
  }

  /** When it has to look again at the latest. */
  long dueNanos() {
    return dueNanos;
  }

  boolean isDue(long nowNanos) {
    return dueNanos != Wakeups.NO_DEADLINE && dueNanos - nowNanos <= 0;
  }

  /** Puts back what is gone and should not; whether instances have to look again. */
  boolean restore(long nowNanos) {
    return restore(Set.copyOf(wanted.fixtures()), nowNanos);
  }

  private boolean restore(Set<Fixture> which, long nowNanos) {
    var before = Map.copyOf(missing);
    var applied = new ArrayList<String>();
    var failed = new ArrayList<String>();
    var lost = new LinkedHashMap<String, List<String>>();
    for (var fixture : wanted.fixtures()) {
      boolean wasMissing = before.containsKey(fixture);
      boolean isKept = which.contains(fixture) && (fixture.tracked() || wasMissing);
      if (isKept && !isThere(fixture)) {
        var outcome = add(fixture);
        note(fixture, outcome, failed);
        boolean isAdded = outcome instanceof Added.Done;
        if (isAdded) {
          foreign.remove(fixture);
          applied.add(fixture.toString());
        }
        if (!wasMissing && !(outcome instanceof Added.AlreadyThere)) {
          lost.computeIfAbsent(taker(fixture), by -> new ArrayList<>()).add(fixture.toString());
        }
      }
    }
    lost.forEach((by, gone) -> events.report(Subject.NODE, new NodeEvent.StaticsRemoved(gone, by)));
    report(applied, failed);
    dueNanos = missing.isEmpty() ? Wakeups.NO_DEADLINE : nowNanos + RETRY_NANOS;
    return !before.keySet().equals(missing.keySet());
  }

  /** The kernel says of an address alone whether it is there. */
  private boolean isThere(Fixture fixture) {
    return fixture instanceof VirtualAddress address
        && ports.links().interfaceState(address.interfaceName())
            instanceof InterfaceState.Present present
        && present.addresses().stream().anyMatch(there -> is(there, address));
  }

  /** Says why something is missing, once for each reason. */
  private void note(Fixture fixture, Added outcome, List<String> failed) {
    if (outcome instanceof Added.Failed(String reason)) {
      if (!reason.equals(missing.put(fixture, reason))) {
        failed.add(fixture + ": " + reason);
      }
    } else {
      missing.remove(fixture);
    }
  }

  private String taker(Fixture fixture) {
    return isUseful(fixture) ? "somebody else" : down(fixture);
  }

  private boolean isUseful(Fixture fixture) {
    return fixture.interfaceName().isEmpty()
        || Standing.isUp(ports.links().interfaceState(fixture.interfaceName()));
  }

  private String down(Fixture fixture) {
    String name = fixture.interfaceName();
    return Standing.fault(name, ports.links().interfaceState(name));
  }

  private void report(List<String> applied, List<String> failed) {
    if (!applied.isEmpty() || !failed.isEmpty()) {
      events.report(Subject.NODE, new NodeEvent.StaticsApplied(applied, failed));
    }
  }

  /** What is wrong for an instance, and why, by the names of the faults. */
  Map<String, String> faults(String instance) {
    var faults = new TreeMap<String, String>();
    wanted
        .neededBy(instance)
        .forEach(item -> {
          var fixture = item.fixture();
          if (!isUseful(fixture)) {
            faults.put(item.faultName(), down(fixture));
          } else if (missing.containsKey(fixture)) {
            faults.put(item.faultName(), missing.getOrDefault(fixture, ""));
          }
        });
    return faults;
  }

  /** Takes all away that was not there before, the last first. */
  void end() {
    remove(wanted.fixtures());
    wanted = Statics.NONE;
    dueNanos = Wakeups.NO_DEADLINE;
  }

  private void remove(List<Fixture> fixtures) {
    var kept = fixtures.stream().filter(fixture -> !foreign.remove(fixture)).toList();
    missing.keySet().removeAll(Set.copyOf(fixtures));
    var removed = LeftBehind.remove(kept, ports.addresses(), ports.routing());
    if (!removed.isEmpty()) {
      events.report(Subject.NODE, new NodeEvent.StaticsRemoved(removed, "engine"));
    }
  }
}
