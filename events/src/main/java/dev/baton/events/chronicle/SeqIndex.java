package dev.baton.events.chronicle;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;

/** Where some records stand in the queue, so that a reader need not begin at the first. */
final class SeqIndex {
  private static final int EVERY = 256;

  private final ConcurrentSkipListMap<Long, Long> indexBySeq = new ConcurrentSkipListMap<>();

  /** Remembers it, if it is the turn of this one. */
  void passed(long seq, long queueIndex) {
    if (seq % EVERY == 1) {
      remember(seq, queueIndex);
    }
  }

  void remember(long seq, long queueIndex) {
    indexBySeq.put(seq, queueIndex);
  }

  /** The last known place that is not behind {@code seq}. */
  Optional<Map.Entry<Long, Long>> atOrBefore(long seq) {
    return Optional.ofNullable(indexBySeq.floorEntry(seq));
  }

  /** Those records are not in the queue any more. */
  void forgetUpTo(long seq) {
    indexBySeq.headMap(seq, true).clear();
  }
}
