package dev.baton.events.chronicle;

import dev.baton.events.LogId;
import dev.baton.events.Sha256;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;

/** Writes a {@link DayArchive}: records that were checked, in order. */
final class DayArchiveWriter {
  /** What is packed together: a reader unpacks as much to find one record. */
  private static final int BLOCK_BYTES = 1 << 18;

  private final OutputStream out;
  private final LogId logId;
  private final Sha256 before;
  private final long firstSeq;
  private final ByteArrayOutputStream block = new ByteArrayOutputStream(BLOCK_BYTES + (1 << 16));
  private final Deflater deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, true);
  private long nextSeq;
  private long blockSeq;
  private long recordBytes;
  private byte[] lastRecord = {};

  /**
   * Nothing is written yet.
   *
   * @param before the digest of the record before the first
   */
  DayArchiveWriter(OutputStream out, LogId logId, long firstSeq, Sha256 before) {
    this.out = out;
    this.logId = logId;
    this.before = before;
    this.firstSeq = firstSeq;
    this.nextSeq = firstSeq;
    this.blockSeq = firstSeq;
  }

  void add(byte[] record) throws IOException {
    block.write(record);
    recordBytes += record.length;
    lastRecord = record;
    nextSeq++;
    if (block.size() >= BLOCK_BYTES) {
      writeBlock();
    }
  }

  /** Ends the file, which is called so; at least one record was added. */
  DayArchive finish(Path file) throws IOException {
    if (block.size() > 0) {
      writeBlock();
    }
    deflater.end();
    var last = Sha256.of(lastRecord);
    var archive = new DayArchive(file, logId, firstSeq, nextSeq - 1, recordBytes, before, last);
    out.write(archive.end());
    return archive;
  }

  private void writeBlock() throws IOException {
    var records = block.toByteArray();
    var packed = packed(records);
    var crc = new CRC32();
    crc.update(records);
    int overhead = DayArchive.FIXED_BYTES + DayArchive.RECORDS_BYTES + DayArchive.TRAILER_BYTES;
    var member =
        ByteBuffer.allocate(overhead + packed.length)
            .order(ByteOrder.LITTLE_ENDIAN)
            .put(DayArchive.GZIP)
            .putShort((short) (4 + DayArchive.RECORDS_BYTES))
            .putShort(DayArchive.RECORDS)
            .putShort((short) DayArchive.RECORDS_BYTES)
            .putInt(overhead + packed.length)
            .putInt((int) (nextSeq - blockSeq))
            .putLong(blockSeq)
            .put(packed)
            .putInt((int) crc.getValue())
            .putInt(records.length);
    out.write(member.array());
    block.reset();
    blockSeq = nextSeq;
  }

  private byte[] packed(byte[] records) throws IOException {
    var bytes = new ByteArrayOutputStream(records.length / 2);
    deflater.reset();
    try (var packing = new DeflaterOutputStream(bytes, deflater, 1 << 14)) {
      packing.write(records);
    }
    return bytes.toByteArray();
  }
}
