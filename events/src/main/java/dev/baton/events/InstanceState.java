package dev.baton.events;

/** The states of RFC 9568 section 6.4, and Initialize with a non-empty set of faults. */
public enum InstanceState {
  /** Not taking part. */
  INITIALIZE(0),
  /** Listening. */
  BACKUP(1),
  /** Holding the addresses and advertising. */
  ACTIVE(2),
  /** Initialize, because at least one named fault is there. */
  FAULT(3);

  private final int code;

  InstanceState(int code) {
    this.code = code;
  }

  /** The stored code, which is also keepalived's number for the state. */
  public int code() {
    return code;
  }
}
