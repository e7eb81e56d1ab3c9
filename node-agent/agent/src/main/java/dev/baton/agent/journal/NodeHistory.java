package dev.baton.agent.journal;

import dev.baton.events.CommandEvent;
import dev.baton.events.DrainEvent;
import dev.baton.events.Event;
import dev.baton.events.InstanceEvent;
import dev.baton.events.LogId;
import dev.baton.events.NodeEvent;
import dev.baton.events.Recorded;
import dev.baton.events.Subject;
import dev.baton.events.TrackerEvent;
import dev.baton.events.VirtualRouterId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What a node's own log says of it: the fold that a new steward starts from. */
public final class NodeHistory {
  private long enginePid;
  private long engineSeq;
  private long engineStartedSeq;
  private long stoppedPid;
  private List<Recorded> hold = List.of();
  private boolean knowsHolds;
  private final Set<LogId> forkOf = new HashSet<>();
  private final Set<String> answeredCommands = new HashSet<>();
  private final Map<VirtualRouterId, Long> lastTransition = new HashMap<>();
  private final Map<String, Recorded> trackers = new LinkedHashMap<>();

  /** Begins anew, for another log; the engine is still the same. */
  void forget() {
    engineStartedSeq = 0;
    hold = List.of();
    knowsHolds = false;
    forkOf.clear();
    lastTransition.clear();
    trackers.clear();
  }

  /** Takes the next record of the log into account. */
  public void apply(Recorded recorded) {
    long sourceSeq = recorded.envelope().sourceSeq();
    Event event = recorded.event();
    if (sourceSeq > 0) {
      engineSeq = sourceSeq;
    }
    if (event instanceof NodeEvent.Started started && sourceSeq > 0) {
      enginePid = started.pid();
      engineStartedSeq = recorded.seq();
      stoppedPid = 0;
    }
    if (event instanceof NodeEvent.Stopped stopped && sourceSeq > 0) {
      stoppedPid = stopped.pid();
    }
    if (event instanceof NodeEvent.LogForked forked) {
      forkOf.add(forked.previousLogId());
    }
    knowsHolds |= event instanceof DrainEvent;
    if (event instanceof DrainEvent.HoldPlaced) {
      hold = List.of(recorded);
    }
    if (event instanceof DrainEvent.HoldLifted) {
      hold = List.of();
    }
    if (event instanceof CommandEvent.Applied || event instanceof CommandEvent.Refused) {
      answeredCommands.add(((CommandEvent) event).commandId());
    }
    if (event instanceof TrackerEvent.StateChanged tracker) {
      trackers.put(tracker.kind() + " " + tracker.name(), recorded);
    }
    if (event instanceof InstanceEvent.Transitioned
        && recorded.envelope().subject() instanceof Subject.Instance instance) {
      lastTransition.put(instance.virtualRouter(), recorded.envelope().id().nodeSeq());
    }
  }

  /** The process that wrote the newest events of an engine, 0 when none did. */
  public long enginePid() {
    return enginePid;
  }

  /** Whether an engine said itself that it stops. */
  public boolean hasStopped(long pid) {
    return stoppedPid != 0 && stoppedPid == pid;
  }

  /** Where in the log the newest run of an engine begins, 0 when none does. */
  public long engineStartedSeq() {
    return engineStartedSeq;
  }

  /** Whether this event of an engine's run is in the log already. */
  public boolean holds(long runPid, long sourceSeq) {
    return runPid == enginePid && sourceSeq <= engineSeq;
  }

  /** The event that placed the hold in force: none or one. */
  public List<Recorded> hold() {
    return hold;
  }

  /** Whether no hold was ever placed or lifted as far as the log goes: it may be a new one. */
  public boolean saysNothingOfHolds() {
    return !knowsHolds;
  }

  /** How each tracker changed last. */
  public List<Recorded> trackers() {
    return List.copyOf(trackers.values());
  }

  /** Whether the log says that it replaces that one. */
  public boolean isForkOf(LogId logId) {
    return forkOf.contains(logId);
  }

  /** Whether a command was answered before; it is not to be applied again. */
  public boolean hasAnswered(String commandId) {
    return answeredCommands.contains(commandId);
  }

  /** The number of the newest transition of our instance there, 0 when there was none. */
  public long lastTransition(VirtualRouterId virtualRouter) {
    return lastTransition.getOrDefault(virtualRouter, 0L);
  }
}
