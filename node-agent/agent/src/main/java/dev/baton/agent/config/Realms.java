package dev.baton.agent.config;

/** A pair of realms in one number: the one that packets come from above, where they go below. */
final class Realms {
  private static final int BITS = 16;

  private Realms() {}

  static int of(int from, int to) {
    return from << BITS | to;
  }

  /** As the configuration writes it, with a space in front; nothing where there is none. */
  static String text(int realms) {
    if (realms == 0) {
      return "";
    }
    int from = realms >>> BITS;
    return " realms " + (from == 0 ? "" : from + "/") + (realms & 0xFFFF);
  }
}
