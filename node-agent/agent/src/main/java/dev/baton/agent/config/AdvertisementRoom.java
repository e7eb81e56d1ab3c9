package dev.baton.agent.config;

import dev.baton.events.Family;

/**
 * How many addresses an advertisement has room for. Peers compare the lists, so what is left of one
 * that is too long has to be what keepalived leaves: it takes the MTU for that of a whole frame.
 *
 * @param addresses the most that go in
 * @param limit what holds them, in words
 */
record AdvertisementRoom(int addresses, String limit) {
  /** The count is one octet of the advertisement (RFC 9568 section 5.2.5). */
  private static final int MAX_COUNT = 255;

  private static final int FRAME_HEADER_BYTES = 14;
  private static final int VRRP_HEADER_BYTES = 8;
  private static final int AUTHENTICATION_BYTES = 8;

  static AdvertisementRoom of(InstanceBlock block, Family family, String interfaceName) {
    for (int mtuBytes : block.mtus().bytes(interfaceName)) {
      int room = mtuBytes - overheadBytes(family, ProtocolReader.isVersion2(block, family));
      int count = Math.max(0, room) / (family == Family.IPV4 ? 4 : 16);
      if (count < MAX_COUNT) {
        return new AdvertisementRoom(
            count,
            "an advertisement holds on %s, whose MTU is %d".formatted(interfaceName, mtuBytes));
      }
    }
    return new AdvertisementRoom(MAX_COUNT, "an advertisement holds");
  }

  private static int overheadBytes(Family family, boolean isVersion2) {
    int ipHeader = family == Family.IPV4 ? 20 : 40;
    return FRAME_HEADER_BYTES
        + ipHeader
        + VRRP_HEADER_BYTES
        + (isVersion2 ? AUTHENTICATION_BYTES : 0);
  }
}
