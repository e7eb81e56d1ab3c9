package dev.baton.events.chronicle;

import dev.baton.events.LogId;
import dev.baton.events.Sha256;
import dev.baton.events.codec.RecordCodec.Reason;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.CRC32C;

/**
 * The records of a day that is over, in one compressed file that stands for the queue's. It is a
 * gzip file (RFC 1952) of several members, so {@code zcat} gives the records one behind the other.
 * Each member but the last holds whole records; an extra field says which, so that a reader finds
 * its place without unpacking what stands before. The last member is empty, and its extra field
 * says what the file holds: a file without it is not complete. Numbers are little-endian.
 *
 * <pre>
 *   1f 8b 08 04 00 00 00 00 00 ff | length of the extra field u16 | extra field | deflate | CRC32 | length
 *
 *   extra field of records   "BA" | 16 u16 | bytes of the member u32 | records u32 | first seq u64
 *   extra field of the end   "BE" | 108 u16| version u32 = 1 | logId 16 bytes | first seq u64
 *                            | last seq u64 | bytes of the records u64 | digest of the record before
 *                            the first, 32 bytes | digest of the last, 32 bytes | CRC32C of all these
 * </pre>
 *
 * @param before the digest of the record before the first
 * @param last the digest of the last record
 * @param recordBytes how long the records are, unpacked
 */
record DayArchive(
    Path file,
    LogId logId,
    long firstSeq,
    long lastSeq,
    long recordBytes,
    Sha256 before,
    Sha256 last) {
  static final String SUFFIX = ".records.gz";

  static final int VERSION = 1;
  static final byte[] GZIP = {0x1f, (byte) 0x8b, 8, 4, 0, 0, 0, 0, 0, (byte) 0xff};
  static final short RECORDS = 'B' | 'A' << 8;
  static final short END = 'B' | 'E' << 8;
  static final int FIXED_BYTES = GZIP.length + 2 + 4;
  static final int RECORDS_BYTES = 4 + 4 + 8;
  static final int END_BYTES = 4 + 16 + 8 + 8 + 8 + 2 * Sha256.BYTES;
  static final int TRAILER_BYTES = 4 + 4;

  /** What deflate makes of nothing. */
  static final byte[] NOTHING = {3, 0};

  static final int END_MEMBER_BYTES = FIXED_BYTES + END_BYTES + 4 + NOTHING.length + TRAILER_BYTES;

  /** The empty member that ends the file. */
  byte[] end() {
    var out = ByteBuffer.allocate(END_MEMBER_BYTES).order(ByteOrder.LITTLE_ENDIAN);
    int extra = END_BYTES + 4;
    out.put(GZIP).putShort((short) (4 + extra)).putShort(END).putShort((short) extra);
    out.putInt(VERSION).putLong(logId.high()).putLong(logId.low());
    out.putLong(firstSeq).putLong(lastSeq).putLong(recordBytes);
    out.put(before.bytes()).put(last.bytes());
    out.putInt(crc(out.array())).put(NOTHING);
    return out.array();
  }

  private static int crc(byte[] member) {
    var crc = new CRC32C();
    crc.update(member, FIXED_BYTES, END_BYTES);
    return (int) crc.getValue();
  }

  /** Reads only the end; throws what is wrong with it, in words that name the file. */
  static DayArchive read(Path file) throws IOException {
    try (var channel = FileChannel.open(file, StandardOpenOption.READ)) {
      long at = channel.size() - END_MEMBER_BYTES;
      if (at < 0) {
        throw new EOFException("%s has only %d bytes".formatted(file, channel.size()));
      }
      return parse(file, bytes(channel, at, END_MEMBER_BYTES));
    }
  }

  private static DayArchive parse(Path file, byte[] member) throws IOException {
    var in = ByteBuffer.wrap(member).order(ByteOrder.LITTLE_ENDIAN).position(GZIP.length);
    boolean isEnd = in.getShort() == 4 + END_BYTES + 4 && in.getShort() == END;
    in.position(FIXED_BYTES);
    int version = in.getInt();
    if (!isEnd || in.getInt(FIXED_BYTES + END_BYTES) != crc(member)) {
      throw new IOException(file + " does not end as an archive does: it is cut off, or damaged");
    }
    if (version != VERSION) {
      throw new IOException(
          "%s: archive version %d, in %s".formatted(Reason.NEWER_FORMAT, version, file));
    }
    return new DayArchive(
        file,
        new LogId(in.getLong(), in.getLong()),
        in.getLong(),
        in.getLong(),
        in.getLong(),
        digest(in),
        digest(in));
  }

  private static Sha256 digest(ByteBuffer in) {
    var bytes = new byte[Sha256.BYTES];
    in.get(bytes);
    return Sha256.read(bytes, 0);
  }

  /** That part of the file, all of it. */
  static byte[] bytes(FileChannel channel, long at, int length) throws IOException {
    var bytes = new byte[length];
    var buffer = ByteBuffer.wrap(bytes);
    while (buffer.hasRemaining()) {
      if (channel.read(buffer, at + buffer.position()) < 0) {
        throw new EOFException("it is cut off");
      }
    }
    return bytes;
  }

  boolean holds(long seq) {
    return firstSeq <= seq && seq <= lastSeq;
  }
}
