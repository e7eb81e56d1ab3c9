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
import dev.baton.events.Subject;
import dev.baton.events.log.EventLog;
import dev.baton.events.log.EventReader;
import dev.baton.events.log.EventReader.Read;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** The writer of the node's log. Belongs to the journal thread, but for {@link #reader}. */
public final class Journal implements AutoCloseable {
  private final LogSource source;
  private final MonotonicClock clock;
  private final NodeHistory history = new NodeHistory();
  private final List<Consumer<Recorded>> listeners = new ArrayList<>();
  private EventLog log;
  private boolean unsynced;

  /** Where the log comes from. */
  public interface LogSource {
    /** The log to begin with. */
    EventLog first();

    /** Sets the log, which is closed by then, aside and opens another that begins with this. */
    EventLog fork(NodeEvent.LogForked fork);
  }

  /** Folds what the log holds so far. */
  public Journal(LogSource source, MonotonicClock clock) {
    this.source = source;
    this.log = source.first();
    this.clock = clock;
    fold();
  }

  /** Goes on in another log, because others hold something else of this one. */
  public void fork(NodeEvent.LogForked fork) {
    log.close();
    log = source.fork(fork);
    history.forget();
    fold();
  }

  private void fold() {
    replay(1, history::apply);
  }

  /** Hands over what the log holds of the newest run of an engine. */
  public void replayEngine(Consumer<Recorded> fold) {
    if (history.engineStartedSeq() > 0) {
      replay(history.engineStartedSeq(), fold);
    }
  }

  private void replay(long fromSeq, Consumer<Recorded> fold) {
    try (EventReader reader = log.reader(fromSeq)) {
      for (Read read = reader.next(); !(read instanceof Read.End); read = reader.next()) {
        switch (read) {
          case Read.Found found -> fold.accept(found.stored().recorded());
          case Read.Damaged damaged ->
              throw new IllegalStateException(
                  "a log that was just verified is damaged at "
                      + damaged.atSeq()
                      + ": "
                      + damaged.reason());
          case Read.End end -> throw new IllegalStateException(end + ": this is a bug");
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
    if (unsynced) {
      log.sync();
      unsynced = false;
    }
  }

  /** A reader from that number on, for another thread. */
  public EventReader reader(long fromSeq) {
    return log.reader(fromSeq);
  }

  private Recorded append(Draft draft) {
    Recorded recorded = log.append(draft);
    unsynced = true;
    history.apply(recorded);
    listeners.forEach(listener -> listener.accept(recorded));
    return recorded;
  }

  @Override
  public void close() {
    sync();
    log.close();
  }
}
