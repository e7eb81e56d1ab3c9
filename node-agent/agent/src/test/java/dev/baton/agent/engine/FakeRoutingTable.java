package dev.baton.agent.engine;

import dev.baton.agent.config.Routing;
import dev.baton.agent.engine.AddressTable.Added;
import dev.baton.agent.engine.AddressTable.Removed;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Routes and rules in memory, in the order in which they came. */
final class FakeRoutingTable implements RoutingTable {
  final Set<Routing> present = new LinkedHashSet<>();
  private final Map<String, String> impossible;
  private final List<String> done;
  private boolean isLost;

  /**
   * An empty one.
   *
   * @param impossible why something cannot be put there, by its text
   * @param done where all that was done is written down
   */
  FakeRoutingTable(Map<String, String> impossible, List<String> done) {
    this.impossible = impossible;
    this.done = done;
  }

  /** Somebody else takes a route or rule away. */
  void takeAway(String text) {
    present.removeIf(there -> there.toString().equals(text));
    isLost = true;
  }

  @Override
  public Added add(Routing added) {
    var reason = impossible.get(added.toString());
    if (reason != null) {
      return new Added.Failed(reason);
    }
    if (!present.add(added)) {
      return new Added.AlreadyThere();
    }
    done.add("add " + added);
    return new Added.Done();
  }

  @Override
  public Removed remove(Routing removed) {
    if (!present.remove(removed)) {
      return new Removed.NotThere();
    }
    done.add("remove " + removed);
    return new Removed.Done();
  }

  @Override
  public boolean hasLost() {
    boolean lost = isLost;
    isLost = false;
    return lost;
  }
}
