package dev.baton.controller.projection;

import dev.baton.events.log.EventReader;

/** The log cannot be read on: nothing may be concluded from what was read of it. */
public final class UnreadableLogException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String reason;

  UnreadableLogException(EventReader.Read.Damaged damaged) {
    super("the log cannot be read at record " + damaged.atSeq() + ": " + damaged.reason());
    this.reason = damaged.reason();
  }

  /** Why, without where. */
  public String reason() {
    return reason;
  }
}
