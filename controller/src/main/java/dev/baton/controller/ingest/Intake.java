package dev.baton.controller.ingest;

import java.util.ArrayList;
import java.util.List;

/**
 * How many records may be under way from the agents to the disk. When that is too many, whoever
 * brings more is not listened to until most of them are done: the rest waits with the agents, and
 * the controller's memory has a bound, however many come back with a backlog at once.
 */
final class Intake {
  /** Of one connection, when there are few. */
  private static final int LARGEST_CREDIT = 4_096;

  /** Of one connection, when there are many: still a whole frame. */
  private static final int LEAST_CREDIT = 256;

  private final int mostUnderWay;
  private final List<AgentSession> waiting = new ArrayList<>();
  private int underWayCount;

  Intake(int mostUnderWay) {
    this.mostUnderWay = mostUnderWay;
  }

  /** How many more records a session may have under way that is one of so many. */
  int credit(AgentSession session, int sessions) {
    int share = Math.clamp(mostUnderWay / Math.max(1, sessions), LEAST_CREDIT, LARGEST_CREDIT);
    return Math.max(0, share - session.underWayCount());
  }

  /** Records of that session are under way to the disk. */
  void took(AgentSession session, int count) {
    session.took(count);
    underWayCount += count;
    if (underWayCount >= mostUnderWay && session.pause()) {
      waiting.add(session);
    }
  }

  /** They have come there. */
  void finished(AgentSession session, int count) {
    session.finished(count);
    underWayCount -= count;
    if (underWayCount <= mostUnderWay / 2 && !waiting.isEmpty()) {
      waiting.forEach(AgentSession::resume);
      waiting.clear();
    }
  }
}
