package dev.baton.agent.engine;

import dev.baton.events.Draft;
import dev.baton.events.InstanceEvent.Transitioned;
import java.util.ArrayList;
import java.util.List;

/** What one turn of an engine found, saw, did and told. */
final class LoopTurn {
  /** When it began, by the host's clock. */
  final long atNanos;

  /** How much later than the engine had asked for. */
  final long lateNanos;

  /** The configuration in force when it began, and when it ended. */
  final LoopPlan before;

  LoopPlan after;

  final List<LoopAdvert> waiting = new ArrayList<>();
  final List<LoopAdvert> read = new ArrayList<>();
  final List<LoopAdvert> sent = new ArrayList<>();
  final List<Draft> told = new ArrayList<>();

  /** What no engine may do, as it was seen. */
  final List<String> wrong = new ArrayList<>();

  /** Whether anything but frames and time waited for it. */
  boolean isDisturbed;

  /** Whether orders waited for it. */
  boolean hasOrders;

  /** Whether it took several results of one tracker, of which the last counts. */
  boolean isWavering;

  /** Whether a configuration was read. */
  boolean isReload;

  boolean isStopping;
  boolean isRung;
  int announcedCount;

  LoopTurn(long atNanos, long lateNanos, LoopPlan before) {
    this.atNanos = atNanos;
    this.lateNanos = lateNanos;
    this.before = before;
    this.after = before;
  }

  /** What became of an instance in it. */
  List<Transitioned> transitions(LoopPart part) {
    return told.stream()
        .filter(draft -> draft.subject().equals(part.subject()))
        .map(Draft::event)
        .filter(Transitioned.class::isInstance)
        .map(Transitioned.class::cast)
        .toList();
  }

  /** What it told of an instance, no matter what. */
  boolean tells(LoopPart part) {
    return told.stream().anyMatch(draft -> draft.subject().equals(part.subject()));
  }
}
