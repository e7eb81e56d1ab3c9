package dev.baton.events.chronicle;

import dev.baton.events.Sha256;
import dev.baton.events.codec.RecordCodec;
import dev.baton.events.codec.RecordCodec.Decoded;
import dev.baton.events.log.EventReader.Read;
import java.util.List;
import net.openhft.chronicle.queue.ExcerptTailer;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueue;

/** What the check before opening a log for writing finds. */
sealed interface Verification {
  /** Whole as far as it is checked, which is the newest file and the one before it. */
  record Sound(long lastSeq, Sha256 lastHash, long lastEpoch) implements Verification {}

  /** Not to be written to. */
  record Unsound(long atSeq, String reason) implements Verification {}

  /** Checks the newest two files, and on the way notes where each file begins. */
  static Verification of(
      SingleChronicleQueue queue, LogIdentity identity, SeqIndex index, Head head) {
    try {
      return check(queue, identity, index, head);
    } catch (Exception | InternalError e) {
      return new Unsound(1, "the queue cannot be read: " + Complaint.of(e));
    }
  }

  private static Verification check(
      SingleChronicleQueue queue, LogIdentity identity, SeqIndex index, Head head) {
    var firstSeqs = firstSeqOfEachFile(queue, index);
    if (!firstSeqs.isEmpty() && firstSeqs.getFirst() > 1) {
      return new Unsound(1, "the log begins with record " + firstSeqs.getFirst());
    }
    long fromSeq = firstSeqs.size() < 2 ? 1 : firstSeqs.get(firstSeqs.size() - 2);
    var source = new ChronicleReader.Source(queue, identity.logId(), index, head::seq);
    try (var reader = new ChronicleReader(source, fromSeq, ChronicleReader.Checks.CHAIN)) {
      while (true) {
        switch (reader.next()) {
          case Read.Found found -> {}
          case Read.End end -> {
            return new Sound(reader.lastSeq(), reader.lastHash(), reader.lastEpoch());
          }
          case Read.Damaged(var atSeq, var reason) -> {
            return new Unsound(atSeq, reason);
          }
        }
      }
    }
  }

  /** In order; a file whose first record cannot be read is left to the reader that comes to it. */
  private static List<Long> firstSeqOfEachFile(SingleChronicleQueue queue, SeqIndex index) {
    if (queue.firstCycle() > queue.lastCycle()) {
      return List.of();
    }
    try (var tailer = queue.createTailer()) {
      return queue.listCyclesBetween(queue.firstCycle(), queue.lastCycle()).stream()
          .filter(cycle -> tailer.moveToCycle(cycle.intValue()))
          .flatMap(cycle -> firstSeq(tailer, index).stream())
          .distinct()
          .toList();
    }
  }

  private static List<Long> firstSeq(ExcerptTailer tailer, SeqIndex index) {
    try (var document = tailer.readingDocument()) {
      if (!document.isPresent()) {
        return List.of();
      }
      var record = QueueFiles.content(document).toByteArray();
      if (RecordCodec.decode(record) instanceof Decoded.Ok ok) {
        index.remember(ok.link().seq(), document.index());
        return List.of(ok.link().seq());
      }
      return List.of();
    }
  }
}
