package dev.baton.controller.drain;

/** Where a drain is. */
public enum DrainPhase {
  /** Addresses are being handed over. */
  DRAINING(true),
  /** Everything is proved to have moved; the node is a spare of last resort. */
  HELD(true),
  /** The node gets its place back. */
  RESTORING(true),
  /** It has its place back. */
  COMPLETED(false),
  /** The deadline passed, or the node would not. */
  FAILED(false),
  /** An operator stopped it. */
  ABORTED(false),
  /** It never began. */
  REFUSED(false);

  private final boolean open;

  DrainPhase(boolean open) {
    this.open = open;
  }

  /** Whether the node is, or is to be, under this drain's hold. */
  public boolean isOpen() {
    return open;
  }
}
