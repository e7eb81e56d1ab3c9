package dev.baton.events.codec;

import dev.baton.events.LogId;
import java.util.Arrays;

/** Keeps each log's identity as one value, as {@link Remembered} does what has no fixed length. */
final class LogIds {
  private static final int PLACES = 1_024;

  private final LogId[] places = new LogId[PLACES];

  LogIds() {
    Arrays.fill(places, new LogId(0, 0));
  }

  LogId of(long high, long low) {
    // Identities are random numbers, so that any of their bits will do.
    int place = (int) low & PLACES - 1;
    var known = places[place];
    if (known.high() == high && known.low() == low) {
      return known;
    }
    var other = new LogId(high, low);
    places[place] = other;
    return other;
  }
}
