package dev.baton.controller.fleet;

import dev.baton.events.Cause;
import dev.baton.events.InstanceState;
import dev.baton.events.NodeName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The ledger: reads a virtual router's history by corrected time, so that events that come late
 * give the same ledger as those that come at once.
 */
public final class Failovers {
  private static final Set<String> PLANNED =
      Set.of(Cause.HAND_OVER.name(), Cause.DRAIN_RESIGN.name());

  private final Fleet fleet;
  private final RouterView router;
  private final Orders orders;
  private final LinkedHashMap<NodeName, Change> actives = new LinkedHashMap<>();
  private final Map<NodeName, Take> waitingForLeave = new HashMap<>();
  private final List<Take> takes = new ArrayList<>();

  private Failovers(Fleet fleet, RouterView router, Orders orders) {
    this.fleet = fleet;
    this.router = router;
    this.orders = orders;
  }

  /** Which moves were asked for: events tell of a hold in force, too, which asks for nothing. */
  @FunctionalInterface
  public interface Orders {
    /** Whether the order of that id made the virtual router move by one of those events. */
    boolean moved(String correlationId, List<Long> eventSeqs);
  }

  /** One that became Active, or nobody for now, and the one before it. */
  private static final class Take {
    private final List<Change> taken = new ArrayList<>(1);
    private final List<Change> left = new ArrayList<>(1);
    private final Holder from;

    Take(Holder from) {
      this.from = from;
    }
  }

  /** Of one virtual router, oldest first. */
  public static List<Failover> of(Fleet fleet, RouterView router, Orders orders) {
    var ledger = new Failovers(fleet, router, orders);
    router.history().oldestFirst().forEach(ledger::read);
    return ledger.takes.stream().map(ledger::failover).toList();
  }

  private void read(Change change) {
    var isActive = actives.containsKey(change.node());
    if (isActive && (change.from() != InstanceState.ACTIVE || !becomesActive(change))) {
      leave(change);
    }
    if (becomesActive(change) && !actives.containsKey(change.node())) {
      take(change);
    }
  }

  private static boolean becomesActive(Change change) {
    return change.to() == InstanceState.ACTIVE;
  }

  private void leave(Change change) {
    actives.remove(change.node());
    var waiting = waitingForLeave.remove(change.node());
    if (waiting != null) {
      waiting.left.add(change);
    } else if (actives.isEmpty()) {
      var givenUp = new Take(new Holder.Node(change.node()));
      givenUp.left.add(change);
      takes.add(givenUp);
    }
  }

  private void take(Change change) {
    if (!actives.isEmpty()) {
      var before = actives.firstEntry().getKey();
      var take = new Take(new Holder.Node(before));
      take.taken.add(change);
      waitingForLeave.putIfAbsent(before, take);
      takes.add(take);
    } else if (!takes.isEmpty() && takes.getLast().taken.isEmpty()) {
      takes.getLast().taken.add(change);
    } else {
      var first = new Take(Holder.NOBODY);
      first.taken.add(change);
      takes.add(first);
    }
    actives.put(change.node(), change);
  }

  private Failover failover(Take take) {
    var decisive = take.taken.isEmpty() ? take.left.getFirst() : take.taken.getFirst();
    var all = new ArrayList<>(take.left);
    all.addAll(take.taken);
    all.sort(Change.ORDER);
    var seqs = all.stream().map(Change::seq).sorted().toList();
    var order =
        all.stream()
            .map(Change::correlationId)
            .filter(id -> !id.isEmpty() && orders.moved(id, seqs))
            .findFirst();
    return new Failover(
        decisive.seq(),
        decisive.timeNanos(),
        router.id(),
        take.from,
        take.taken.isEmpty() ? Holder.NOBODY : new Holder.Node(decisive.node()),
        decisive.cause(),
        order.isPresent() || PLANNED.contains(decisive.cause()),
        order.orElse(decisive.correlationId()),
        seam(take),
        bound(take),
        isProvisional(take, all.getLast().timeNanos()),
        decisive.evidence(),
        seqs);
  }

  private static Seam seam(Take take) {
    if (take.from instanceof Holder.Nobody) {
      return Seam.UNKNOWN;
    }
    if (take.left.isEmpty() || take.taken.isEmpty()) {
      return Seam.OPEN;
    }
    var left = take.left.getFirst();
    if (!left.isTimeKnown() || left.from() != InstanceState.ACTIVE) {
      return Seam.UNKNOWN;
    }
    long apart = take.taken.getFirst().timeNanos() - left.timeNanos();
    return apart >= 0 ? new Seam.Gap(apart) : new Seam.Overlap(-apart);
  }

  private static Bound bound(Take take) {
    if (take.left.isEmpty() || take.taken.isEmpty()) {
      return Bound.UNKNOWN;
    }
    var left = take.left.getFirst();
    var taken = take.taken.getFirst();
    return left.node().equals(taken.node())
        ? new Bound.Within(0)
        : Bound.sum(left.bound(), taken.bound());
  }

  private boolean isProvisional(Take take, long untilNanos) {
    var isOpen = seam(take) instanceof Seam.Open && !take.taken.isEmpty();
    return isOpen
        || router.instances().keySet().stream()
            .flatMap(member -> fleet.node(member).stream())
            .anyMatch(node -> !node.hasReported(untilNanos, fleet.asOfNanos()));
  }
}
