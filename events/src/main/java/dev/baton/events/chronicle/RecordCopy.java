package dev.baton.events.chronicle;

import dev.baton.events.LogId;
import dev.baton.events.Sha256;
import dev.baton.events.codec.RecordCodec;
import dev.baton.events.codec.RecordCodec.Decoded;
import dev.baton.events.codec.RecordCodec.Link;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import net.openhft.chronicle.queue.ExcerptAppender;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueue;

/**
 * Takes a log's records over into another queue, byte for byte, as long as each continues the
 * chain, and then only counts. The queue's clock is set to the time of each, so that a day's
 * records stand in that day's file.
 */
final class RecordCopy implements RawRecords.Visitor, AutoCloseable {
  private final LogId logId;
  private final ExcerptAppender appender;
  private final AtomicReference<Instant> time;
  private final SeqIndex index = new SeqIndex();
  private Verification.Sound sound;
  private long highestSeq;
  private boolean isBroken;

  /** Takes over what comes after that beginning. */
  RecordCopy(
      LogId logId, Beginning after, SingleChronicleQueue queue, AtomicReference<Instant> time) {
    this.logId = logId;
    this.sound = new Verification.Sound(after.seq(), after.hash(), 0);
    this.appender = queue.createAppender();
    this.time = time;
  }

  @Override
  public boolean found(byte[] record, Decoded.Ok decoded) {
    var link = RecordCodec.link(record);
    if (link.logId().equals(logId)) {
      highestSeq = Math.max(highestSeq, link.seq());
    }
    isBroken |= !continues(link);
    if (!isBroken) {
      time.set(Instant.ofEpochSecond(0, decoded.recorded().recordedAtNanos()));
      append(record);
      index.passed(link.seq(), appender.lastIndexAppended());
      sound = new Verification.Sound(link.seq(), Sha256.of(record), link.epoch());
    }
    return true;
  }

  /** How far it came. */
  Verification.Sound sound() {
    return sound;
  }

  SeqIndex index() {
    return index;
  }

  /** The highest number that any record of this log had, taken over or not. */
  long highestSeq() {
    return highestSeq;
  }

  private boolean continues(Link link) {
    return link.logId().equals(logId)
        && link.seq() == sound.lastSeq() + 1
        && link.prevHash().equals(sound.lastHash())
        && link.epoch() >= sound.lastEpoch();
  }

  private void append(byte[] record) {
    try (var document = appender.writingDocument()) {
      QueueFiles.content(document).write(record);
    }
  }

  @Override
  public void close() {
    appender.close();
  }
}
