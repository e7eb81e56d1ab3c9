package dev.baton.agent.engine;

import dev.baton.agent.config.AddressOptions;
import dev.baton.agent.config.Fence;

/** How long an instance's addresses stay where nobody renews them, and since when. */
final class Lease {
  private static final long NANOS_PER_SECOND = 1_000_000_000L;

  /** The kernel rounds: an address may go this much early. */
  private static final long ROUNDING_NANOS = 100_000_000L;

  private final MonotonicClock clock;
  private Fence wanted;
  private Fence granted = Fence.NONE;
  private boolean isRunning;
  private long sinceNanos;

  Lease(Fence wanted, MonotonicClock clock) {
    this.wanted = wanted;
    this.clock = clock;
  }

  /** The addresses are about to be given their whole lifetime; says whether they had no end. */
  boolean begin() {
    boolean wasForEver = isRunning && !granted.isSet();
    granted = wanted;
    isRunning = true;
    sinceNanos = clock.nanos();
    return wasForEver;
  }

  /** No address is left. */
  void end() {
    granted = Fence.NONE;
    isRunning = false;
  }

  /** From the next renewal on, the addresses live so long. */
  void want(Fence other) {
    wanted = other;
  }

  /** How long an address lives that is put on an interface now. */
  long seconds() {
    return wanted.isSet() ? wanted.lifetimeSeconds() : AddressOptions.FOREVER;
  }

  /** Whether no address has an end, or gets one. */
  boolean isForEver() {
    return !wanted.isSet() && !granted.isSet();
  }

  /** Whether a third of the lifetime is over, or it is another one now. */
  boolean isDue() {
    return isRunning
        && (!granted.equals(wanted) || (granted.isSet() && ageNanos() >= granted.renewalNanos()));
  }

  /** Whether the kernel may have taken the addresses away by now. */
  boolean hasLapsed() {
    return isRunning
        && granted.isSet()
        && ageNanos() >= granted.lifetimeSeconds() * NANOS_PER_SECOND - ROUNDING_NANOS;
  }

  /** How long ago the addresses were renewed. */
  long ageNanos() {
    return clock.nanos() - sinceNanos;
  }
}
