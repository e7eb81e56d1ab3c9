package dev.baton.controller.drain;

import dev.baton.controller.fleet.Fleet;
import dev.baton.controller.fleet.Hold;
import dev.baton.controller.fleet.InstanceView;
import dev.baton.controller.fleet.RouterView;
import dev.baton.events.Command;
import dev.baton.events.ConfigEvent.InstanceSettings;
import dev.baton.events.Draft;
import dev.baton.events.DrainEvent;
import dev.baton.events.EventId;
import dev.baton.events.InstanceState;
import dev.baton.events.NodeName;
import dev.baton.events.VirtualRouterId;
import java.util.List;

/**
 * What follows for a node that gets its place back. A node that preempts would take its addresses
 * back by itself; where both are ours the hand-over does it without losing a datagram. Ordinary
 * preemption finishes what commands do not.
 */
final class Return {
  private static final long LIFT_MILLIS = 3_600_000;
  private static final long HAND_OVER_MILLIS = 5_000;
  private static final long EXPECT_MILLIS = 10_000;

  private final Fleet fleet;
  private final Drain drain;
  private final Orders orders;
  private final NodeName node;

  Return(Fleet fleet, Drain drain, Moment now) {
    this.fleet = fleet;
    this.drain = drain;
    this.orders = new Orders(drain, now);
    this.node = drain.order().node();
  }

  List<Draft> next() {
    var isHeld = isHeld();
    if (isHeld || !isLiftAnswered()) {
      liftHold();
    }
    var isWaiting = false;
    for (VirtualRouterId id : drain.back().keySet()) {
      for (RouterView router : fleet.router(id)) {
        isWaiting |= bringBack(router, isHeld);
      }
    }
    var isLate = drain.firedTimers().contains(DrainTimers.RETURN_DEADLINE);
    if (!isHeld && isLiftAnswered() && (!isWaiting || isLate)) {
      orders.say(new DrainEvent.Restored(drain.id()));
    }
    return orders.drafts();
  }

  private boolean isHeld() {
    return fleet.node(node).stream()
        .anyMatch(
            view -> view.hold() instanceof Hold.Held held && held.drainId().equals(drain.id()));
  }

  /** A hold may be placed by a command that is still under way: it is lifted in any case. */
  private boolean isLiftAnswered() {
    return drain.newest(Command.LiftHold.class, List.of()).stream()
        .anyMatch(sent -> !sent.isWaiting());
  }

  private void liftHold() {
    var sent = drain.newest(Command.LiftHold.class, List.of());
    if (sent.isEmpty() || sent.getFirst().answer() instanceof Sent.Answer.Expired) {
      orders.command(
          node, new Command.LiftHold(drain.id(), drain.order().by()), List.of(), LIFT_MILLIS);
    }
  }

  /** Whether there is still something to wait for here. */
  private boolean bringBack(RouterView router, boolean isHeld) {
    for (InstanceView active : othersThatYield(router)) {
      expect(router, active);
      if (!isHeld && isExpected(router)) {
        takeOver(router, active);
      }
      return true;
    }
    var move = drain.back().get(router.id());
    return move != null
        && isUnderWay(router, move)
        && !move.proofs().keySet().containsAll(needed(router, move));
  }

  /** The one that leaves may be heard before the one that takes. */
  private boolean isUnderWay(RouterView router, Move move) {
    return move.proofs().containsKey(Move.TOOK_OVER)
        || (!move.proofs().isEmpty()
            && router.instances().values().stream().noneMatch(this::isOtherActive));
  }

  /** What must be proved; one that is silent cannot say that it left. */
  private List<String> needed(RouterView router, Move move) {
    var left = move.proofs().get(Move.LEFT_ACTIVE);
    var isLeaverHeard =
        left == null
            ? router.instances().values().stream().anyMatch(this::isOtherActive)
            : fleet.isConnected(left.event().node());
    return isLeaverHeard ? Move.BOTH_SIDES : List.of(Move.TOOK_OVER, Move.ANNOUNCED);
  }

  private boolean isOtherActive(InstanceView instance) {
    return !instance.node().equals(node)
        && instance.isIn(InstanceState.ACTIVE)
        && fleet.isConnected(instance.node());
  }

  /** The current Active of another agent, if the returning node would preempt it. */
  private List<InstanceView> othersThatYield(RouterView router) {
    var own = router.instanceOf(node);
    var settings = fleet.settingsOf(node, router.id());
    if (own.stream().noneMatch(instance -> instance.isIn(InstanceState.BACKUP))
        || settings.stream().noneMatch(InstanceSettings::preempt)
        || !fleet.isConnected(node)) {
      return List.of();
    }
    int priority = settings.getFirst().basePriority().value();
    return router.instances().values().stream()
        .filter(this::isOtherActive)
        .filter(active -> priority > active.effectivePriority().value())
        .limit(1)
        .toList();
  }

  private void expect(RouterView router, InstanceView active) {
    if (drain.newest(Command.ExpectHandOver.class, List.of(router.id())).isEmpty()) {
      orders.command(
          active.node(),
          new Command.ExpectHandOver(router.id(), EXPECT_MILLIS),
          presupposed(active),
          HAND_OVER_MILLIS);
    }
  }

  private boolean isExpected(RouterView router) {
    return drain.newest(Command.ExpectHandOver.class, List.of(router.id())).stream()
        .anyMatch(sent -> !sent.isWaiting());
  }

  private void takeOver(RouterView router, InstanceView active) {
    var earlier = newestBack(router);
    if (earlier.stream().anyMatch(sent -> !mayTryAgain(sent))) {
      return;
    }
    orders.command(
        node,
        new Command.TakeOver(router.id(), active.source(), active.effectivePriority()),
        router.instanceOf(node).stream().flatMap(own -> own.lastTransition().stream()).toList(),
        HAND_OVER_MILLIS);
  }

  private List<Sent> newestBack(RouterView router) {
    return drain.newest(Command.TakeOver.class, List.of(router.id())).stream()
        .filter(sent -> sent.issued().node().equals(node))
        .toList();
  }

  private boolean mayTryAgain(Sent sent) {
    return sent.isInVain() && drain.firedTimers().contains(DrainTimers.retry(sent));
  }

  private static List<EventId> presupposed(InstanceView instance) {
    return instance.lastTransition();
  }
}
