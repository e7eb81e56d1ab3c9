package dev.baton.vrrp.sim;

import dev.baton.vrrp.Input.AdvertisementReceived;
import dev.baton.vrrp.VrrpVersion;
import java.net.InetAddress;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** In which versions a router that speaks both hears the others (RFC 9568 section 8.4.2). */
final class HeardVersions {
  private static final int TELLING = 3;

  private final Map<InetAddress, AdvertisementReceived> inVersion3 = new HashMap<>();
  private final Map<InetAddress, Integer> withoutVersion2 = new HashMap<>();
  private final Set<InetAddress> reported = new HashSet<>();
  private boolean isNews;

  /** Whether somebody speaks version 3 alone, and is to be reported now. */
  boolean isNews() {
    return isNews;
  }

  /** Version 2 says nothing new while the same router is heard in version 3. */
  boolean isRepeated(AdvertisementReceived advert) {
    var newer = inVersion3.get(advert.source());
    return advert.advertisement().version() == VrrpVersion.V2
        && newer != null
        && 2 * (advert.receivedAtNanos() - newer.receivedAtNanos())
            < 3 * newer.advertisement().interval().toNanos();
  }

  /** Whether a router that is Active was heard in version 3, however late it is now. */
  boolean isKnownInVersion3(InetAddress source) {
    return inVersion3.containsKey(source);
  }

  /** An advertisement; one that is not accepted says something of its sender nevertheless. */
  void hear(AdvertisementReceived advert, boolean isDual, boolean isAccepted) {
    var source = advert.source();
    if (!isDual) {
      inVersion3.remove(source);
      withoutVersion2.remove(source);
      reported.remove(source);
      return;
    }
    boolean repeats = isRepeated(advert);
    if (advert.advertisement().version() == VrrpVersion.V2) {
      if (!repeats) {
        reported.remove(source);
      }
      if (repeats || isAccepted) {
        withoutVersion2.remove(source);
      }
      return;
    }
    int count = withoutVersion2.getOrDefault(source, 0) + 1;
    isNews = count >= TELLING && reported.add(source);
    if (count < TELLING) {
      reported.remove(source);
    }
    if (isAccepted) {
      hearVersion3(advert, count);
    }
  }

  private void hearVersion3(AdvertisementReceived advert, int count) {
    var source = advert.source();
    withoutVersion2.put(source, count);
    inVersion3.put(source, advert);
    if (advert.advertisement().priority().value() == 0) {
      gone(source);
    }
  }

  /** What was to be reported of the last input is reported. */
  void done() {
    isNews = false;
  }

  /** A router is no longer heard as Active. */
  void gone(InetAddress source) {
    inVersion3.remove(source);
    withoutVersion2.remove(source);
  }

  void forget() {
    inVersion3.clear();
    withoutVersion2.clear();
    reported.clear();
  }
}
