package dev.baton.controller.fleet;

/** How a node's wall clock stands to the controller's. */
public sealed interface Clock {
  /** Nobody measured it. */
  Clock UNMEASURED = new Unmeasured();

  /** The controller's time of an event of this node. */
  long corrected(long wallNanos);

  /** How far {@link #corrected} may be off. */
  Bound boundAt(long wallNanos);

  /** Nobody measured it. */
  record Unmeasured() implements Clock {
    @Override
    public long corrected(long wallNanos) {
      return wallNanos;
    }

    @Override
    public Bound boundAt(long wallNanos) {
      return Bound.UNKNOWN;
    }
  }

  /**
   * Measured once.
   *
   * @param offsetNanos controller's clock minus the node's
   * @param atWallNanos by the node's clock
   */
  record Measured(long offsetNanos, long errorNanos, long atWallNanos) implements Clock {
    /** Two quartz clocks drift by up to 50 parts per million each. */
    private static final long DRIFT_DIVISOR = 10_000;

    @Override
    public long corrected(long wallNanos) {
      return wallNanos + offsetNanos;
    }

    @Override
    public Bound boundAt(long wallNanos) {
      return new Bound.Within(errorNanos + Math.abs(wallNanos - atWallNanos) / DRIFT_DIVISOR);
    }
  }
}
