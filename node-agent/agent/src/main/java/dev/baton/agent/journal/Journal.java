package dev.baton.agent.journal;

import dev.baton.agent.engine.MonotonicClock;
import dev.baton.agent.link.DamagedRing;
import dev.baton.agent.link.SharedRing;
import dev.baton.events.Actor;
import dev.baton.events.Causation;
import dev.baton.events.Draft;
import dev.baton.events.Event;
import dev.baton.events.EventId;
import dev.baton.events.LogId;
import dev.baton.events.NodeEvent;
import dev.baton.events.NodeName;
import dev.baton.events.Recorded;
import dev.baton.events.Sha256;
import dev.baton.events.Subject;
import dev.baton.events.log.EventLog;
import dev.baton.events.log.EventReader;
import dev.baton.events.log.EventReader.Read;
import dev.baton.events.log.LogFailedException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** The writer of the node's log. Belongs to the journal thread, but for {@link #reader}. */
public final class Journal implements AutoCloseable {
  private final LogSource source;
  private final MonotonicClock clock;
  private final NodeHistory history = new NodeHistory();
  private final List<Consumer<Recorded>> listeners = new ArrayList<>();
  private EventLog log;
  private boolean unsynced;
  private boolean isFailed;
  private long droppedCount;
  private long droppedSinceNanos;
  private String droppedBecause = "";
  private Consumer<String> onOutage = words -> {};

  /** Where the log comes from. */
  public interface LogSource {
    /** The log to begin with. */
    EventLog first();

    /** Sets the log, which is closed by then, aside and opens another that begins with this. */
    EventLog fork(NodeEvent.LogForked fork);

    /** Whether there is room for more. */
    default boolean hasRoom() {
      return true;
    }

    /** How much room there is, in words. */
    default String room() {
      return "";
    }

    /** The log again, which could not be written and is closed by now; none while it cannot be. */
    default Optional<EventLog> reopen() {
      return Optional.empty();
    }
  }

  /** Folds what the log holds so far. */
  public Journal(LogSource source, MonotonicClock clock) {
    this.source = source;
    this.log = source.first();
    this.isFailed = log instanceof NoLog;
    this.clock = clock;
    fold();
  }

  /** Has somebody told in words when events begin to be dropped, and when that is over. */
  public void onOutage(Consumer<String> listener) {
    onOutage = listener;
  }

  /** Whether what is recorded now is written. */
  public boolean isWritable() {
    return source.hasRoom() && !isFailed;
  }

  /** Goes on in another log, because others hold something else of this one. */
  public void fork(NodeEvent.LogForked fork) {
    log.close();
    log = source.fork(fork);
    history.forget();
    fold();
  }

  /** A log that is damaged where only a full reading comes is not gone on with. */
  private void fold() {
    for (var damage : replay(1, history::apply)) {
      fork(new NodeEvent.LogForked(log.logId(), damage.atSeq() - 1, damage.reason()));
    }
  }

  /** Hands over what the log holds of the newest run of an engine. */
  public void replayEngine(Consumer<Recorded> fold) {
    if (history.engineStartedSeq() > 0) {
      replay(history.engineStartedSeq(), fold);
    }
  }

  /** Where it is damaged: one place, or none. */
  private List<Read.Damaged> replay(long fromSeq, Consumer<Recorded> fold) {
    try (EventReader reader = log.reader(fromSeq)) {
      while (true) {
        switch (reader.next()) {
          case Read.Found found -> fold.accept(found.stored().recorded());
          case Read.Damaged damaged -> {
            return List.of(damaged);
          }
          case Read.End _ -> {
            return List.of();
          }
        }
      }
    }
  }

  /** Has this called after each append, on the journal thread. */
  public void onAppend(Consumer<Recorded> listener) {
    listeners.add(listener);
  }

  /** What the log says of this node. */
  public NodeHistory history() {
    return history;
  }

  /** Whose log this is. */
  public NodeName node() {
    return log.node();
  }

  /** Which log this is. */
  public LogId logId() {
    return log.logId();
  }

  /** The number of the newest record. */
  public long lastSeq() {
    return log.lastSeq();
  }

  /** Writes down a fact about the node that nobody asked for. */
  public Recorded record(Event event) {
    return record(Subject.NODE, event);
  }

