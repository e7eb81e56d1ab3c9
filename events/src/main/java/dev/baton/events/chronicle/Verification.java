package dev.baton.events.chronicle;

import dev.baton.events.Sha256;
import dev.baton.events.log.EventReader.Read;
import java.io.IOException;

/** What the check before opening a log for writing finds. */
sealed interface Verification {
  /** So many of the newest records are checked; the rest can be while the log is used. */
  long MOST_RECORDS = 500_000;

  /** Whole as far as it is checked: the queue's newest file and the one before it, or so many. */
  record Sound(long lastSeq, Sha256 lastHash, long lastEpoch) implements Verification {}

  /** Not to be written to. */
  record Unsound(long atSeq, String reason) implements Verification {}

  /** Checks the newest two files, or what of them is newest, and notes where each file begins. */
  static Verification of(ChronicleReader.Source source) {
    return of(source, MOST_RECORDS);
  }

  /** The same, and so many at most. */
  static Verification of(ChronicleReader.Source source, long mostRecords) {
    try {
      return source.archives().trouble().isEmpty()
          ? check(source, mostRecords)
          : new Unsound(source.archives().lastSeq() + 1, source.archives().trouble());
    } catch (Exception | InternalError e) {
      return new Unsound(1, "the queue cannot be read: " + Complaint.of(e));
    }
  }

  private static Verification check(ChronicleReader.Source source, long mostRecords)
      throws IOException {
    long archivedSeq = source.archives().lastSeq();
    var firstSeqs = FirstRecords.note(source.queue(), source.index());
    if (!firstSeqs.isEmpty() && firstSeqs.getFirst() > archivedSeq + 1) {
      return new Unsound(
          archivedSeq + 1,
          (archivedSeq == 0 ? "the log begins with record " : "after the archives comes record ")
              + firstSeqs.getFirst());
    }
    long filesSeq = firstSeqs.size() < 2 ? archivedSeq + 1 : firstSeqs.get(firstSeqs.size() - 2);
    long fromSeq = Math.max(filesSeq, source.writtenSeq().getAsLong() - mostRecords + 1);
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
}
