package dev.baton.agent.engine;

import dev.baton.agent.config.Delays.LinkDelay;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.ToLongFunction;

/**
 * Links that are as they were until they have been otherwise for a while, where the configuration
 * gives them a delay: one that goes down and comes back meanwhile was never down. A link that is
 * gone is gone at once.
 */
final class SteadyLinks implements LinkMonitor {
  private final LinkMonitor links;
  private final MonotonicClock clock;
  private final Map<String, Unsettled> unsettled = new HashMap<>();
  private Map<String, LinkDelay> delays = Map.of();
  private ToLongFunction<String> longestNanos = name -> Long.MAX_VALUE;

  /** A link that is otherwise than it is shown. */
  private record Unsettled(boolean isShownUp, long dueNanos) {}

  SteadyLinks(LinkMonitor links, MonotonicClock clock) {
    this.links = links;
    this.clock = clock;
  }

  /**
   * Goes over to other delays; those that run go on.
   *
   * @param longest what the users of a link can bear at the time
   */
  void delay(Map<String, LinkDelay> other, ToLongFunction<String> longest) {
    delays = other;
    longestNanos = longest;
  }

  /** When a link counts as what it is; never is {@link Wakeups#NO_DEADLINE}. */
  long dueNanos() {
    long due = Wakeups.NO_DEADLINE;
    for (var each : unsettled.values()) {
      due = due == Wakeups.NO_DEADLINE || each.dueNanos() - due < 0 ? each.dueNanos() : due;
    }
    return due;
  }

  @Override
  public void poll(Consumer<LinkChange> sink) {
    links.poll(change -> take(change, sink));
    if (!unsettled.isEmpty()) {
      settle(clock.nanos(), sink);
    }
  }

  @Override
  public InterfaceState interfaceState(String interfaceName) {
    var state = links.interfaceState(interfaceName);
    var shown = unsettled.isEmpty() ? null : unsettled.get(interfaceName);
    return shown != null
            && state instanceof InterfaceState.Present(var index, _, var mac, var mtu, var on)
        ? new InterfaceState.Present(index, shown.isShownUp(), mac, mtu, on)
        : state;
  }

  private void take(LinkChange change, Consumer<LinkChange> sink) {
    boolean isKept =
        switch (change) {
          case LinkChange.LinkUp(var name) -> isKept(name, true);
          case LinkChange.LinkDown(var name) -> isKept(name, false);
          case LinkChange.LinkGone(var name) -> isGone(name);
          case LinkChange.LinkAppeared _,
              LinkChange.LinkAltered _,
              LinkChange.AddressAdded _,
              LinkChange.AddressRemoved _ ->
              false;
        };
    if (!isKept) {
      sink.accept(change);
    }
  }

  private boolean isGone(String name) {
    unsettled.remove(name);
    return false;
  }

  /** Whether a change does not count yet, or takes one back that did not. */
  private boolean isKept(String name, boolean isUp) {
    if (unsettled.remove(name) != null) {
      return true;
    }
    var delay = delays.get(name);
    if (delay == null) {
      return false;
    }
    var borne = delay.atMost(longestNanos.applyAsLong(name));
    long waitNanos = isUp ? borne.upNanos() : borne.downNanos();
    if (waitNanos <= 0) {
      return false;
    }
    unsettled.put(name, new Unsettled(!isUp, clock.nanos() + waitNanos));
    return true;
  }

  private void settle(long nowNanos, Consumer<LinkChange> sink) {
    var entries = unsettled.entrySet().iterator();
    while (entries.hasNext()) {
      var each = entries.next();
      if (each.getValue().dueNanos() - nowNanos <= 0) {
        boolean isUp = !each.getValue().isShownUp();
        entries.remove();
        sink.accept(
            isUp ? new LinkChange.LinkUp(each.getKey()) : new LinkChange.LinkDown(each.getKey()));
      }
    }
  }
}
