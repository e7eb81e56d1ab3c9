package dev.baton.controller.fleet;

import dev.baton.events.LogId;
import java.util.ArrayList;
import java.util.List;

/** The logs that a node has written, oldest first. */
public record Logs(List<LogId> inOrder) {
  static final Logs NONE = new Logs(List.of());

  /** Keeps a copy. */
  public Logs {
    inOrder = List.copyOf(inOrder);
  }

  /** The newest, or the one that no log has. */
  public LogId newest() {
    return inOrder.isEmpty() ? Position.NOWHERE.logId() : inOrder.getLast();
  }

  /** Whether the first position is the later one in the node's story. */
  boolean isAfter(Position a, Position b) {
    if (a.logId().equals(b.logId())) {
      return a.nodeSeq() > b.nodeSeq();
    }
    return inOrder.indexOf(a.logId()) > inOrder.indexOf(b.logId());
  }

  Logs with(LogId log) {
    if (inOrder.contains(log)) {
      return this;
    }
    var longer = new ArrayList<>(inOrder);
    longer.add(log);
    return new Logs(longer);
  }

  /** A forked log names the one that it follows, which may be heard of only later. */
  Logs withFork(LogId previous, LogId log) {
    if (inOrder.contains(previous) || previous.equals(Position.NOWHERE.logId())) {
      return with(log);
    }
    var longer = new ArrayList<>(with(log).inOrder);
    longer.add(longer.indexOf(log), previous);
    return new Logs(longer);
  }
}
