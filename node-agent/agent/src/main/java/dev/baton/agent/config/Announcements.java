package dev.baton.agent.config;

/**
 * How an Active tells the neighbours where its addresses are: by gratuitous ARP or unsolicited
 * neighbour advertisements.
 *
 * @param onActive on becoming Active
 * @param onLowerPriority on hearing an advertisement of lower priority while Active
 * @param refreshNanos how often to announce again while Active, 0 never
 * @param refreshRepeat how many messages such a refresh has for each address
 * @param gapNanos the least time between two messages on one interface, 0 none
 */
public record Announcements(
    Burst onActive, Burst onLowerPriority, long refreshNanos, int refreshRepeat, long gapNanos) {

  /**
   * Messages in a row, and the same again later.
   *
   * @param repeat messages for each address in one burst
   * @param delayNanos from the first burst to the second, 0 when there is no second
   */
  public record Burst(int repeat, long delayNanos) {}
}
