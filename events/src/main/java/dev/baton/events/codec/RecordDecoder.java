package dev.baton.events.codec;

import dev.baton.events.Envelope;
import dev.baton.events.EventId;
import dev.baton.events.LogId;
import dev.baton.events.NodeName;
import dev.baton.events.Recorded;
import dev.baton.events.Sha256;
import dev.baton.events.Subject;
import dev.baton.events.codec.RecordCodec.Decoded;
import dev.baton.events.codec.RecordCodec.Link;
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
  private final Known<NodeName> nodes = new Remembered<>(new NodeName("none"));
  private final Known<String> bootIds = new Remembered<>("");
  private final Known<Subject> subjects = new Remembered<>(Subject.NODE);

  static RecordDecoder ofThread() {
    return OF_THREAD.get();
  }

  /** A record of this log, or one around another log's record. */
  Decoded any(byte[] record) {
    return decode(record, new Span(0, record.length), true);
  }

  /** A record as it stands in the log that it was first written to. */
  Decoded original(byte[] record) {
    return decode(record, new Span(0, record.length), false);
  }

  /** Without the limit, records within records could be nested as deep as bytes allow. */
  private Decoded decode(byte[] bytes, Span span, boolean mayBeRelayed) {
    if (span.length() < RecordCodec.HEADER_BYTES + RecordCodec.TRAILER_BYTES) {
      return new Decoded.Rejected(Reason.TOO_SHORT, span.length() + " bytes");
    }
    int length = (int) RecordCodec.INT.get(bytes, span.offset() + RecordCodec.LENGTH_AT);
    if (length != span.length()) {
      return new Decoded.Rejected(
          Reason.LENGTH_MISMATCH,
          Integer.toUnsignedString(length) + " written inside, " + span.length() + " there");
    }
    int crc = (int) RecordCodec.INT.get(bytes, span.end() - RecordCodec.CRC_BYTES);
    if (crc != RecordCodec.crc(bytes, span.offset(), length)) {
      return new Decoded.Rejected(Reason.BAD_CHECKSUM, "the CRC32C does not match");
    }
    int version = bytes[span.offset() + RecordCodec.FRAME_VERSION_AT];
    int flags = bytes[span.offset() + RecordCodec.FLAGS_AT];
    if (version != RecordCodec.FRAME_VERSION || flags != 0) {
      return new Decoded.Rejected(
          Reason.NEWER_FORMAT, "frame version " + version + ", flags " + flags);
    }
    try {
      return read(bytes, span, mayBeRelayed);
    } catch (UnknownEventTypeException e) {
      long seq = number(bytes, span.offset() + RecordCodec.SEQ_AT);
      return new Decoded.Rejected(Reason.NEWER_FORMAT, Rejections.reason(e) + ", at seq " + seq);
    } catch (MalformedFieldsException | IllegalArgumentException e) {
      return new Decoded.Rejected(Reason.MALFORMED, Rejections.reason(e));
    }
  }

  private Decoded read(byte[] bytes, Span span, boolean mayBeRelayed) {
    int at = span.offset();
    int headerBytes = unsigned(bytes, at + RecordCodec.HEADER_LENGTH_AT);
    int trailerAt = span.end() - RecordCodec.TRAILER_BYTES;
    if (headerBytes < RecordCodec.HEADER_BYTES || headerBytes > trailerAt - at) {
      throw new MalformedFieldsException("header of " + headerBytes + " bytes");
    }
    in.enter(bytes, at + headerBytes, trailerAt);
    var link =
        new Link(
            logId(bytes, at + RecordCodec.LOG_ID_AT),
            number(bytes, at + RecordCodec.SEQ_AT),
            number(bytes, at + RecordCodec.EPOCH_AT),
            Sha256.read(bytes, trailerAt));
    int typeId = unsigned(bytes, at + RecordCodec.TYPE_AT);
    int typeVersion = unsigned(bytes, at + RecordCodec.TYPE_VERSION_AT);
    if (typeId != RecordCodec.RELAYED) {
      return own(typeId, typeVersion, bytes, span, link);
    }
    if (!mayBeRelayed) {
      throw new MalformedFieldsException("a relayed record inside a relayed record");
    }
    return relayed(typeVersion, bytes, link);
  }

  private Decoded own(int typeId, int typeVersion, byte[] bytes, Span span, Link link) {
    long wallNanos = number(bytes, span.offset() + RecordCodec.WALL_AT);
    long monotonicNanos = number(bytes, span.offset() + RecordCodec.MONOTONIC_AT);
    var node =
        in.known(
            EnvelopeFields.NODE,
            FieldWriter.TEXT,
            nodes,
            each -> ValueFields.node(each, EnvelopeFields.NODE));
    var bootId =
        in.known(
            EnvelopeFields.BOOT_ID,
            FieldWriter.TEXT,
            bootIds,
            each -> each.text(EnvelopeFields.BOOT_ID));
    var subject = EnvelopeFields.subject(in, subjects);
    var actor = EnvelopeFields.actor(in);
    var causation = EnvelopeFields.causation(in);
    var correlationId = EnvelopeFields.correlationId(in);
    long sourceSeq = EnvelopeFields.sourceSeq(in);
    var envelope =
        new Envelope(
            new EventId(node, link.logId(), link.seq()),
            bootId,
            wallNanos,
            monotonicNanos,
            subject,
            actor,
            causation,
            correlationId,
            sourceSeq);
    var event = EventCodec.read(typeId, typeVersion, in);
    return new Decoded.Ok(
        new Recorded(link.seq(), link.epoch(), wallNanos, envelope, event, link.prevHash()),
        link,
        span);
  }

  private Decoded relayed(int version, byte[] bytes, Link link) {
    if (version != RecordCodec.RELAYED_VERSION) {
      return new Decoded.Rejected(Reason.NEWER_FORMAT, "relayed record of version " + version);
    }
    if (link.seq() < 1) {
      throw new MalformedFieldsException("seq " + link.seq());
    }
    long recordedAtNanos = in.number(EnvelopeFields.RECORDED_AT);
    int from = in.startOfBytes(RecordCodec.ORIGINAL);
    var original = new Span(from, in.endOfBytes(RecordCodec.ORIGINAL) - from);
    return switch (decode(bytes, original, false)) {
      case Decoded.Rejected(var reason, var detail) ->
          new Decoded.Rejected(reason, "relayed record: " + detail);
      case Decoded.Ok(var inner, _, _) ->
          new Decoded.Ok(
              new Recorded(
                  link.seq(),
                  link.epoch(),
                  recordedAtNanos,
                  inner.envelope(),
                  inner.event(),
                  inner.prevHash()),
              link,
              original);
    };
  }

  private static LogId logId(byte[] bytes, int at) {
    return new LogId(
        (long) RecordCodec.BIG_ENDIAN_LONG.get(bytes, at),
        (long) RecordCodec.BIG_ENDIAN_LONG.get(bytes, at + Long.BYTES));
  }

  private static long number(byte[] bytes, int at) {
    return (long) RecordCodec.LONG.get(bytes, at);
  }

  private static int unsigned(byte[] bytes, int at) {
    return Short.toUnsignedInt((short) RecordCodec.SHORT.get(bytes, at));
  }
}
