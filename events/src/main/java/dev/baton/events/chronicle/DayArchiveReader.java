package dev.baton.events.chronicle;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** Gives the records of a {@link DayArchive} as bytes, of which nothing is checked yet. */
final class DayArchiveReader implements AutoCloseable {
  private static final int HEADER_BYTES = DayArchive.FIXED_BYTES + DayArchive.RECORDS_BYTES;

  /** More than any member has; a damaged length must not ask for a gigabyte. */
  private static final int MOST_BYTES = 1 << 22;

  private static final int LENGTH_BYTES = 4;

  private final FileChannel channel;
  private final long endAt;
  private long at;
  private long nextSeq;
  private ByteBuffer records = ByteBuffer.allocate(0);

  private DayArchiveReader(FileChannel channel) throws IOException {
    this.channel = channel;
    this.endAt = channel.size() - DayArchive.END_MEMBER_BYTES;
  }

  /** One member's place, and what it says of itself. */
  private record Member(int bytes, int count, long firstSeq) {}

  /** A reader that begins with the member in which that record is, or with the first. */
  static DayArchiveReader open(Path file, long fromSeq) throws IOException {
    var channel = FileChannel.open(file, StandardOpenOption.READ);
    try {
      var reader = new DayArchiveReader(channel);
      reader.skipTo(fromSeq);
      return reader;
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  /** The number of the record that comes next. */
  long nextSeq() {
    return nextSeq;
  }

  private void skipTo(long fromSeq) throws IOException {
    while (at < endAt) {
      var member = member();
      nextSeq = member.firstSeq();
      if (fromSeq < member.firstSeq() + member.count()) {
        return;
      }
      at += member.bytes();
    }
    throw new IOException("it does not hold record " + fromSeq);
  }

  /** The next record; none at the end. */
  byte[] next() throws IOException {
    if (!records.hasRemaining()) {
      if (at >= endAt) {
        return new byte[0];
      }
      records = unpacked(member());
    }
    int length = records.remaining() < LENGTH_BYTES ? 0 : records.getInt(records.position());
    if (length <= LENGTH_BYTES || length > records.remaining()) {
      throw new IOException("no record begins where one should");
    }
    var record = new byte[length];
    records.get(record);
    nextSeq++;
    return record;
  }

  private Member member() throws IOException {
    if (at + HEADER_BYTES > endAt) {
      throw new IOException("it is cut off");
    }
    var in = numbers(DayArchive.bytes(channel, at, HEADER_BYTES));
    var gzip = new byte[DayArchive.GZIP.length];
    in.get(gzip);
    boolean isRecords =
        Arrays.equals(gzip, DayArchive.GZIP)
            && in.getShort() == 4 + DayArchive.RECORDS_BYTES
            && in.getShort() == DayArchive.RECORDS
            && in.getShort() == DayArchive.RECORDS_BYTES;
    if (!isRecords) {
      throw new IOException("no records begin at byte " + at);
    }
    var member = new Member(in.getInt(), in.getInt(), in.getLong());
    boolean isPossible =
        member.bytes() > HEADER_BYTES + DayArchive.TRAILER_BYTES
            && member.bytes() <= MOST_BYTES
            && at + member.bytes() <= endAt
            && member.count() > 0;
    if (!isPossible) {
      throw new IOException("records of an impossible length begin at byte " + at);
    }
    return member;
  }

  private ByteBuffer unpacked(Member member) throws IOException {
    var packed = DayArchive.bytes(channel, at, member.bytes());
    var in = numbers(packed);
    int trailerAt = member.bytes() - DayArchive.TRAILER_BYTES;
    int length = in.getInt(trailerAt + 4);
    if (length <= 0 || length > MOST_BYTES) {
      throw new IOException("records of an impossible length begin at byte " + at);
    }
    var bytes = unpacked(packed, trailerAt, length);
    var crc = new CRC32();
    crc.update(bytes);
    if ((int) crc.getValue() != in.getInt(trailerAt)) {
      throw new IOException("the checksum of what begins at byte " + at + " does not match");
    }
    at += member.bytes();
    return numbers(bytes);
  }

  private static ByteBuffer numbers(byte[] bytes) {
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  private byte[] unpacked(byte[] member, int trailerAt, int length) throws IOException {
    var inflater = new Inflater(true);
    try {
      var bytes = new byte[length];
      inflater.setInput(member, HEADER_BYTES, trailerAt - HEADER_BYTES);
      int count = 0;
      while (count < length && !inflater.finished()) {
        int more = inflater.inflate(bytes, count, length - count);
        if (more == 0 && (inflater.needsInput() || inflater.needsDictionary())) {
          break;
        }
        count += more;
      }
      if (count < length) {
        throw new IOException("what begins at byte " + at + " cannot be unpacked");
      }
      return bytes;
    } catch (DataFormatException e) {
      throw new IOException("what begins at byte " + at + " cannot be unpacked", e);
    } finally {
      inflater.end();
    }
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
