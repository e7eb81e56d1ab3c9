package dev.baton.events.tool;

import dev.baton.events.LogHead;
import dev.baton.events.LogId;
import dev.baton.events.Sha256;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;

/**
 * What others hold of a log: each a number and the digest that this record had. A log that was
 * rewritten, with checksums and a chain as sound as before, contradicts them.
 */
final class HeldHeads {
  /** Who holds what. */
  record Held(String by, LogHead head) {}

  private final LogId log;
  private final TreeMap<Long, List<Held>> bySeq = new TreeMap<>();
  private final Set<LogId> others = new HashSet<>();
  private final List<String> contradictions = new ArrayList<>();
  private int count;
  private int confirmedCount;
  private long confirmedSeq;

  HeldHeads(LogId log) {
    this.log = log;
  }

  void add(Held held) {
    if (held.head().logId().equals(log)) {
      bySeq.computeIfAbsent(held.head().seq(), seq -> new ArrayList<>()).add(held);
      count++;
    } else {
      others.add(held.head().logId());
    }
  }

  /** The log has that record. */
  void check(long seq, Sha256 hash) {
    for (Held held : bySeq.getOrDefault(seq, List.of())) {
      if (held.head().hash().equals(hash)) {
        confirmedCount++;
        confirmedSeq = seq;
      } else {
        contradictions.add(
            "record %d is not the one that %s was told of: its digest was %s then"
                .formatted(seq, held.by(), held.head().hash()));
      }
    }
  }

  /** That was the log's last record. */
  void endAt(long lastSeq) {
    bySeq
        .tailMap(lastSeq, false)
        .values()
        .forEach(missing ->
            missing.forEach(held ->
                contradictions.add(
                    "%s was told of record %d, but the log ends with record %d"
                        .formatted(held.by(), held.head().seq(), lastSeq))));
  }

  /** Where the log is not what others hold of it, and who was asked and holds nothing of it. */
  List<String> contradictions() {
    return List.copyOf(contradictions);
  }

  /** Asked of this source: it must hold something, or asking it proved nothing. */
  void require(String source, int countBefore) {
    if (count == countBefore) {
      contradictions.add(
          "%s holds no head of log %s%s"
              .formatted(source, log, others.isEmpty() ? "" : ", only of " + others));
    }
  }

  int count() {
    return count;
  }

  /** What they agree to, in a line; of logs that are not this one, too. */
  String summary() {
    var agreed =
        "%d of %d heads held elsewhere agree%s"
            .formatted(
                confirmedCount, count, confirmedCount == 0 ? "" : ", up to record " + confirmedSeq);
    return others.isEmpty() ? agreed : agreed + "; others are of " + others;
  }
}
