package dev.baton.controller.drain;

import dev.baton.events.Command;
import dev.baton.events.DrainEvent;
import dev.baton.events.VirtualRouterId;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A drain as the log tells it: an immutable image.
 *
 * @param back the same virtual routers on their way back, from the undrain on
 * @param commands by their id, in the order in which they were issued
 * @param firedTimers the names of those that fired
 * @param holdPlaced the node's event that says so: one, or none
 * @param undrainedAtNanos 0 while the node need not get its place back
 * @param isReturned whether the node has its place back
 */
public record Drain(
    DrainOrder order,
    DrainPhase phase,
    Map<VirtualRouterId, DrainStep> steps,
    Map<VirtualRouterId, Move> back,
    Map<String, Sent> commands,
    Set<String> firedTimers,
    List<Proof> holdPlaced,
    long holdPlacedAtNanos,
    long undrainedAtNanos,
    boolean isReturned,
    List<DrainEvent.Refusal> refusals,
    List<String> unproved) {
  /** Keeps copies. */
  public Drain {
    steps = Collections.unmodifiableMap(new LinkedHashMap<>(steps));
    back = Collections.unmodifiableMap(new LinkedHashMap<>(back));
    commands = Collections.unmodifiableMap(new LinkedHashMap<>(commands));
    firedTimers = Set.copyOf(firedTimers);
    holdPlaced = List.copyOf(holdPlaced);
    refusals = List.copyOf(refusals);
    unproved = List.copyOf(unproved);
  }

  /** Its name. */
  public String id() {
    return order.id();
  }

  /** Whether the node is to get its place back and has not. */
  public boolean isReturning() {
    return undrainedAtNanos != 0 && !isReturned;
  }

  /** Whether nothing that happens can alter it any more. */
  boolean isOver() {
    return isReturned || phase == DrainPhase.REFUSED;
  }

  /** Whether all that is left is to see that it stays so. */
  public boolean isVerifying() {
    return phase == DrainPhase.DRAINING
        && !holdPlaced.isEmpty()
        && steps.values().stream()
            .allMatch(
                step -> step.isProved() || !step.isHandOver() || step.move().isProvedByBothSides());
  }

  /** The newest command of that kind for that virtual router (none for holds): one, or none. */
  List<Sent> newest(Class<? extends Command> kind, List<VirtualRouterId> router) {
    return commands.values().stream()
        .filter(sent -> kind.isInstance(sent.issued().command()))
        .filter(sent -> sent.router().equals(router))
        .reduce((first, second) -> second)
        .stream()
        .toList();
  }

  /** How many commands of that kind came to nothing since one was last applied. */
  int countInVain(Class<? extends Command> kind, VirtualRouterId router) {
    int count = 0;
    for (Sent sent : commands.values()) {
      if (kind.isInstance(sent.issued().command()) && sent.router().contains(router)) {
        count = sent.isInVain() ? count + 1 : 0;
      }
    }
    return count;
  }

  /** Whether the hand-over of that virtual router was commanded and not yet answered. */
  public boolean isTakingOver(VirtualRouterId router) {
    return newest(Command.TakeOver.class, List.of(router)).stream().anyMatch(Sent::isWaiting);
  }
}
