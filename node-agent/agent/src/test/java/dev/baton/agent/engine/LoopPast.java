package dev.baton.agent.engine;

import dev.baton.events.Draft;
import dev.baton.events.InstanceEvent.FaultsChanged;
import dev.baton.events.InstanceEvent.PriorityChanged;
import dev.baton.events.InstanceEvent.Transitioned;
import dev.baton.events.InstanceEvent.VipsApplied;
import dev.baton.events.InstanceEvent.VipsLeftBehind;
import dev.baton.events.InstanceEvent.VipsRemoved;
import dev.baton.events.InstanceState;
import dev.baton.events.Priority;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** What is known of one instance from its events and its frames alone. */
final class LoopPast {
  InstanceState state = InstanceState.INITIALIZE;
  boolean hasBegun;
  int priority;
  final Set<String> faults = new TreeSet<>();
  final Set<String> addresses = new TreeSet<>();
  private final List<Heard> lastHeard = new ArrayList<>();

  /** Its own, for as long as it has been what it is. */
  long shortestIntervalNanos = Long.MAX_VALUE;

  boolean hasHeardSinceTransition;
  boolean hasHeardResignation;
  long lastAdvertNanos;
  long dueByNanos;
  long lingersUntilNanos = Long.MIN_VALUE;
  private boolean isLastRegular;

  /** An advertisement that was read, and when. */
  record Heard(long atNanos, LoopAdvert advert) {}

  void hear(long atNanos, LoopAdvert advert) {
    hasHeardResignation |= advert.priority() == 0;
    if (advert.priority() != 0) {
      hasHeardSinceTransition = true;
      lastHeard.clear();
      lastHeard.add(new Heard(atNanos, advert));
    }
  }

  /** The last that did not resign; none or one. */
  List<Heard> lastHeard() {
    return lastHeard;
  }

  /** Folds one event; what is wrong about it. */
  List<String> fold(Draft draft) {
    var wrong = new ArrayList<String>();
    switch (draft.event()) {
      case Transitioned transitioned -> fold(transitioned, wrong);
      case PriorityChanged(Priority from, Priority to, var contributions) -> {
        if (hasBegun && from.value() != priority) {
          wrong.add("its priority was " + priority + ", not " + from.value());
        }
        priority = to.value();
      }
      case FaultsChanged changed -> {
        faults.addAll(changed.raised());
        faults.removeAll(changed.cleared());
        if (!List.copyOf(faults).equals(changed.faults())) {
          wrong.add("its faults are " + faults + ", not " + changed.faults());
        }
      }
      case VipsApplied applied -> {
        if (state != InstanceState.ACTIVE) {
          wrong.add("has addresses before it is Active in the log");
        }
        addresses.addAll(applied.addresses());
      }
      case VipsRemoved removed -> addresses.removeAll(removed.addresses());
      case VipsLeftBehind left -> addresses.removeAll(left.addresses());
      default -> {}
    }
    return wrong;
  }

  private void fold(Transitioned transitioned, List<String> wrong) {
    if (transitioned.from() != state) {
      wrong.add("it was " + state + ", not " + transitioned.from());
    }
    state = transitioned.to();
    hasBegun = true;
    priority = transitioned.priority().value();
    faults.clear();
    faults.addAll(transitioned.faults());
    shortestIntervalNanos = Long.MAX_VALUE;
    if (transitioned.from() == InstanceState.FAULT) {
      // Who does not take part does not listen.
      lastHeard.clear();
    }
    hasHeardSinceTransition = false;
    hasHeardResignation = false;
  }

  /** What comes next may come at another time than usual. */
  void breaksRhythm() {
    isLastRegular = false;
  }

  /** Advertises; whether this and the one before came of time alone. */
  boolean advertised(long nowNanos, boolean isRegular) {
    boolean areRegular = isRegular && isLastRegular;
    lastAdvertNanos = nowNanos;
    isLastRegular = isRegular;
    return areRegular;
  }
}
