package dev.baton.events.chronicle;

import dev.baton.events.LogId;
import dev.baton.events.Sha256;
import dev.baton.events.codec.RecordCodec;
import dev.baton.events.codec.RecordCodec.Decoded;
import dev.baton.events.codec.RecordCodec.Link;
import dev.baton.events.log.StoredRecord;
import dev.baton.events.log.StoredRecord.Bytes;
import java.util.Map;
import java.util.function.LongSupplier;
import net.openhft.chronicle.queue.ChronicleQueue;
import net.openhft.chronicle.queue.ExcerptTailer;

/** Reads a queue of records and checks all that can be checked on the way. */
final class ChronicleReader implements ChainReader {
  /** More than any record has; a damaged length must not ask for a gigabyte. */
  private static final int MAX_DOCUMENT_BYTES = 1 << 20;

  private final ExcerptTailer tailer;
  private final LogId logId;
  private final SeqIndex index;
  private final LongSupplier writtenSeq;
  private final long fromSeq;
  private final Checks checks;
  private long nextSeq = 1;
  private Bytes lastRecord = Bytes.copyOf(new byte[0]);
  private Sha256 lastHash = Sha256.ZERO;
  private boolean isLastHashKnown = true;
  private long lastEpoch;
  private Read lastRead = new Read.End();

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
  record Source(ChronicleQueue queue, LogId logId, SeqIndex index, LongSupplier writtenSeq) {}

  ChronicleReader(Source source, long fromSeq, Checks checks) {
    if (fromSeq < 1) {
      throw new IllegalArgumentException("records are numbered from 1, not " + fromSeq);
    }
    this.tailer = source.queue().createTailer();
    tailer.singleThreadedCheckDisabled(true);
    this.logId = source.logId();
    this.index = source.index();
    this.writtenSeq = source.writtenSeq();
    this.fromSeq = fromSeq;
    this.checks = checks;
    // One earlier than asked for, so that the chain is checked into the first record given out.
    try {
      index.atOrBefore(fromSeq - 1).ifPresentOrElse(this::moveTo, tailer::toStart);
    } catch (Exception | InternalError e) {
      lastRead = unreadable(e);
    }
  }

  @Override
  public Bytes lastRecord() {
    return lastRecord;
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
      if (!(lastRead instanceof Read.Found(var stored)) || stored.recorded().seq() >= fromSeq) {
        break;
      }
    }
    return lastRead;
  }

  @Override
  public void close() {
    tailer.close();
  }

  private void moveTo(Map.Entry<Long, Long> known) {
    nextSeq = known.getKey();
    isLastHashKnown = false;
    if (!tailer.moveToIndex(known.getValue())) {
      lastRead = damaged("the queue does not find the place of this record any more");
    }
  }

  private Read nextChecked() {
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
    return damaged("the queue cannot be read: " + Complaint.of(e));
  }

  private Read read() {
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
      case Decoded.Ok ok when !ok.link().logId().equals(logId) ->
          damaged("a record of log " + ok.link().logId());
      case Decoded.Ok ok when ok.link().seq() != nextSeq ->
          damaged("record " + ok.link().seq() + " stands here");
      case Decoded.Ok ok when isChainBroken(ok.link()) ->
          damaged("prevHash is not the digest of the record before");
      case Decoded.Ok ok when ok.link().epoch() < lastEpoch ->
          damaged("epoch " + ok.link().epoch() + " after epoch " + lastEpoch);
      case Decoded.Ok ok -> found(ok, record, queueIndex);
    };
  }

  private boolean isChainBroken(Link link) {
    return checks == Checks.CHAIN && isLastHashKnown && !lastHash.equals(link.prevHash());
  }

  private Read found(Decoded.Ok ok, byte[] record, long queueIndex) {
    index.passed(nextSeq, queueIndex);
    nextSeq++;
    if (checks == Checks.CHAIN) {
      lastRecord = Bytes.owning(record, 0, record.length);
      lastHash = Sha256.of(record);
      isLastHashKnown = true;
    }
    lastEpoch = ok.link().epoch();
    var original = Bytes.owning(record, ok.original().offset(), ok.original().length());
    return new Read.Found(new StoredRecord(ok.recorded(), original));
  }

  private Read.Damaged damaged(String reason) {
    return new Read.Damaged(nextSeq, reason);
  }
}
