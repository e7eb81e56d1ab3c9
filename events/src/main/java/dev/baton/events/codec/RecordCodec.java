package dev.baton.events.codec;

import dev.baton.events.Draft;
import dev.baton.events.Envelope;
import dev.baton.events.Event;
import dev.baton.events.EventId;
import dev.baton.events.LogId;
import dev.baton.events.NodeName;
import dev.baton.events.Recorded;
import dev.baton.events.Sha256;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.zip.CRC32C;

/**
 * A record as it stands in a log, little-endian.
 *
 * <pre>
 *   0       4        5       6        8           10              12      20     28
 *   +-------+--------+-------+--------+-----------+---------------+-------+------+---------+
 *   | length| frame  | flags | type   | type      | header        | epoch | seq  | wall ns |
 *   | u32   | u8 = 1 | u8 = 0| u16    | version   | length        | u64   | u64  | i64     |
 *   |       |        |       |        | u16       | u16 = 60      |       |      |         |
 *   +-------+--------+-------+--------+-----------+---------------+-------+------+---------+
 *   36             44          60                                 length-36        length-4
 *   +--------------+-----------+----------------------------------+----------------+-------+
 *   | monotonic ns | logId     | envelope fields 1 to 31,         | prevHash       | CRC32C|
 *   | i64          | 16 bytes  | body fields 32 and up            | 32 bytes       | u32   |
 *   +--------------+-----------+----------------------------------+----------------+-------+
 * </pre>
 *
 * <p>The digest of a record is the SHA-256 of all of it. A record that the controller holds for a
 * node is a frame of type {@value #RELAYED} with the controller's own epoch, seq, logId and
 * prevHash, the node's times, the field {@code recordedAt}, and as its body the node's record, byte
 * for byte.
 */
public final class RecordCodec {
  /** What an agent's record may measure, so that it fits the uplink's frame of 64 KiB. */
  public static final int MAX_BYTES = 64 * 1024 - 256;

  /** The newest layout of a record, and the only one there is. */
  public static final int FRAME_VERSION = 1;

  static final int RELAYED = 1;

  private static final int RELAYED_VERSION = 1;
  private static final int ORIGINAL = 32;

  private static final int LENGTH_AT = 0;
  private static final int FRAME_VERSION_AT = 4;
  private static final int FLAGS_AT = 5;
  private static final int TYPE_AT = 6;
  private static final int TYPE_VERSION_AT = 8;
  private static final int HEADER_LENGTH_AT = 10;
  private static final int EPOCH_AT = 12;
  private static final int SEQ_AT = 20;
  private static final int WALL_AT = 28;
  private static final int MONOTONIC_AT = 36;
  private static final int LOG_ID_AT = 44;
  private static final int HEADER_BYTES = 60;
  private static final int TRAILER_BYTES = 36;
  private static final int CRC_BYTES = 4;

  private RecordCodec() {}

  /** Who writes, in every record the same while a log is open. */
  public record Writer(NodeName node, LogId logId, String bootId, long epoch) {}

  /** A record's place in the chain of the log that holds it. */
  public record Link(LogId logId, long seq, long epoch, Sha256 prevHash, Sha256 hash) {}

  /** A part of a record's bytes. */
  public record Span(int offset, int length) {
    /** A copy of that part. */
    public byte[] of(byte[] bytes) {
      return Arrays.copyOfRange(bytes, offset, offset + length);
    }
  }

  /** What the bytes are. */
  public sealed interface Decoded {
    /**
     * A sound record.
     *
     * @param original where its bytes stand as they are in the log that it was first written to
     */
    record Ok(Recorded recorded, Link link, Span original) implements Decoded {
      /** Whether it is another log's record inside one of this log. */
      public boolean isRelayed() {
        return original.offset() > 0;
      }
    }

    /** No sound record. */
    record Rejected(Reason reason, String detail) implements Decoded {}
  }

  /** Why bytes are no sound record. */
  public enum Reason {
    /** Not even a header and a trailer. */
    TOO_SHORT,
    /** The length inside says otherwise. */
    LENGTH_MISMATCH,
    /** The bytes are not those that were written. */
    BAD_CHECKSUM,
    /** Written by a newer version: upgrade the reader. */
    NEWER_FORMAT,
    /** Sound bytes, but no event. */
    MALFORMED
  }

