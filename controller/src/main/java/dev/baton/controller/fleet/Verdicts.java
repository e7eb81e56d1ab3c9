package dev.baton.controller.fleet;

import dev.baton.events.Cause;
import dev.baton.events.InstanceState;
import dev.baton.events.NodeName;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Concludes a {@link Verdict}; acts on nothing. */
public final class Verdicts {
  /** RFC 9568 section 6.1: Active_Down_Interval is three intervals and the skew; rounded up. */
  private static final long INTERVALS_OF_PATIENCE = 4;

  private static final long DEFAULT_INTERVAL_NANOS = 1_000_000_000L;

  private Verdicts() {}

  /** What there is to say of the virtual router at that time, by the controller's clock. */
  public static Verdict of(Fleet fleet, RouterView router, long nowNanos) {
    var known =
        router.instances().values().stream()
            .filter(instance -> fleet.isKnown(instance.node()))
            .toList();
    var actives = in(known, InstanceState.ACTIVE);
    if (actives.isEmpty()) {
      return known.size() < router.instances().size() ? Verdict.UNKNOWN : Verdict.NO_ACTIVE;
    }
    if (actives.size() == 1) {
      return in(known, InstanceState.BACKUP).isEmpty() ? Verdict.NO_SPARE : Verdict.OK;
    }
    if (areApart(fleet, router, actives)) {
      return eachHasSpare(fleet, router, known) ? Verdict.OK : Verdict.NO_SPARE;
    }
    if (isHandingOver(fleet, router, actives, nowNanos)) {
      return Verdict.OK;
    }
    return Verdict.SPLIT_BRAIN;
  }

  private static List<InstanceView> in(List<InstanceView> instances, InstanceState state) {
    return instances.stream().filter(instance -> instance.isIn(state)).toList();
  }

  /** Actives that list different addresses are on two segments with one name. */
  private static boolean areApart(Fleet fleet, RouterView router, List<InstanceView> actives) {
    for (int i = 0; i < actives.size(); i++) {
      for (int j = i + 1; j < actives.size(); j++) {
        var one = addresses(fleet, router, actives.get(i).node());
        var other = addresses(fleet, router, actives.get(j).node());
        if (one.isEmpty() || other.isEmpty() || !Collections.disjoint(one, other)) {
          return false;
        }
      }
    }
    return true;
  }

  private static boolean eachHasSpare(Fleet fleet, RouterView router, List<InstanceView> known) {
    var backups = in(known, InstanceState.BACKUP);
    return in(known, InstanceState.ACTIVE).stream()
        .map(active -> addresses(fleet, router, active.node()))
        .allMatch(wanted ->
            backups.stream()
                .anyMatch(backup -> addresses(fleet, router, backup.node()).equals(wanted)));
  }

  private static Set<String> addresses(Fleet fleet, RouterView router, NodeName node) {
    return fleet.settingsOf(node, router.id()).stream()
        .flatMap(settings -> settings.addresses().stream())
        .collect(Collectors.toUnmodifiableSet());
  }

  /**
   * One that took over from a live Active makes two for a moment (the old one yields on hearing
   * it). One whose timer ran out does not hear the other: that is a split brain at once.
   */
  private static boolean isHandingOver(
      Fleet fleet, RouterView router, List<InstanceView> actives, long nowNanos) {
    var newest = actives.getFirst();
    for (InstanceView active : actives) {
      newest = active.standing().sinceNanos() > newest.standing().sinceNanos() ? active : newest;
    }
    long interval =
        fleet.settingsOf(newest.node(), router.id()).stream()
            .mapToLong(settings -> settings.intervalCentiseconds() * 10_000_000L)
            .findFirst()
            .orElse(DEFAULT_INTERVAL_NANOS);
    return !newest.standing().cause().equals(Cause.ACTIVE_DOWN_TIMER_EXPIRED.name())
        && nowNanos - newest.standing().sinceNanos() < INTERVALS_OF_PATIENCE * interval;
  }
}
