package dev.baton.lab;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The times in which the lab kept a host from being heard: its cable cut, its engine frozen. */
public final class Blackouts {
  private static final long OPEN = Long.MAX_VALUE;

  /** A stretch of time, in wall-clock nanoseconds since the epoch. */
  record Stretch(long fromNanos, long toNanos) {
    boolean overlaps(long from, long to) {
      return fromNanos <= to && from <= toNanos;
    }
  }

  private final Map<String, List<Stretch>> stretches = new HashMap<>();

  /** From now on the host is not heard. */
  public synchronized void begin(Host host) {
    stretches
        .computeIfAbsent(host.name(), name -> new ArrayList<>())
        .add(new Stretch(WallClock.nowNanos(), OPEN));
  }

  /** From now on the host is heard again. */
  public synchronized void end(Host host) {
    var of = stretches.getOrDefault(host.name(), new ArrayList<>());
    of.replaceAll(s -> s.toNanos() == OPEN ? new Stretch(s.fromNanos(), WallClock.nowNanos()) : s);
  }

  synchronized List<Stretch> of(String hostName) {
    return List.copyOf(stretches.getOrDefault(hostName, List.of()));
  }
}
