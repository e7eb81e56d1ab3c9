package dev.baton.events.codec;

import dev.baton.events.Envelope;
import dev.baton.events.EventId;
import dev.baton.events.LogId;
import dev.baton.events.NodeName;
import dev.baton.events.Recorded;
import dev.baton.events.Sha256;
import dev.baton.events.Subject;
import dev.baton.events.codec.RecordCodec.Decoded;
import dev.baton.events.codec.RecordCodec.Reason;
import dev.baton.events.codec.RecordCodec.Span;

/**
 * Reads records, one after the other. Nodes, boots and subjects come again and again: each is kept
 * as one value, however many records name it. Belongs to one thread.
 */
final class RecordDecoder {
  private static final ThreadLocal<RecordDecoder> OF_THREAD =
      ThreadLocal.withInitial(RecordDecoder::new);

  private final FieldReader in = new FieldReader();
  private final LogIds logIds = new LogIds();
  private final Known<NodeName> nodes =
      new Remembered<>(
          new NodeName("none"), (bytes, from, to) -> new NodeName(Utf8.text(bytes, from, to)));
  private final Known<String> bootIds = new Remembered<>("", Utf8::text);
  private final Known<Subject> subjects = new Remembered<>(Subject.NODE, EnvelopeFields::instance);

  /** Of the record that holds what is read. */
  private long heldSeq;

  private long heldEpoch;
  private long heldAtNanos;

  /** Where a record stands. */
  private enum Place {
    /** By itself, and perhaps it is around another log's record. */
    ANY,
    /** In the log that it was first written to. */
    ORIGINAL,
    /** In another log's record. */
    WITHIN
  }

  static RecordDecoder ofThread() {
    return OF_THREAD.get();
  }

  /** A record of this log, or one around another log's record. */
  Decoded any(byte[] record) {
    return decode(record, 0, record.length, Place.ANY);
  }

  /** A record as it stands in the log that it was first written to. */
  Decoded original(byte[] record) {
    return decode(record, 0, record.length, Place.ORIGINAL);
  }

  private Decoded decode(byte[] bytes, int at, int end, Place place) {
    if (end - at < RecordCodec.HEADER_BYTES + RecordCodec.TRAILER_BYTES) {
      return new Decoded.Rejected(Reason.TOO_SHORT, end - at + " bytes");
    }
    int length = (int) RecordCodec.INT.get(bytes, at + RecordCodec.LENGTH_AT);
    if (length != end - at) {
      return new Decoded.Rejected(
          Reason.LENGTH_MISMATCH,
          Integer.toUnsignedString(length) + " written inside, " + (end - at) + " there");
    }
    int crc = (int) RecordCodec.INT.get(bytes, end - RecordCodec.CRC_BYTES);
    if (crc != RecordCodec.crc(bytes, at, length)) {
      return new Decoded.Rejected(Reason.BAD_CHECKSUM, "the CRC32C does not match");
    }
    int version = bytes[at + RecordCodec.FRAME_VERSION_AT];
    int flags = bytes[at + RecordCodec.FLAGS_AT];
    if (version != RecordCodec.FRAME_VERSION || flags != 0) {
      return new Decoded.Rejected(
          Reason.NEWER_FORMAT, "frame version " + version + ", flags " + flags);
    }
    try {
      return read(bytes, at, end, place);
    } catch (UnknownEventTypeException e) {
      long seq = number(bytes, at + RecordCodec.SEQ_AT);
      return new Decoded.Rejected(Reason.NEWER_FORMAT, Rejections.reason(e) + ", at seq " + seq);
    } catch (MalformedFieldsException | IllegalArgumentException e) {
      return new Decoded.Rejected(Reason.MALFORMED, Rejections.reason(e));
    }
  }

