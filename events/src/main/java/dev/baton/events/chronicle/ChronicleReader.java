package dev.baton.events.chronicle;

import dev.baton.events.LogId;
import dev.baton.events.Sha256;
import dev.baton.events.codec.RecordCodec;
import dev.baton.events.codec.RecordCodec.Decoded;
import dev.baton.events.codec.RecordCodec.Link;
import dev.baton.events.log.StoredRecord;
import dev.baton.events.log.StoredRecord.Bytes;
import java.io.IOException;
import java.util.Map;
import java.util.function.LongSupplier;
import net.openhft.chronicle.queue.ExcerptTailer;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueue;

/** Reads a queue of records and checks all that can be checked on the way. */
final class ChronicleReader implements ChainReader {
  /** More than any record has; a damaged length must not ask for a gigabyte. */
  private static final int MAX_DOCUMENT_BYTES = 1 << 20;

  private static final long NOT_IN_QUEUE = -1;

  /** To read over fewer is as quick as to look for the place. */
  private static final long FAR_COUNT = 1_024;

  private final ExcerptTailer tailer;
  private final SingleChronicleQueue queue;
  private final Archives archives;
  private final LogId logId;
  private final SeqIndex index;
  private final LongSupplier writtenSeq;
  private long fromSeq;
  private final Checks checks;
  private long nextSeq = 1;
  private byte[] lastRecord = new byte[0];
  private Sha256 lastHash = Sha256.ZERO;
  private boolean isLastHashKnown = true;
  private long lastEpoch;
  private Read lastRead = new Read.End();
  private Place place = new Place.Nowhere();
  private long archivedSeq;

  /** Where the next record is looked for. */
  private sealed interface Place {
    /** Not yet known. */
    record Nowhere() implements Place {}

    record InArchive(DayArchive day, DayArchiveReader records) implements Place {}

    record InQueue() implements Place {}
  }

  /** How much is checked on the way; to digest each record costs more than all the rest. */
  enum Checks {
    /** Checksum, format, number and log of each record. */
    EACH_RECORD,
    /** Also that each holds the digest of the one before. */
    CHAIN
  }

  /**
   * What is read.
   *
   * @param writtenSeq how far the log reaches, known from elsewhere than from reading it
   */
  record Source(
      SingleChronicleQueue queue,
      Archives archives,
      LogId logId,
      SeqIndex index,
      LongSupplier writtenSeq) {}

  ChronicleReader(Source source, long fromSeq, Checks checks) {
    if (fromSeq < 1) {
      throw new IllegalArgumentException("records are numbered from 1, not " + fromSeq);
    }
    this.tailer = source.queue().createTailer();
    tailer.singleThreadedCheckDisabled(true);
    this.queue = source.queue();
    this.archives = source.archives();
    this.logId = source.logId();
    this.index = source.index();
    this.writtenSeq = source.writtenSeq();
    this.fromSeq = fromSeq;
    this.checks = checks;
    this.nextSeq = archives.beginning().seq() + 1;
    this.lastHash = archives.beginning().hash();
  }

  @Override
  public Bytes lastRecord() {
    return Bytes.owning(lastRecord, 0, lastRecord.length);
  }

  @Override
  public Sha256 lastHash() {
    return lastHash;
  }

  @Override
  public long lastSeq() {
    return nextSeq - 1;
  }

  long lastEpoch() {
    return lastEpoch;
  }

  @Override
  public Read next() {
    while (!(lastRead instanceof Read.Damaged)) {
      lastRead = nextChecked();
      if (!(lastRead instanceof Read.Found(var stored))) {
        break;
      }
      if (stored.recorded().seq() >= fromSeq) {
        fromSeq = stored.recorded().seq() + 1;
        break;
      }
    }
    return lastRead;
  }

  @Override
  public void close() {
    leavePlace();
    tailer.close();
  }

  private void leavePlace() {
    if (place instanceof Place.InArchive(_, var records)) {
      records.close();
    }
    place = new Place.Nowhere();
  }

  private Read nextChecked() {
    var read = nextInPlace();
    while (read instanceof Read.Damaged && isArchivedMeanwhile()) {
      leavePlace();
      read = nextInPlace();
    }
    return read;
  }

  /** The queue's file may have been taken away, because an archive has its records now. */
  private boolean isArchivedMeanwhile() {
    archives.refresh();
    return archives.lastSeq() != archivedSeq;
  }

  private Read nextInPlace() {
    var read = readOrDamaged();
    // Asked again, because it may have been appended between the two looks.
    if (read instanceof Read.End && writtenSeq.getAsLong() >= nextSeq) {
      read = readOrDamaged();
      if (read instanceof Read.End) {
        return damaged("nothing stands here, yet " + writtenSeq.getAsLong() + " were written");
      }
    }
    return read;
  }

  private Read readOrDamaged() {
    try {
      return read();
    } catch (Exception | InternalError e) {
      return unreadable(e);
    }
  }

  /** The queue throws what it finds, declared or not. */
  private Read.Damaged unreadable(Throwable e) {
    return damaged(
        place instanceof Place.InQueue
            ? "the queue cannot be read: " + Complaint.of(e)
            : Complaint.of(e));
  }