  /** Writes down a fact that nobody asked for. */
  public Recorded record(Subject subject, Event event) {
    return append(Draft.of(clock.wallNanos(), clock.nanos(), subject, event));
  }

  /** Writes down what was asked for. */
  public Recorded record(Event event, Actor actor, EventId cause, String correlationId) {
    return append(
        Draft.of(clock.wallNanos(), clock.nanos(), Subject.NODE, event)
            .because(actor, new Causation.By(cause), correlationId));
  }

  /** Writes down what followed from an earlier event. */
  public Recorded record(Subject subject, Event event, EventId cause, String correlationId) {
    return append(
        Draft.of(clock.wallNanos(), clock.nanos(), subject, event)
            .because(Actor.NOBODY, new Causation.By(cause), correlationId));
  }

  /** Moves what the engine reported into the log; what an earlier steward moved is passed over. */
  public void take(SharedRing events, long enginePid) {
    events.drain(
        new SharedRing.Sink() {
          @Override
          public void draft(Draft draft) {
            if (!history.holds(enginePid, draft.sourceSeq())) {
              append(draft);
            }
          }

          @Override
          public void stop() {
            throw new DamagedRing("an engine stops its steward");
          }

          @Override
          public void reload() {
            throw new DamagedRing("an engine reloads its steward");
          }
        });
  }

  /** Returns when all that was written is on disk. */
  public void sync() {
    if (unsynced && !isFailed) {
      try {
        log.sync();
        unsynced = false;
      } catch (LogFailedException e) {
        failed(e);
      }
    }
  }

  /** A controller's disk holds that log up to there. */
  public void acknowledged(LogId logId, long seq) {
    if (!isFailed && logId.equals(log.logId())) {
      log.acknowledged(seq);
    }
  }

  /** Goes on in the log once there is room again, and says there what is missing. */
  public void resumeWhenThereIsRoom() {
    if (droppedCount > 0 && source.hasRoom() && (!isFailed || isReopened())) {
      long count = droppedCount;
      droppedCount = 0;
      onOutage.accept("there is room for the log again; " + count + " events are missing in it");
      record(
          new NodeEvent.EventsDropped(
              count,
              "from %s on: %s"
                  .formatted(Instant.ofEpochSecond(0, droppedSinceNanos), droppedBecause)));
    }
  }

  private boolean isReopened() {
    for (var reopened : source.reopen().stream().toList()) {
      boolean isOther = !reopened.logId().equals(log.logId());
      log = reopened;
      isFailed = false;
      if (isOther) {
        history.forget();
        fold();
      }
    }
    return !isFailed;
  }

  private void failed(LogFailedException failure) {
    isFailed = true;
    droppedBecause = String.valueOf(failure.getMessage());
    log.close();
  }

  /** A reader from that number on, for another thread. */
  public EventReader reader(long fromSeq) {
    return log.reader(fromSeq);
  }

  private Recorded append(Draft draft) {
    resumeWhenThereIsRoom();
    Recorded recorded = isWritable() ? written(draft) : dropped(draft, source.room());
    history.apply(recorded);
    listeners.forEach(listener -> listener.accept(recorded));
    return recorded;
  }

  private Recorded written(Draft draft) {
    try {
      Recorded recorded = log.append(draft);
      unsynced = true;
      return recorded;
    } catch (LogFailedException e) {
      failed(e);
      return dropped(draft, droppedBecause);
    }
  }

  private Recorded dropped(Draft draft, String reason) {
    if (droppedCount == 0) {
      droppedSinceNanos = draft.wallNanos();
      droppedBecause = reason;
      onOutage.accept("no event is written down until there is room for the log: " + reason);
    }
    droppedCount++;
    return unwritten(draft, log.lastSeq() + droppedCount);
  }

  /** As it would be if it stood in the log: whoever listens still hears of it. */
  private Recorded unwritten(Draft draft, long seq) {
    var envelope = draft.envelope(new EventId(log.node(), log.logId(), seq), "");
    return new Recorded(seq, 0, draft.wallNanos(), envelope, draft.event(), Sha256.ZERO);
  }

  @Override
  public void close() {
    resumeWhenThereIsRoom();
    sync();
    if (!isFailed) {
      log.close();
    }
  }
}