  private Decoded read(byte[] bytes, int at, int end, Place place) {
    int headerBytes = unsigned(bytes, at + RecordCodec.HEADER_LENGTH_AT);
    int trailerAt = end - RecordCodec.TRAILER_BYTES;
    if (headerBytes < RecordCodec.HEADER_BYTES || headerBytes > trailerAt - at) {
      throw new MalformedFieldsException("header of " + headerBytes + " bytes");
    }
    in.enter(bytes, at + headerBytes, trailerAt);
    if (unsigned(bytes, at + RecordCodec.TYPE_AT) != RecordCodec.RELAYED) {
      return own(bytes, at, end, place);
    }
    // Without the limit, records within records could be nested as deep as bytes allow.
    if (place != Place.ANY) {
      throw new MalformedFieldsException("a relayed record inside a relayed record");
    }
    return relayed(bytes, at);
  }

  private Decoded own(byte[] bytes, int at, int end, Place place) {
    long wallNanos = number(bytes, at + RecordCodec.WALL_AT);
    if (place != Place.WITHIN) {
      // What stands by itself is its own holder.
      heldBy(bytes, at, wallNanos);
    }
    var envelope = envelope(bytes, at, wallNanos);
    var event =
        EventCodec.read(
            unsigned(bytes, at + RecordCodec.TYPE_AT),
            unsigned(bytes, at + RecordCodec.TYPE_VERSION_AT),
            in);
    var prevHash = Sha256.read(bytes, end - RecordCodec.TRAILER_BYTES);
    return new Decoded.Ok(
        new Recorded(heldSeq, heldEpoch, heldAtNanos, envelope, event, prevHash),
        new Span(at, end - at));
  }

  private void heldBy(byte[] bytes, int at, long sinceNanos) {
    heldSeq = number(bytes, at + RecordCodec.SEQ_AT);
    heldEpoch = number(bytes, at + RecordCodec.EPOCH_AT);
    heldAtNanos = sinceNanos;
  }

  private Envelope envelope(byte[] bytes, int at, long wallNanos) {
    return new Envelope(
        new EventId(
            in.known(EnvelopeFields.NODE, FieldWriter.TEXT, nodes),
            logId(bytes, at),
            number(bytes, at + RecordCodec.SEQ_AT)),
        in.known(EnvelopeFields.BOOT_ID, FieldWriter.TEXT, bootIds),
        wallNanos,
        number(bytes, at + RecordCodec.MONOTONIC_AT),
        EnvelopeFields.subject(in, subjects),
        EnvelopeFields.actor(in),
        EnvelopeFields.causation(in),
        EnvelopeFields.correlationId(in),
        EnvelopeFields.sourceSeq(in));
  }

  private Decoded relayed(byte[] bytes, int at) {
    int version = unsigned(bytes, at + RecordCodec.TYPE_VERSION_AT);
    if (version != RecordCodec.RELAYED_VERSION) {
      return new Decoded.Rejected(Reason.NEWER_FORMAT, "relayed record of version " + version);
    }
    heldBy(bytes, at, in.number(EnvelopeFields.RECORDED_AT));
    if (heldSeq < 1) {
      throw new MalformedFieldsException("seq " + heldSeq);
    }
    int end = in.goToBytes(RecordCodec.ORIGINAL);
    return switch (decode(bytes, in.position(), end, Place.WITHIN)) {
      case Decoded.Rejected(var reason, var detail) ->
          new Decoded.Rejected(reason, "relayed record: " + detail);
      case Decoded.Ok ok -> ok;
    };
  }

  private LogId logId(byte[] bytes, int at) {
    int from = at + RecordCodec.LOG_ID_AT;
    return logIds.of(
        (long) RecordCodec.BIG_ENDIAN_LONG.get(bytes, from),
        (long) RecordCodec.BIG_ENDIAN_LONG.get(bytes, from + Long.BYTES));
  }

  private static long number(byte[] bytes, int at) {
    return (long) RecordCodec.LONG.get(bytes, at);
  }

  private static int unsigned(byte[] bytes, int at) {
    return Short.toUnsignedInt((short) RecordCodec.SHORT.get(bytes, at));
  }
}
