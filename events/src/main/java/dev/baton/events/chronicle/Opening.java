package dev.baton.events.chronicle;

/** How opening a log for writing went. */
public sealed interface Opening {
  /** It is whole, and ours until it is closed. */
  record Opened(ChronicleEventLog log) implements Opening {}

  /** Another process has it open. */
  record Locked(long pid) implements Opening {}

  /**
   * It is damaged; nothing was written.
   *
   * @param atSeq the first number that cannot be trusted
   * @param inspectCommand what shows the damage
   */
  record Damaged(String reason, long atSeq, String inspectCommand) implements Opening {}

  /** It is sound but of another format, or the directory cannot be used. */
  record Unusable(String reason) implements Opening {}
}
