package dev.baton.agent.config;

/** How much of the configuration a diagnostic costs. */
public enum Severity {
  /** Nothing that Baton runs: all is used as written, or is left to others. */
  REMARK,
  /** A line or a value: it is read over, or another one is used instead. */
  WARNING,
  /** Something was left out: an instance, or a file. */
  ERROR;

  /** The word in front of the message. */
  public String text() {
    return this == ERROR ? "error" : "warning";
  }

  /** Whether something runs otherwise than it is written. */
  public boolean isLoss() {
    return this != REMARK;
  }
}