  /** The next record of the writer's own log. */
  public static byte[] encode(Writer writer, long seq, Sha256 prevHash, Draft draft) {
    var type = EventType.of(draft.event());
    var out = new FieldWriter();
    out.text(EnvelopeFields.NODE, writer.node().value());
    out.text(EnvelopeFields.BOOT_ID, writer.bootId());
    EnvelopeFields.write(draft, out);
    EventCodec.write(draft.event(), out);
    var record = frame(out.toByteArray());
    littleEndian(record)
        .putShort(TYPE_AT, (short) type.id())
        .putShort(TYPE_VERSION_AT, (short) type.version())
        .putLong(WALL_AT, draft.wallNanos())
        .putLong(MONOTONIC_AT, draft.monotonicNanos());
    seal(record, writer, seq, prevHash);
    if (record.length > MAX_BYTES) {
      throw new IllegalArgumentException(
          type.text() + " of " + record.length + " bytes; a record has at most " + MAX_BYTES);
    }
    return record;
  }

  /**
   * The next record of the writer's log, around another log's record.
   *
   * @throws IllegalArgumentException if {@code original} is no sound record, or a relayed one
   */
  public static byte[] encodeRelayed(
      Writer writer, long seq, Sha256 prevHash, byte[] original, long recordedAtNanos) {
    if (decode(original, false) instanceof Decoded.Rejected(var reason, var detail)) {
      throw new IllegalArgumentException("no sound record to relay: " + reason + ", " + detail);
    }
    var out = new FieldWriter();
    out.text(EnvelopeFields.NODE, writer.node().value());
    out.text(EnvelopeFields.BOOT_ID, writer.bootId());
    out.number(EnvelopeFields.RECORDED_AT, recordedAtNanos);
    out.bytes(ORIGINAL, original);
    var record = frame(out.toByteArray());
    var inner = littleEndian(original);
    littleEndian(record)
        .putShort(TYPE_AT, (short) RELAYED)
        .putShort(TYPE_VERSION_AT, (short) RELAYED_VERSION)
        .putLong(WALL_AT, inner.getLong(WALL_AT))
        .putLong(MONOTONIC_AT, inner.getLong(MONOTONIC_AT));
    seal(record, writer, seq, prevHash);
    return record;
  }

  /** Reads a record of any released version; never throws. */
  public static Decoded decode(byte[] record) {
    return decode(record, true);
  }

  /** Without the limit, records within records could be nested as deep as bytes allow. */
  private static Decoded decode(byte[] record, boolean mayBeRelayed) {
    if (record.length < HEADER_BYTES + TRAILER_BYTES) {
      return new Decoded.Rejected(Reason.TOO_SHORT, record.length + " bytes");
    }
    var frame = littleEndian(record);
    int length = frame.getInt(LENGTH_AT);
    if (length != record.length) {
      return new Decoded.Rejected(
          Reason.LENGTH_MISMATCH,
          Integer.toUnsignedString(length) + " written inside, " + record.length + " there");
    }
    if (frame.getInt(length - CRC_BYTES) != crc(record, length - CRC_BYTES)) {
      return new Decoded.Rejected(Reason.BAD_CHECKSUM, "the CRC32C does not match");
    }
    int version = frame.get(FRAME_VERSION_AT);
    if (version != FRAME_VERSION || frame.get(FLAGS_AT) != 0) {
      return new Decoded.Rejected(
          Reason.NEWER_FORMAT, "frame version " + version + ", flags " + frame.get(FLAGS_AT));
    }
    try {
      return read(record, frame, mayBeRelayed);
    } catch (UnknownEventTypeException e) {
      return new Decoded.Rejected(
          Reason.NEWER_FORMAT, Rejections.reason(e) + ", at seq " + frame.getLong(SEQ_AT));
    } catch (MalformedFieldsException | IllegalArgumentException e) {
      return new Decoded.Rejected(Reason.MALFORMED, Rejections.reason(e));
    }
  }

