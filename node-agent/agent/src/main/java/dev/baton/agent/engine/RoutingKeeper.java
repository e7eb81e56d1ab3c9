package dev.baton.agent.engine;

import dev.baton.agent.config.Routing;
import dev.baton.agent.engine.AddressTable.Added;
import dev.baton.agent.engine.AddressTable.Removed;
import dev.baton.events.InstanceEvent;
import dev.baton.events.InstanceEvent.RoutesApplied;
import dev.baton.events.InstanceEvent.RoutesRemoved;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** Has the routes and rules of one instance there while it is Active. */
final class RoutingKeeper {
  private final RoutingTable table;
  private List<Routing> wanted;
  private final Set<Routing> present = new HashSet<>();
  private boolean isServing;

  RoutingKeeper(List<Routing> wanted, RoutingTable table) {
    this.wanted = List.copyOf(wanted);
    this.table = table;
  }

  /** Adds all; none or one event. */
  List<InstanceEvent> add() {
    isServing = true;
    return add(routing -> true);
  }

  private List<InstanceEvent> add(Predicate<Routing> which) {
    var applied = new ArrayList<String>();
    var failed = new ArrayList<String>();
    for (var routing : wanted) {
      if (which.test(routing)) {
        switch (table.add(routing)) {
          case Added.Done done -> applied.add(noted(routing));
          case Added.AlreadyThere alreadyThere -> applied.add(noted(routing));
          case Added.Failed(String reason) -> failed.add(routing + ": " + reason);
        }
      }
    }
    return applied.isEmpty() && failed.isEmpty()
        ? List.of()
        : List.of(new RoutesApplied(applied, failed));
  }

  private String noted(Routing routing) {
    present.add(routing);
    return routing.toString();
  }

  /**
   * Puts back what is tracked and was taken away, by somebody or with its interface. Adding again
   * shows what was missing: the kernel refuses a second one of what is there.
   */
  List<InstanceEvent> restore() {
    if (!isServing) {
      return List.of();
    }
    var lost = new ArrayList<String>();
    var restored = new ArrayList<String>();
    wanted.stream().filter(Routing::tracked).forEach(routing -> restore(routing, lost, restored));
    var events = new ArrayList<InstanceEvent>();
    if (!lost.isEmpty()) {
      events.add(new RoutesRemoved(lost, "somebody else"));
    }
    if (!restored.isEmpty()) {
      events.add(new RoutesApplied(restored, List.of()));
    }
    return events;
  }

  private void restore(Routing routing, List<String> lost, List<String> restored) {
    var text = routing.toString();
    switch (table.add(routing)) {
      case Added.AlreadyThere alreadyThere -> present.add(routing);
      case Added.Done done -> {
        if (!present.add(routing)) {
          lost.add(text);
        }
        restored.add(text);
      }
      case Added.Failed failed -> {
        if (present.remove(routing)) {
          lost.add(text);
        }
      }
    }
  }

  /** Takes all away, the last first; none or one event, for those that were there. */
  List<InstanceEvent> remove() {
    isServing = false;
    return removed(remove(wanted, table));
  }

  /** Goes over to others: what is new is added, what is gone is removed, the rest stays. */
  List<InstanceEvent> become(List<Routing> next) {
    var dropped = new ArrayList<>(wanted);
    dropped.removeAll(next);
    var old = Set.copyOf(wanted);
    wanted = List.copyOf(next);
    if (!isServing) {
      return List.of();
    }
    var events = new ArrayList<InstanceEvent>(removed(remove(dropped, table)));
    events.addAll(add(routing -> !old.contains(routing)));
    return events;
  }

  private List<InstanceEvent> removed(List<String> removed) {
    present.retainAll(isServing ? wanted : List.of());
    return removed.isEmpty() ? List.of() : List.of(new RoutesRemoved(removed, "engine"));
  }

  /** Takes these away, the last first, and says which there were. */
  static List<String> remove(List<Routing> routings, RoutingTable table) {
    var removed = new ArrayList<String>();
    for (var routing : routings.reversed()) {
      if (table.remove(routing) instanceof Removed.Done) {
        removed.add(routing.toString());
      }
    }
    return removed;
  }
}
