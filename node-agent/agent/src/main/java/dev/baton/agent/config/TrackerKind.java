package dev.baton.agent.config;

import dev.baton.events.Cause;

/** What a tracker watches, interfaces apart: those the engine watches itself. */
public enum TrackerKind {
  /** Whether a script succeeds. */
  SCRIPT("script", Cause.TRACK_SCRIPT, 253),
  /** The number in a file. */
  FILE("file", Cause.TRACK_FILE, 254),
  /** How many processes there are. */
  PROCESS("process", Cause.TRACK_PROCESS, 254);

  private final String text;
  private final Cause cause;
  private final int mostWeight;

  TrackerKind(String text, Cause cause, int mostWeight) {
    this.text = text;
    this.cause = cause;
    this.mostWeight = mostWeight;
  }

  /** Its name in events. */
  public String text() {
    return text;
  }

  /** Why an instance that it faults changes state. */
  public Cause cause() {
    return cause;
  }

  /** The block in which an instance names those that it tracks. */
  String block() {
    return "track_" + text;
  }

  /** The weights that an instance may give it. */
  Range weights() {
    return new Range(-mostWeight, mostWeight);
  }
}
