package dev.baton.agent.config;

/** The words by which keepalived tells others of a change; scripts and FIFO readers know them. */
public enum NoticeState {
  /** Active. */
  MASTER,
  /** Backup. */
  BACKUP,
  /** Initialize, for a reason that has to go away first. */
  FAULT,
  /** The agent ends. */
  STOP,
  /** A reload took the instance away. */
  DELETED,
  /** An Active hears another one that it beats. */
  MASTER_RX_LOWER_PRI,
  /** An Active's priority is another one. */
  MASTER_PRIORITY,
  /** A priority is another one, and the instance is not Active. */
  BACKUP_PRIORITY;

  /** Whether it says how an instance stands, so that a newer one makes it old. */
  public boolean isStanding() {
    return switch (this) {
      case MASTER, BACKUP, FAULT, STOP, DELETED -> true;
      case MASTER_RX_LOWER_PRI, MASTER_PRIORITY, BACKUP_PRIORITY -> false;
    };
  }
}
