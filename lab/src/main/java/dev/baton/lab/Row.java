package dev.baton.lab;

import dev.baton.lab.Sighting.Advert;
import java.util.ArrayList;
import java.util.List;

/** An unbroken row of adverts of one sender for one virtual router. */
public record Row(long fromNanos, long toNanos, int count, boolean resigned) {
  /** The rows in one sender's adverts: a resignation or a longer silence ends one. */
  public static List<Row> of(List<Advert> adverts, long silenceNanos) {
    var rows = new ArrayList<Row>();
    for (var advert : adverts) {
      boolean goesOn =
          !rows.isEmpty()
              && !rows.getLast().resigned()
              && advert.timeNanos() - rows.getLast().toNanos() <= silenceNanos;
      if (goesOn) {
        rows.add(rows.removeLast().and(advert));
      } else {
        rows.add(new Row(advert.timeNanos(), advert.timeNanos(), 1, advert.resigns()));
      }
    }
    return rows;
  }

  private Row and(Advert advert) {
    return new Row(fromNanos, advert.timeNanos(), count + 1, advert.resigns());
  }
}
