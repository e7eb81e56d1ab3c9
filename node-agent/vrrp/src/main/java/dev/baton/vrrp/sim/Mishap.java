package dev.baton.vrrp.sim;

import java.util.EnumSet;
import java.util.SplittableRandom;

/**
 * Something that goes wrong, or that an operator does, once.
 *
 * @param number its number in the trial, by which it can be left out
 * @param atNanos when, from the beginning of the chaos
 * @param lengthNanos how long it lasts, where it lasts
 * @param seed the chance for all its details, so that leaving out another does not change it
 */
record Mishap(int number, Kind kind, long atNanos, long lengthNanos, long seed) {

  /** The fault menu. */
  enum Kind {
    CRASH,
    KILL,
    STOP,
    STALL,
    LINK_FLAP,
    FLAP_IN_ANNOUNCEMENT,
    PRIMARY_ADDRESS_REMOVED,
    SCRIPT_FAILS,
    TRACKED_PRIORITY,
    PARTITION,
    ONE_WAY_CUT,
    MUTE,
    DEAF,
    STP_BLOCK,
    SNOOPED_OUT,
    REFLECTION,
    BIT_FLIPS,
    TRUNCATION,
    PADDING,
    HOLD,
    DRAIN,
    OTHER_PRIORITY,
    OTHER_INTERVAL,
    OTHER_ADDRESS_ORDER,
    OTHER_ADDRESSES,
    DUPLICATE_OWNER,
    CLONE,
    SPOOF,
    SPOOF_FROM_AFAR,
    CARP,
    OLD_ADVERT,
    RESIGNATIONS_LOST,
    RESIGNATIONS_DOUBLED,
    RESIGNATIONS_LATE,
    CLOCK_STEP,
    OTHER_AUTHENTICATION,
    MISFIT
  }

  private static final Kind[] ANY = EnumSet.range(Kind.CRASH, Kind.CLOCK_STEP).toArray(Kind[]::new);

  /** What the receive checks that need the configuration are for. */
  private static final Kind[] DISAGREEMENTS = {
    Kind.MISFIT, Kind.MISFIT, Kind.OTHER_AUTHENTICATION, Kind.OTHER_ADDRESSES
  };

  static Mishap draw(int number, long atNanos, long intervalNanos, SplittableRandom chance) {
    return draw(ANY, number, atNanos, intervalNanos, chance);
  }

  /** One that some router has to discard for. */
  static Mishap drawDisagreement(
      int number, long atNanos, long intervalNanos, SplittableRandom chance) {
    return draw(DISAGREEMENTS, number, atNanos, intervalNanos, chance);
  }

  private static Mishap draw(
      Kind[] kinds, int number, long atNanos, long intervalNanos, SplittableRandom chance) {
    var kind = kinds[chance.nextInt(kinds.length)];
    return new Mishap(number, kind, atNanos, lengthNanos(intervalNanos, chance), chance.nextLong());
  }

  /** From exactly three intervals, give or take a nanosecond, to anything. */
  private static long lengthNanos(long intervalNanos, SplittableRandom chance) {
    return chance.nextInt(4) == 0
        ? 3 * intervalNanos + chance.nextLong(-1, 2)
        : chance.nextLong(1, 8 * intervalNanos);
  }

  @Override
  public String toString() {
    return number + ": " + kind;
  }
}
