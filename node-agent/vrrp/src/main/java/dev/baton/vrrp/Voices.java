package dev.baton.vrrp;

import dev.baton.vrrp.Input.AdvertisementReceived;

/**
 * In which versions another router is heard by an instance that speaks both (RFC 9568 section
 * 8.4.2).
 *
 * @param inVersion3Until until when it counts as heard in version 3: when its next advert is late
 * @param withoutVersion2 how many adverts of version 3 came since the last one of version 2
 */
public record Voices(Deadline inVersion3Until, int withoutVersion2) {
  static final Voices UNKNOWN = new Voices(Deadline.never(), 0);

  /** Of a router that speaks both, so many adverts of one version in a row are hardly ever lost. */
  private static final int TELLING = 3;

  boolean isHeardInVersion3(long nowNanos) {
    return inVersion3Until.isAhead(nowNanos);
  }

  /** Whether an advert of this version shows that it speaks version 3 alone. */
  boolean lacksVersion2(VrrpVersion heard) {
    return heard == VrrpVersion.V3 && withoutVersion2 + 1 >= TELLING;
  }

  Voices heardInVersion2() {
    return new Voices(inVersion3Until, 0);
  }

  Voices heard(AdvertisementReceived input) {
    return switch (input.advertisement().version()) {
      case V2 -> heardInVersion2();
      case V3 -> {
        long lateNanos = input.advertisement().interval().toNanos() * 3 / 2;
        int count = Math.min(TELLING, withoutVersion2 + 1);
        yield new Voices(new Deadline.At(input.receivedAtNanos() + lateNanos), count);
      }
    };
  }
}
