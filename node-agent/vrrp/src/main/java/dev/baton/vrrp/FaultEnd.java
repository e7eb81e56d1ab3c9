package dev.baton.vrrp;

import dev.baton.events.Cause;

/** Why an instance gets better. */
public final class FaultEnd {
  private FaultEnd() {}

  /** The cause of what follows when a fault is over. */
  public static Cause of(Cause raisedBy) {
    if (raisedBy == Cause.INTERFACE_DOWN) {
      return Cause.INTERFACE_UP;
    }
    if (raisedBy == Cause.SYNC_GROUP) {
      return Cause.SYNC_GROUP;
    }
    return raisedBy == Cause.NO_PRIMARY_ADDRESS ? Cause.PRIMARY_ADDRESS_ADDED : Cause.FAULT_CLEARED;
  }
}
