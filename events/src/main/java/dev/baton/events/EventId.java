package dev.baton.events;

/** Who an event is, everywhere and for ever: node, log and dense number in that log, from 1. */
public record EventId(NodeName node, LogId logId, long nodeSeq) {
  /** Rejects numbers that no log gives out. */
  public EventId {
    if (nodeSeq < 1) {
      throw new IllegalArgumentException("nodeSeq starts at 1, not " + nodeSeq);
    }
  }

  /** Reads {@code node/logId/nodeSeq}. */
  public static EventId parse(String text) {
    var parts = text.split("/", -1);
    if (parts.length != 3) {
      throw new IllegalArgumentException("event id must be node/logId/nodeSeq, not " + text);
    }
    return new EventId(new NodeName(parts[0]), LogId.parse(parts[1]), Long.parseLong(parts[2]));
  }

  @Override
  public String toString() {
    return node + "/" + logId + "/" + nodeSeq;
  }
}
