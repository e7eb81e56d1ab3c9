package dev.baton.agent.engine;

import java.util.ArrayList;
import java.util.List;

/**
 * Which instance wants a tick first: a binary heap that knows where each instance is, so that a
 * deadline that moves (one does with every advert that is heard) costs a few comparisons, and
 * nothing is allocated.
 */
final class Deadlines<E extends Deadlines.Waiting> {
  private final List<E> heap = new ArrayList<>();

  /** Somebody who wants a tick at a time. */
  interface Waiting {
    /** When; never is {@link Wakeups#NO_DEADLINE}. */
    long dueNanos();

    /** Where it is in the heap; negative for nowhere, as it begins. */
    int heapIndex();

    /** Remembers where it is in the heap. */
    void heapIndex(int index);
  }

  /** When the first instance wants its tick; never is {@link Wakeups#NO_DEADLINE}. */
  long earliestNanos() {
    return heap.isEmpty() ? Wakeups.NO_DEADLINE : heap.getFirst().dueNanos();
  }

  /** How many instances wait for a tick. */
  int size() {
    return heap.size();
  }

  /** The instance that wants its tick first; there has to be one. */
  E first() {
    if (heap.isEmpty()) {
      throw new IllegalStateException("no instance waits for a tick: this is a bug");
    }
    return heap.getFirst();
  }

  /** An instance's deadline is another one. */
  void moved(E instance) {
    boolean waits = instance.dueNanos() != Wakeups.NO_DEADLINE;
    int at = instance.heapIndex();
    if (at < 0 && waits) {
      insert(instance);
    } else if (at >= 0 && !waits) {
      remove(at);
    } else if (at >= 0) {
      settle(at);
    }
  }

  private void insert(E instance) {
    heap.add(instance);
    instance.heapIndex(heap.size() - 1);
    settle(heap.size() - 1);
  }

  private void remove(int at) {
    heap.get(at).heapIndex(-1);
    var last = heap.removeLast();
    if (at < heap.size()) {
      put(at, last);
      settle(at);
    }
  }

  private void settle(int start) {
    int at = start;
    while (at > 0 && isBefore(at, (at - 1) / 2)) {
      swap(at, (at - 1) / 2);
      at = (at - 1) / 2;
    }
    for (int child = lesserChild(at); child < heap.size() && isBefore(child, at); ) {
      swap(at, child);
      at = child;
      child = lesserChild(at);
    }
  }

  /** The child that comes first, or the size where there is none. */
  private int lesserChild(int at) {
    int left = 2 * at + 1;
    if (left >= heap.size()) {
      return heap.size();
    }
    return left + 1 < heap.size() && isBefore(left + 1, left) ? left + 1 : left;
  }

  private boolean isBefore(int one, int other) {
    return heap.get(one).dueNanos() - heap.get(other).dueNanos() < 0;
  }

  private void swap(int one, int other) {
    var held = heap.get(one);
    put(one, heap.get(other));
    put(other, held);
  }

  private void put(int at, E instance) {
    heap.set(at, instance);
    instance.heapIndex(at);
  }
}
