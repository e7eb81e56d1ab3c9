package dev.baton.controller.ingest;

import dev.baton.events.Sha256;
import java.util.List;

/**
 * The digests of the newest records of a log, each cut to eight bytes: there are many logs. Its
 * memory grows with what is in it.
 */
final class RecentDigests {
  private static final int FEWEST = 64;
  private static final int MOST = 2_048;

  private long[] words = new long[0];
  private long firstSeq = 1;
  private long lastSeq;

  /** Takes the digests of records in order, the last of which has that number. */
  void add(long newLastSeq, List<Sha256> digests) {
    long newFirstSeq = newLastSeq - digests.size() + 1;
    if (lastSeq == 0 || newFirstSeq != lastSeq + 1) {
      firstSeq = newFirstSeq;
    }
    makeRoom(newLastSeq - firstSeq + 1);
    for (int i = 0; i < digests.size(); i++) {
      words[place(newFirstSeq + i)] = digests.get(i).first();
    }
    lastSeq = newLastSeq;
    firstSeq = Math.max(firstSeq, lastSeq - words.length + 1);
  }

  /** Whether another record than that one is known to stand under its number. */
  boolean holdsAnother(long seq, Sha256 digest) {
    return seq >= firstSeq && seq <= lastSeq && words[place(seq)] != digest.first();
  }

  private int place(long seq) {
    return (int) (seq % words.length);
  }

  private void makeRoom(long count) {
    if (count <= words.length || words.length == MOST) {
      return;
    }
    int length = Math.max(words.length, FEWEST);
    while (length < count && length < MOST) {
      length *= 2;
    }
    long[] old = words;
    words = new long[length];
    for (long seq = firstSeq; seq <= lastSeq; seq++) {
      words[place(seq)] = old[(int) (seq % old.length)];
    }
  }
}
