package dev.baton.events;

import java.util.List;

/** What happened to a node. */
public sealed interface NodeEvent extends Event {
  /**
   * {@code node.started}.
   *
   * @param part {@code engine} or {@code steward}
   */
  record Started(String part, String version, long pid) implements NodeEvent {}

  /**
   * {@code node.stopped}.
   *
   * @param how {@code asked}, {@code died} (seen by the steward), {@code gone} (found dead by a new
   *     steward)
   */
  record Stopped(String part, long pid, String how, String detail) implements NodeEvent {}

  /** {@code node.stalled}: a part did not run for so long; recorded on waking. */
  record Stalled(String part, long stalledNanos) implements NodeEvent {}

  /** {@code node.log-forked}: the first event of a log that replaces another. */
  record LogForked(LogId previousLogId, long lastKnownSeq, String reason) implements NodeEvent {}

  /** {@code node.events-dropped}: so many could not be handed on. */
  record EventsDropped(long droppedCount, String where) implements NodeEvent {}

  /**
   * {@code node.adverts-blocked}: advertisements or announcements do not get through.
   *
   * @param direction {@code out} or {@code in}
   * @param reason the kernel's error or the firewall's rule; empty when they get through again
   * @param remedy what lets them through, where that is known
   */
  record AdvertsBlocked(String interfaceName, String direction, String reason, String remedy)
      implements NodeEvent {}

  /** {@code node.clock-measured}: controller's clock minus ours, and the bound of its error. */
  record ClockMeasured(long offsetNanos, long errorNanos) implements NodeEvent {}

  /** {@code node.head-witnessed}: the controller said of its log that it had come so far. */
  record HeadWitnessed(LogHead head) implements NodeEvent {}

  /** {@code node.clock-stepped}: the wall clock moved against the monotonic one. */
  record ClockStepped(long stepNanos) implements NodeEvent {}

  /**
   * {@code node.statics-applied}: addresses, routes and rules that this host always has.
   *
   * @param applied what is there now
   * @param failed what is not, and why
   */
  record StaticsApplied(List<String> applied, List<String> failed) implements NodeEvent {
    /** Takes copies. */
    public StaticsApplied {
      applied = List.copyOf(applied);
      failed = List.copyOf(failed);
    }
  }

  /**
   * {@code node.statics-removed}: some of them are gone.
   *
   * @param by {@code engine}, {@code steward}, or who else it was as far as that is known
   */
  record StaticsRemoved(List<String> removed, String by) implements NodeEvent {
    /** Takes a copy. */
    public StaticsRemoved {
      removed = List.copyOf(removed);
    }
  }

  /**
   * {@code node.tables-restored}: nftables tables of ours that somebody else deleted, as whoever
   * loads a whole firewall anew does, or in which rules or addresses were changed.
   *
   * @param tables which were not as they should be, in nft's words
   * @param failure why they cannot be put back; empty when they are there again
   * @param times how often they were put back since the last such event, this one included: who
   *     does it all the time is told of ever more seldom
   */
  record TablesRestored(List<String> tables, String failure, int times) implements NodeEvent {
    /** Takes a copy. */
    public TablesRestored {
      if (times < 1) {
        throw new IllegalArgumentException("put back at least once, not " + times);
      }
      tables = List.copyOf(tables);
    }
  }
}
