package dev.baton.vrrp.sim;

/** What is played after the chaos, each with what must be so. */
enum Act {
  /** One Active after at most one Active_Down_Interval, and the right one soon after. */
  CALM,
  /** Nothing moves, and each interval has one advert. */
  QUIET,
  /** Every host reaches the addresses, each packet once. */
  PACKETS,
  /** Two losses in a row are no reason to act. */
  LOSSES,
  /** The Active dies. */
  CRASH,
  /** The Active is stopped. */
  STOP,
  /** The Active is held and its work handed over, under losses. */
  DRAIN,
  /** Two parts that do not hear each other find together again. */
  REUNION,
  /** Every host reaches the addresses still. */
  PACKETS_AFTER_REUNION,
  /** Somebody is no longer heard, or no longer hears, and the others know nothing of it. */
  ONE_WAY_CUT,
  /** Router by router goes from version 2 to both and from both to version 3. */
  UPGRADE,
  /** Routers whose checksums others discard do not stay unnoticed. */
  MIXED_CHECKSUMS
}
