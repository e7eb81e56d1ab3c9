package dev.baton.controller.fleet;

import dev.baton.events.NodeName;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * The changes of one virtual router's instances by corrected time. A chain of cells, newest first:
 * what comes in order costs one cell, what comes late copies only what is newer.
 */
public final class History {
  static final History EMPTY = new History(new Cells.Empty(), Set.of());

  private final Cells cells;
  private final Set<NodeName> unmeasured;

  private History(Cells cells, Set<NodeName> unmeasured) {
    this.cells = cells;
    this.unmeasured = unmeasured;
  }

  private sealed interface Cells {
    record Empty() implements Cells {}

    record Cell(Change newest, Cells older, int count) implements Cells {
      static Cell of(Change newest, Cells older) {
        return new Cell(newest, older, older instanceof Cell cell ? cell.count + 1 : 1);
      }
    }
  }

  /** Of those changes, in any order. */
  public static History of(List<Change> changes) {
    var history = EMPTY;
    for (Change change : changes) {
      history = history.with(change);
    }
    return history;
  }

  History with(Change change) {
    var newer = new ArrayDeque<Change>();
    var rest = cells;
    while (rest instanceof Cells.Cell(Change newest, Cells older, _)
        && Change.ORDER.compare(newest, change) > 0) {
      newer.push(newest);
      rest = older;
    }
    if (rest instanceof Cells.Cell(Change newest, _, _) && newest.id().equals(change.id())) {
      return this;
    }
    Cells result = Cells.Cell.of(change, rest);
    for (Change each : newer) {
      result = Cells.Cell.of(each, result);
    }
    return new History(result, unmeasuredWith(change));
  }

  private Set<NodeName> unmeasuredWith(Change change) {
    if (!(change.bound() instanceof Bound.Unknown) || unmeasured.contains(change.node())) {
      return unmeasured;
    }
    var more = new HashSet<>(unmeasured);
    more.add(change.node());
    return Set.copyOf(more);
  }

  /** Whether a change on that node stands here with a time that was never measured. */
  boolean isUnmeasured(NodeName node) {
    return unmeasured.contains(node);
  }

  History mapped(UnaryOperator<Change> correction) {
    return of(oldestFirst().stream().map(correction).toList());
  }

  /** How many there are. */
  public int count() {
    return cells instanceof Cells.Cell cell ? cell.count() : 0;
  }

  /** All of them. */
  public List<Change> oldestFirst() {
    var changes = new ArrayList<Change>();
    var rest = cells;
    while (rest instanceof Cells.Cell(Change newest, Cells older, _)) {
      changes.add(newest);
      rest = older;
    }
    return changes.reversed();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof History that && oldestFirst().equals(that.oldestFirst());
  }

  @Override
  public int hashCode() {
    return oldestFirst().hashCode();
  }

  @Override
  public String toString() {
    return oldestFirst().toString();
  }
}