  private static Decoded read(byte[] record, ByteBuffer frame, boolean mayBeRelayed) {
    int headerBytes = Short.toUnsignedInt(frame.getShort(HEADER_LENGTH_AT));
    if (headerBytes < HEADER_BYTES || headerBytes > record.length - TRAILER_BYTES) {
      throw new MalformedFieldsException("header of " + headerBytes + " bytes");
    }
    var in = new FieldReader(record, headerBytes, record.length - TRAILER_BYTES);
    var link =
        new Link(
            new LogId(
                frame.order(ByteOrder.BIG_ENDIAN).getLong(LOG_ID_AT),
                frame.getLong(LOG_ID_AT + Long.BYTES)),
            frame.order(ByteOrder.LITTLE_ENDIAN).getLong(SEQ_AT),
            frame.getLong(EPOCH_AT),
            Sha256.read(frame.duplicate().position(record.length - TRAILER_BYTES)),
            Sha256.of(record));
    int typeId = Short.toUnsignedInt(frame.getShort(TYPE_AT));
    int typeVersion = Short.toUnsignedInt(frame.getShort(TYPE_VERSION_AT));
    if (typeId != RELAYED) {
      return own(EventCodec.read(typeId, typeVersion, in), frame, link, in);
    }
    if (!mayBeRelayed) {
      throw new MalformedFieldsException("a relayed record inside a relayed record");
    }
    return relayed(typeVersion, link, in);
  }

  private static Decoded own(Event event, ByteBuffer frame, Link link, FieldReader in) {
    var draft = EnvelopeFields.read(frame.getLong(WALL_AT), frame.getLong(MONOTONIC_AT), in, event);
    var node = ValueFields.node(in, EnvelopeFields.NODE);
    var envelope =
        new Envelope(
            new EventId(node, link.logId(), link.seq()),
            in.text(EnvelopeFields.BOOT_ID),
            draft.wallNanos(),
            draft.monotonicNanos(),
            draft.subject(),
            draft.actor(),
            draft.causation(),
            draft.correlationId(),
            draft.sourceSeq());
    var recorded =
        new Recorded(
            link.seq(),
            link.epoch(),
            draft.wallNanos(),
            envelope,
            event,
            link.prevHash(),
            link.hash());
    return new Decoded.Ok(recorded, link, new Span(0, frame.capacity()));
  }

  private static Decoded relayed(int version, Link link, FieldReader in) {
    if (version != RELAYED_VERSION) {
      return new Decoded.Rejected(Reason.NEWER_FORMAT, "relayed record of version " + version);
    }
    if (link.seq() < 1) {
      throw new MalformedFieldsException("seq " + link.seq());
    }
    var original = in.bytes(ORIGINAL);
    return switch (decode(original, false)) {
      case Decoded.Rejected(var reason, var detail) ->
          new Decoded.Rejected(reason, "relayed record: " + detail);
      case Decoded.Ok(var inner, var innerLink, var whole) ->
          new Decoded.Ok(
              new Recorded(
                  link.seq(),
                  link.epoch(),
                  in.number(EnvelopeFields.RECORDED_AT),
                  inner.envelope(),
                  inner.event(),
                  inner.prevHash(),
                  inner.hash()),
              link,
              new Span(in.startOfBytes(ORIGINAL), original.length));
    };
  }

  private static byte[] frame(byte[] fields) {
    var record = new byte[HEADER_BYTES + fields.length + TRAILER_BYTES];
    littleEndian(record)
        .putInt(LENGTH_AT, record.length)
        .put(FRAME_VERSION_AT, (byte) FRAME_VERSION)
        .put(FLAGS_AT, (byte) 0)
        .putShort(HEADER_LENGTH_AT, (short) HEADER_BYTES)
        .put(HEADER_BYTES, fields);
    return record;
  }

  private static void seal(byte[] record, Writer writer, long seq, Sha256 prevHash) {
    int crcAt = record.length - CRC_BYTES;
    littleEndian(record)
        .putLong(EPOCH_AT, writer.epoch())
        .putLong(SEQ_AT, seq)
        .put(LOG_ID_AT, ValueFields.logId(writer.logId()))
        .put(record.length - TRAILER_BYTES, prevHash.bytes())
        .putInt(crcAt, crc(record, crcAt));
  }

  private static ByteBuffer littleEndian(byte[] bytes) {
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  private static int crc(byte[] bytes, int length) {
    var crc = new CRC32C();
    crc.update(bytes, 0, length);
    return (int) crc.getValue();
  }
}
