package dev.baton.events.chronicle;

import dev.baton.events.codec.RecordCodec;
import dev.baton.events.codec.RecordCodec.Decoded;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.LongPredicate;
import net.openhft.chronicle.queue.ExcerptTailer;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueue;

/** Which record each of the queue's files begins with, learnt from the files that there are. */
final class FirstRecords {
  private FirstRecords() {}

  /** In order; a file whose first record cannot be read is left to the reader that comes to it. */
  static List<Long> note(SingleChronicleQueue queue, SeqIndex index) throws IOException {
    return of(queue, QueueFiles.cycles(queue.file().toPath()), index);
  }

  /** The same for some of them. */
  static List<Long> of(SingleChronicleQueue queue, List<Integer> cycles) {
    return of(queue, cycles, new SeqIndex());
  }

  private static List<Long> of(SingleChronicleQueue queue, List<Integer> cycles, SeqIndex index) {
    var rollCycle = queue.rollCycle();
    try (var tailer = queue.createTailer()) {
      tailer.singleThreadedCheckDisabled(true);
      return cycles.stream()
          .filter(cycle -> tailer.moveToCycle(cycle.intValue()))
          .flatMap(cycle -> first(tailer, at -> rollCycle.toCycle(at) == cycle, index).stream())
          .toList();
    }
  }

  /** Of a file that has none, the queue gives the first of the next file. */
  private static Optional<Long> first(
      ExcerptTailer tailer, LongPredicate isInFile, SeqIndex index) {
    try (var document = tailer.readingDocument()) {
      if (!document.isPresent() || !isInFile.test(document.index())) {
        return Optional.empty();
      }
      var seq = seqOf(QueueFiles.content(document).toByteArray());
      seq.ifPresent(found -> index.remember(found, document.index()));
      return seq;
    }
  }

  /** Which record the tailer stands before, if one can be read there. */
  static Optional<Long> next(ExcerptTailer tailer) {
    try (var document = tailer.readingDocument()) {
      return document.isPresent()
          ? seqOf(QueueFiles.content(document).toByteArray())
          : Optional.empty();
    }
  }

  private static Optional<Long> seqOf(byte[] record) {
    return RecordCodec.decode(record) instanceof Decoded.Ok ok
        ? Optional.of(ok.recorded().seq())
        : Optional.empty();
  }
}
