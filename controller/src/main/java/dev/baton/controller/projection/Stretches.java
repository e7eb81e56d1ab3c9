package dev.baton.controller.projection;

import java.util.ArrayList;
import java.util.List;

/**
 * The log in stretches of equal length, with the earliest time in each: whoever looks for what
 * happened until some time passes over those that begin later. What came late is found by that.
 */
final class Stretches {
  private final int length;
  private final List<Long> earliest = new ArrayList<>();

  /** Knows of no event yet. */
  Stretches(int length) {
    this.length = length;
  }

  /** How many records a stretch has. */
  int length() {
    return length;
  }

  /** Takes the next event of the log. */
  void apply(long seq, long timeNanos) {
    int index = (int) ((seq - 1) / length);
    if (index == earliest.size()) {
      earliest.add(timeNanos);
    } else if (timeNanos < earliest.get(index)) {
      earliest.set(index, timeNanos);
    }
  }

  /** The earliest times, to go on from them later. */
  List<Long> kept() {
    return List.copyOf(earliest);
  }

  void resume(List<Long> kept) {
    earliest.clear();
    earliest.addAll(kept);
  }

  /** From one event of the log to another, both included. */
  record Stretch(long firstSeq, long lastSeq) {}

  /** Where events after the one and up to the other may have happened until that time. */
  List<Stretch> between(long afterSeq, long lastSeq, long untilNanos) {
    var found = new ArrayList<Stretch>();
    for (int i = (int) (afterSeq / length); i < earliest.size(); i++) {
      if (earliest.get(i) <= untilNanos) {
        long first = Math.max(afterSeq + 1, (long) i * length + 1);
        long last = Math.min(lastSeq, (long) (i + 1) * length);
        boolean isNext = !found.isEmpty() && found.getLast().lastSeq() == first - 1;
        found.add(new Stretch(isNext ? found.removeLast().firstSeq() : first, last));
      }
    }
    return found;
  }
}
