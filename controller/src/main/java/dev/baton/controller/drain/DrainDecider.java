package dev.baton.controller.drain;

import dev.baton.controller.fleet.Fleet;
import dev.baton.events.Actor;
import dev.baton.events.Causation;
import dev.baton.events.Draft;
import dev.baton.events.DrainEvent;
import java.util.ArrayList;
import java.util.List;

/**
 * Says which events follow from what is known. To be asked again once they are applied; says
 * nothing then, until new facts came.
 *
 * <pre>
 *   DRAINING ──every step proved──► HELD ──undrain──► RESTORING ──► COMPLETED
 *      │ deadline, refusal             └──hold expires────────────────▲
 *      ├──► FAILED ──► hold lifted
 *      └──► ABORTED (asked) ──► hold lifted
 * </pre>
 */
public final class DrainDecider {
  private final long soakNanos;

  /** Takes the time for which nothing must change before a move counts as proved. */
  public DrainDecider(long soakNanos) {
    this.soakNanos = soakNanos;
  }

  /** The answer to an operator's wish: {@code drain.requested} or {@code drain.refused}. */
  public Draft request(Fleet fleet, Drains drains, DrainRequest request, Moment now) {
    var plan = DrainPlan.of(fleet, drains, request.node(), request.to());
    DrainEvent event =
        plan.isPossible()
            ? new DrainEvent.Requested(
                request.id(),
                request.node(),
                request.message(),
                now.wallNanos() + request.deadlineNanos(),
                request.holdNanos() == 0 ? 0 : now.wallNanos() + request.holdNanos(),
                plan.steps())
            : new DrainEvent.Refused(
                request.id(), request.node(), request.message(), plan.refusals());
    return now.draft(event).because(request.actor(), Causation.NONE, request.id());
  }

  /** An operator wants the node back in its place: an event, or none when that changes nothing. */
  public List<Draft> undrain(Drain drain, String message, Actor actor, Moment now) {
    if (!drain.phase().isOpen() || drain.phase() == DrainPhase.RESTORING) {
      return List.of();
    }
    var event = new DrainEvent.UndrainRequested(drain.id(), message);
    return List.of(now.draft(event).because(actor, Causation.NONE, drain.id()));
  }

  /** An operator stops it: an event, or none when that changes nothing. */
  public List<Draft> abort(Drain drain, String message, Actor actor, Moment now) {
    if (drain.phase() != DrainPhase.DRAINING) {
      return List.of();
    }
    var event = new DrainEvent.Aborted(drain.id(), message);
    return List.of(now.draft(event).because(actor, Causation.NONE, drain.id()));
  }

  /** What follows now. */
  public List<Draft> next(Fleet fleet, Drains drains, Moment now) {
    var drafts = new ArrayList<Draft>();
    for (Drain drain : drains.byId().values()) {
      if (drain.phase() == DrainPhase.DRAINING) {
        drafts.addAll(new HandOver(fleet, drains, drain, now).next());
      } else if (drain.isReturning()) {
        drafts.addAll(new Return(fleet, drain, now).next());
      }
    }
    return drafts;
  }

  /** What time alone brings. */
  public List<DrainTimer> timers(Drains drains) {
    return drains.byId().values().stream()
        .filter(drain -> !drain.isOver())
        .flatMap(drain -> DrainTimers.of(drain, soakNanos).stream())
        .toList();
  }

  /** The event that a due timer becomes. */
  public Draft fired(DrainTimer timer, Moment now) {
    var event = new DrainEvent.TimerFired(timer.drainId(), timer.name());
    return now.draft(event).because(Actor.NOBODY, Causation.NONE, timer.drainId());
  }
}