  private Read read() throws IOException {
    if (place instanceof Place.Nowhere) {
      // One earlier than asked for, so that the chain is checked into the first record given out.
      goTo(Math.max(fromSeq - 1, nextSeq));
    }
    while (place instanceof Place.InArchive(var day, var records)) {
      var record = records.next();
      if (record.length > 0) {
        return checked(record, NOT_IN_QUEUE);
      }
      requireEnd(day);
      leavePlace();
      goTo(nextSeq);
    }
    return readQueue();
  }

  /** Goes to where the record is, or a known one not far before it. */
  private void goTo(long seq) throws IOException {
    archivedSeq = archives.lastSeq();
    for (var day : archives.holding(seq).stream().toList()) {
      var records = DayArchiveReader.open(day.file(), seq);
      place = new Place.InArchive(day, records);
      begin(records.nextSeq());
      return;
    }
    place = new Place.InQueue();
    var known = seqsInQueue().atOrBefore(seq);
    if (known.isEmpty() && !archives.trouble().isEmpty()) {
      place = new Place.Nowhere();
      throw new IOException(archives.trouble());
    }
    known.ifPresentOrElse(place -> goTo(seq, place), tailer::toStart);
  }

  private SeqIndex seqsInQueue() throws IOException {
    index.forgetUpTo(archivedSeq);
    if (archivedSeq > 0 && index.atOrBefore(archivedSeq + 1).isEmpty()) {
      FirstRecords.note(queue, index);
    }
    return index;
  }

  private void goTo(long seq, Map.Entry<Long, Long> known) {
    long ahead = seq - known.getKey();
    if (ahead > FAR_COUNT && isAt(known.getValue() + ahead, seq)) {
      begin(seq);
    } else {
      goTo(known);
    }
  }

  /** The records of a file are numbered on by the queue, too, if its own tables are sound. */
  private boolean isAt(long queueIndex, long seq) {
    try {
      return tailer.moveToIndex(queueIndex)
          && FirstRecords.next(tailer).stream().anyMatch(found -> found == seq)
          && tailer.moveToIndex(queueIndex);
    } catch (RuntimeException | InternalError e) {
      return false;
    }
  }

  private void goTo(Map.Entry<Long, Long> known) {
    if (!tailer.moveToIndex(known.getValue())) {
      throw new IllegalStateException("the place of record " + known.getKey() + " is not found");
    }
    begin(known.getKey());
  }

  private void begin(long seq) {
    if (seq != nextSeq) {
      nextSeq = seq;
      isLastHashKnown = false;
      lastEpoch = 0;
    }
  }

  private void requireEnd(DayArchive day) throws IOException {
    if (nextSeq != day.lastSeq() + 1) {
      throw new IOException(
          "it ends with record %d, and says %d".formatted(nextSeq - 1, day.lastSeq()));
    }
    if (checks == Checks.CHAIN && !lastHash.equals(day.last())) {
      throw new IOException("its last record is not the one that it names");
    }
  }

  private Read readQueue() {
    try (var document = tailer.readingDocument()) {
      if (!document.isPresent()) {
        return new Read.End();
      }
      var bytes = QueueFiles.content(document);
      if (bytes.readRemaining() > MAX_DOCUMENT_BYTES) {
        return damaged("a record of " + bytes.readRemaining() + " bytes");
      }
      var record = new byte[(int) bytes.readRemaining()];
      bytes.read(record);
      return checked(record, document.index());
    }
  }

  private Read checked(byte[] record, long queueIndex) {
    return switch (RecordCodec.decode(record)) {
      case Decoded.Rejected(var reason, var detail) -> damaged(reason + ": " + detail);
      case Decoded.Ok ok -> checked(ok, record, queueIndex);
    };
  }

  private Read checked(Decoded.Ok ok, byte[] record, long queueIndex) {
    var link = RecordCodec.link(record);
    if (!link.logId().equals(logId)) {
      return damaged("a record of log " + link.logId());
    }
    if (link.seq() != nextSeq) {
      return damaged("record " + link.seq() + " stands here");
    }
    if (isChainBroken(link)) {
      return damaged("prevHash is not the digest of the record before");
    }
    if (link.epoch() < lastEpoch) {
      return damaged("epoch " + link.epoch() + " after epoch " + lastEpoch);
    }
    return found(ok, record, queueIndex);
  }

  private boolean isChainBroken(Link link) {
    return checks == Checks.CHAIN && isLastHashKnown && !lastHash.equals(link.prevHash());
  }

  private Read found(Decoded.Ok ok, byte[] record, long queueIndex) {
    if (queueIndex != NOT_IN_QUEUE) {
      index.passed(nextSeq, queueIndex);
    }
    nextSeq++;
    if (checks == Checks.CHAIN) {
      lastRecord = record;
      lastHash = Sha256.of(record);
      isLastHashKnown = true;
    }
    lastEpoch = ok.recorded().epoch();
    var original = Bytes.owning(record, ok.original().offset(), ok.original().length());
    return new Read.Found(new StoredRecord(ok.recorded(), original));
  }

  private Read.Damaged damaged(String reason) {
    return new Read.Damaged(
        nextSeq,
        place instanceof Place.InArchive(var day, _)
            ? "%s, in %s".formatted(reason, day.file().getFileName())
            : reason);
  }
}
