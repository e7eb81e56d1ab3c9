package dev.baton.events;

/**
 * Why an instance changed state: the closed list. A node records what it saw, never what it
 * concludes.
 */
public enum Cause {
  /** The instance began. */
  STARTUP(1),
  /** The agent was asked to stop. */
  SHUTDOWN(2),
  /** Priority 255: Active at once. */
  ADDRESS_OWNER(3),
  /** No advert for Active_Down_Interval. */
  ACTIVE_DOWN_TIMER_EXPIRED(4),
  /** The Active sent priority 0. */
  ACTIVE_RESIGNED(5),
  /** The timer ran out while only lower ones were heard. */
  PREEMPTED_LOWER(6),
  /** As PREEMPTED_LOWER, after the configured delay. */
  PREEMPT_DELAY_ELAPSED(7),
  /** A higher priority was heard. */
  HIGHER_PRIORITY_ADVERT(8),
  /** The same priority from a higher address was heard. */
  TIE_BREAK_ADDRESS(9),
  /** Another router claims to own the addresses. */
  DUPLICATE_OWNER(10),
  /** The interface lost its carrier or was taken down. */
  INTERFACE_DOWN(11),
  /** The interface came back. */
  INTERFACE_UP(12),
  /** The interface has no address to advertise from. */
  NO_PRIMARY_ADDRESS(13),
  /** The interface has an address to advertise from again. */
  PRIMARY_ADDRESS_ADDED(14),
  /** A tracked interface failed. */
  TRACK_INTERFACE(15),
  /** A tracked script failed. */
  TRACK_SCRIPT(16),
  /** A tracked file says so. */
  TRACK_FILE(17),
  /** A tracked process is missing. */
  TRACK_PROCESS(18),
  /** The last fault went away. */
  FAULT_CLEARED(19),
  /** Another member of the sync group moved. */
  SYNC_GROUP(20),
  /** Somebody deleted the address. */
  VIP_REMOVED_EXTERNALLY(21),
  /** The configuration changed. */
  CONFIG_CHANGED(22),
  /** The instance is no longer in the configuration. */
  CONFIG_REMOVED(23),
  /** Mastership was handed over between two agents. */
  HAND_OVER(24),
  /** A drain had the node resign. */
  DRAIN_RESIGN(25),
  /** The engine slept beyond its peers' patience and yields on waking. */
  STALL_YIELD(26),
  /** A static address, route or rule that it depends on is of no use. */
  TRACK_STATIC(27);

  private final int code;

  Cause(int code) {
    this.code = code;
  }

  /** The stored code. */
  public int code() {
    return code;
  }
}
