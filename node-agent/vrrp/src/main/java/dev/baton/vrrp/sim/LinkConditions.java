package dev.baton.vrrp.sim;

/**
 * How the segment treats frames.
 *
 * @param loss the chance of a frame to be lost on its way to one receiver
 * @param longestLoss how many frames in a row may be lost between two stations
 * @param duplication the chance of a frame to arrive twice
 * @param delayNanos the longest time on the way
 * @param ordered whether frames between two stations stay in order
 */
record LinkConditions(
    double loss, int longestLoss, double duplication, long delayNanos, boolean ordered) {

  /** Nothing is lost, and nothing overtakes. */
  static LinkConditions perfect(long delayNanos) {
    return new LinkConditions(0, 0, 0, delayNanos, true);
  }

  /** Half of all is lost, but never three in a row: no reason to act (RFC 9568, 6.1). */
  static LinkConditions lossy(long delayNanos) {
    return new LinkConditions(0.5, 2, 0, delayNanos, true);
  }

  /** Much is lost, doubled, late and out of order. */
  static LinkConditions wild(long delayNanos) {
    return new LinkConditions(0.2, 10, 0.1, 20 * delayNanos, false);
  }
}
