package dev.baton.controller.drain;

import dev.baton.controller.fleet.Fleet;
import dev.baton.controller.fleet.Hold;
import dev.baton.controller.fleet.InstanceView;
import dev.baton.controller.fleet.RouterView;
import dev.baton.events.Command;
import dev.baton.events.Draft;
import dev.baton.events.DrainEvent;
import dev.baton.events.InstanceState;
import dev.baton.events.NodeName;
import dev.baton.events.Priority;
import dev.baton.events.VirtualRouterId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What follows for a drain that hands addresses over. */
final class HandOver {
  private static final long TAKE_OVER_MILLIS = 5_000;

  /** So often may a take-over come to nothing before people are told; it is tried on. */
  private static final int PATIENT_TRIES = 3;

  /** Leaving for one of these is what the drain asked for. */
  private static final Set<String> BY_THE_DRAIN =
      Set.of("HAND_OVER", "DRAIN_RESIGN", "HIGHER_PRIORITY_ADVERT", "TIE_BREAK_ADDRESS");

  private final Fleet fleet;
  private final Drains drains;
  private final Drain drain;
  private final Orders orders;
  private final NodeName node;
  private final Moment now;

  HandOver(Fleet fleet, Drains drains, Drain drain, Moment now) {
    this.fleet = fleet;
    this.drains = drains;
    this.drain = drain;
    this.now = now;
    this.orders = new Orders(drain, now);
    this.node = drain.order().node();
  }

  List<Draft> next() {
    if (drain.firedTimers().contains(DrainTimers.DEADLINE)) {
      orders.say(new DrainEvent.Failed(drain.id(), "the deadline passed; " + waitingFor()));
    } else if (drain.holdPlaced().isEmpty() || !isHeld()) {
      placeHold();
    } else {
      drain.steps().values().forEach(this::step);
      if (drain.steps().values().stream().allMatch(DrainStep::isProved)) {
        orders.say(new DrainEvent.Completed(drain.id(), unproved()));
      }
    }
    return orders.drafts();
  }

  private boolean isHeld() {
    return fleet.node(node).stream()
        .anyMatch(
            view -> view.hold() instanceof Hold.Held held && held.drainId().equals(drain.id()));
  }

  private void placeHold() {
    var sent = drain.newest(Command.PlaceHold.class, List.of());
    if (sent.stream().anyMatch(Sent::isInVain)) {
      orders.say(
          new DrainEvent.Failed(
              drain.id(), node + " did not place the hold: " + sent.getFirst().reason()));
    } else if (sent.isEmpty()) {
      var order = drain.order();
      long leftMillis = (order.deadlineAtNanos() - now.wallNanos()) / 1_000_000;
      orders.command(
          node,
          new Command.PlaceHold(
              drain.id(), order.by(), order.message(), order.holdExpiresAtNanos()),
          List.of(),
          Math.max(leftMillis, 1));
    }
  }

  private void step(DrainStep step) {
    if (step.isProved()) {
      return;
    }
    if (step.move().isSettled() && !isActive(step)) {
      orders.say(new DrainEvent.StepProved(drain.id(), step.move().router(), facts(step)));
    } else if (isActive(step)) {
      takeOver(step);
    } else if (!step.isHandOver() && step.move().proofs().isEmpty()) {
      orders.say(
          new DrainEvent.StepProved(
              drain.id(),
              step.move().router(),
              List.of(new DrainEvent.Fact("held", drain.holdPlaced().getFirst().event()))));
    }
  }

  private boolean isActive(DrainStep step) {
    return instance(step.move().router()).stream()
        .anyMatch(instance -> instance.isIn(InstanceState.ACTIVE));
  }

  private List<InstanceView> instance(VirtualRouterId router) {
    return fleet.router(router).stream().flatMap(view -> view.instanceOf(node).stream()).toList();
  }

  private void takeOver(DrainStep step) {
    var routerId = step.move().router();
    var router = fleet.router(routerId).getFirst();
    var leaving = instance(routerId).getFirst();
    if (drain.isTakingOver(routerId) || !isAtLastResort(leaving)) {
      return;
    }
    var successor = new Successors(fleet, drains).choose(router, node, step.to());
    if (successor.isEmpty()) {
      stuck(step, "no other node could take over now");
      return;
    }
    var earlier = drain.newest(Command.TakeOver.class, List.of(routerId));
    if (!earlier.isEmpty() && !mayTryAgain(router, earlier.getFirst(), successor.getFirst())) {
      if (drain.countInVain(Command.TakeOver.class, routerId) >= PATIENT_TRIES) {
        stuck(step, earlier.getFirst().reason());
      }
      return;
    }
    command(router, leaving, successor.getFirst());
  }

  /** The engine says its new priority once it is out; one second is patience enough. */
  private boolean isAtLastResort(InstanceView leaving) {
    return leaving.effectivePriority().equals(Priority.LAST_RESORT)
        || drain.firedTimers().contains(DrainTimers.PATIENCE);
  }

  /** Again with other facts, or after a while: an answer may rest on an advert still under way. */
  private boolean mayTryAgain(RouterView router, Sent earlier, NodeName successor) {
    var facts = presupposed(router, successor);
    return !earlier.isWaiting()
        && (!earlier.issued().node().equals(successor)
            || !earlier.issued().presupposes().equals(facts)
            || drain.firedTimers().contains(DrainTimers.retry(earlier)));
  }

  private void command(RouterView router, InstanceView leaving, NodeName successor) {
    var heard =
        router.instanceOf(successor).stream().map(InstanceView::heard).findFirst().orElse("");
    var expected = leaving.source().isEmpty() ? heard : leaving.source();
    orders.command(
        successor,
        new Command.TakeOver(router.id(), expected, leaving.effectivePriority()),
        presupposed(router, successor),
        TAKE_OVER_MILLIS);
  }

  private static List<dev.baton.events.EventId> presupposed(RouterView router, NodeName successor) {
    return router.instanceOf(successor).stream()
        .flatMap(instance -> instance.lastTransition().stream())
        .toList();
  }

  private void stuck(DrainStep step, String reason) {
    if (!step.trouble().equals(reason)) {
      orders.say(new DrainEvent.StepStuck(drain.id(), step.move().router(), reason));
    }
  }

  private static List<DrainEvent.Fact> facts(DrainStep step) {
    return step.move().proofs().values().stream()
        .map(proof -> new DrainEvent.Fact(proof.fact(), proof.event()))
        .toList();
  }

  private String waitingFor() {
    var open = new ArrayList<String>();
    for (DrainStep step : drain.steps().values()) {
      if (!step.isProved()) {
        open.add(step.move().router().text());
      }
    }
    return open.isEmpty() ? "the hold was not placed" : "not proved: " + String.join(", ", open);
  }

  /** What happened otherwise than by hand-over. */
  private List<String> unproved() {
    var texts = new ArrayList<String>();
    for (DrainStep step : drain.steps().values()) {
      var left = step.move().proofs().get(Move.LEFT_ACTIVE);
      if (left != null && !BY_THE_DRAIN.contains(left.cause())) {
        texts.add(
            step.move().router().text()
                + ": "
                + node
                + " left Active because of "
                + left.cause()
                + ", not because of the drain");
      }
    }
    return texts;
  }
}
