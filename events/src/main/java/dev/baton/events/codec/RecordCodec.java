package dev.baton.events.codec;

import dev.baton.events.Draft;
import dev.baton.events.EventId;
import dev.baton.events.LogId;
import dev.baton.events.NodeName;
import dev.baton.events.Recorded;
import dev.baton.events.Sha256;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
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

  static final int RELAYED_VERSION = 1;
  static final int ORIGINAL = 32;

  static final int LENGTH_AT = 0;
  static final int FRAME_VERSION_AT = 4;
  static final int FLAGS_AT = 5;
  static final int TYPE_AT = 6;
  static final int TYPE_VERSION_AT = 8;
  static final int HEADER_LENGTH_AT = 10;
  static final int EPOCH_AT = 12;
  static final int SEQ_AT = 20;
  static final int WALL_AT = 28;
  static final int MONOTONIC_AT = 36;
  static final int LOG_ID_AT = 44;
  static final int HEADER_BYTES = 60;
  static final int TRAILER_BYTES = 36;
  static final int CRC_BYTES = 4;

  static final VarHandle SHORT =
      MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);
  static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
  static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  static final VarHandle BIG_ENDIAN_LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  private RecordCodec() {}

  /** Who writes, in every record the same while a log is open. */
  public record Writer(NodeName node, LogId logId, String bootId, long epoch) {}

  /** A record's place in the chain of the log that holds it. */
  public record Link(LogId logId, long seq, long epoch, Sha256 prevHash) {}

  /** A part of a record's bytes. */
  public record Span(int offset, int length) {
    /** The part's end, outside it. */
    public int end() {
      return offset + length;
    }

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
    record Ok(Recorded recorded, Span original) implements Decoded {
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
    var record = frame(out);
    type(record, type.id(), type.version());
    LONG.set(record, WALL_AT, draft.wallNanos());
    LONG.set(record, MONOTONIC_AT, draft.monotonicNanos());
    seal(record, writer, seq, prevHash);
    if (record.length > MAX_BYTES) {
      throw new IllegalArgumentException(
          type.text() + " of " + record.length + " bytes; a record has at most " + MAX_BYTES);
    }
    return record;
  }

  /** What {@link #decode} makes of a record that {@link #encode} makes of the draft. */
  public static Recorded recorded(Writer writer, long seq, Sha256 prevHash, Draft draft) {
    var id = new EventId(writer.node(), writer.logId(), seq);
    var envelope = draft.envelope(id, writer.bootId());
    return new Recorded(seq, writer.epoch(), draft.wallNanos(), envelope, draft.event(), prevHash);
  }

  /**
   * What another log's record says.
   *
   * @throws IllegalArgumentException if {@code original} is no sound record, or a relayed one
   */
  public static Recorded requireSound(byte[] original) {
    return switch (RecordDecoder.ofThread().original(original)) {
      case Decoded.Ok(var recorded, _) -> recorded;
      case Decoded.Rejected(var reason, var detail) ->
          throw new IllegalArgumentException("no sound record to relay: " + reason + ", " + detail);
    };
  }

  /**
   * The next record of the writer's log, around another log's record.
   *
   * @param original a sound record that is not a relayed one itself: {@link #requireSound}
   */
  public static byte[] encodeRelayed(
      Writer writer, long seq, Sha256 prevHash, byte[] original, long recordedAtNanos) {
    var out = new FieldWriter();
    out.text(EnvelopeFields.NODE, writer.node().value());
    out.text(EnvelopeFields.BOOT_ID, writer.bootId());
    out.number(EnvelopeFields.RECORDED_AT, recordedAtNanos);
    out.bytes(ORIGINAL, original);
    var record = frame(out);
    type(record, RELAYED, RELAYED_VERSION);
    LONG.set(record, WALL_AT, (long) LONG.get(original, WALL_AT));
    LONG.set(record, MONOTONIC_AT, (long) LONG.get(original, MONOTONIC_AT));
    seal(record, writer, seq, prevHash);
    return record;
  }

  /** Reads a record of any released version; never throws. */
  public static Decoded decode(byte[] record) {
    return RecordDecoder.ofThread().any(record);
  }

  /** The place of a sound record in the chain of the log that holds it. */
  public static Link link(byte[] record) {
    return new Link(
        new LogId(
            (long) BIG_ENDIAN_LONG.get(record, LOG_ID_AT),
            (long) BIG_ENDIAN_LONG.get(record, LOG_ID_AT + Long.BYTES)),
        (long) LONG.get(record, SEQ_AT),
        (long) LONG.get(record, EPOCH_AT),
        Sha256.read(record, record.length - TRAILER_BYTES));
  }

  private static byte[] frame(FieldWriter fields) {
    var record = new byte[HEADER_BYTES + fields.size() + TRAILER_BYTES];
    INT.set(record, LENGTH_AT, record.length);
    record[FRAME_VERSION_AT] = FRAME_VERSION;
    SHORT.set(record, HEADER_LENGTH_AT, (short) HEADER_BYTES);
    fields.copyTo(record, HEADER_BYTES);
    return record;
  }

  private static void type(byte[] record, int id, int version) {
    SHORT.set(record, TYPE_AT, (short) id);
    SHORT.set(record, TYPE_VERSION_AT, (short) version);
  }

  private static void seal(byte[] record, Writer writer, long seq, Sha256 prevHash) {
    LONG.set(record, EPOCH_AT, writer.epoch());
    LONG.set(record, SEQ_AT, seq);
    BIG_ENDIAN_LONG.set(record, LOG_ID_AT, writer.logId().high());
    BIG_ENDIAN_LONG.set(record, LOG_ID_AT + Long.BYTES, writer.logId().low());
    prevHash.write(record, record.length - TRAILER_BYTES);
    INT.set(record, record.length - CRC_BYTES, crc(record, 0, record.length));
  }

  /** Of a record of that length, without the place where it stands. */
  static int crc(byte[] bytes, int from, int length) {
    var crc = new CRC32C();
    crc.update(bytes, from, length - CRC_BYTES);
    return (int) crc.getValue();
  }
}
