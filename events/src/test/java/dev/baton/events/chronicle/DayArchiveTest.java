package dev.baton.events.chronicle;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.events.Draft;
import dev.baton.events.NodeEvent;
import dev.baton.events.Sha256;
import dev.baton.events.Subject;
import dev.baton.events.codec.RecordCodec;
import dev.baton.events.codec.RecordCodec.Writer;
import dev.baton.events.testkit.EventSamples;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The file of a closed day. */
class DayArchiveTest {
  private static final Path GOLDEN = Path.of("src/test/resources/archive/v1.hex");
  private static final Sha256 BEFORE = Sha256.of("before".getBytes(StandardCharsets.UTF_8));
  private static final long FIRST = 42;

  @TempDir Path temporary;

  @Test
  void anyGzipToolUnpacksTheRecordsOneBehindTheOther() throws IOException {
    var records = records(2_000);
    var file = write(records);
    try (var unzip = new GZIPInputStream(Files.newInputStream(file))) {
      assertArrayEquals(joined(records), unzip.readAllBytes());
    }
    assertTrue(Files.size(file) < joined(records).length / 2, "packed");
  }

  @Test
  void itsEndSaysWhatItHolds() throws IOException {
    var records = records(2_000);
    var day = DayArchive.read(write(records));
    assertEquals(EventSamples.LOG, day.logId());
    assertEquals(FIRST, day.firstSeq());
    assertEquals(FIRST + 1_999, day.lastSeq());
    assertEquals(BEFORE, day.before());
    assertEquals(Sha256.of(records.getLast()), day.last());
    assertEquals(joined(records).length, day.recordBytes());
  }

  @Test
  void aReaderBeginsCloseBeforeTheRecordThatIsAskedFor() throws IOException {
    var records = records(5_000);
    var file = write(records);
    for (long seq = FIRST; seq < FIRST + 5_000; seq += 313) {
      try (var reader = DayArchiveReader.open(file, seq)) {
        assertTrue(reader.nextSeq() <= seq && seq - reader.nextSeq() < 2_000, "seq " + seq);
        while (reader.nextSeq() < seq) {
          reader.next();
        }
        assertArrayEquals(records.get((int) (seq - FIRST)), reader.next());
      }
    }
    assertThrows(IOException.class, () -> DayArchiveReader.open(file, FIRST + 5_000));
  }

  /** What was archived once can be read for ever; another deflate may pack it differently. */
  @Test
  void theFrozenFileIsRead() throws IOException {
    var records = records(3);
    if (Boolean.getBoolean("baton.golden.write")) {
      var hex = HexFormat.of().formatHex(Files.readAllBytes(write(records)));
      Files.createDirectories(GOLDEN.resolveSibling(""));
      Files.writeString(GOLDEN, hex.replaceAll("(.{64})", "$1\n") + "\n");
    }
    var file = temporary.resolve("golden");
    Files.write(file, HexFormat.of().parseHex(Files.readString(GOLDEN).replace("\n", "")));
    assertEquals(
        new DayArchive(
            file,
            EventSamples.LOG,
            FIRST,
            FIRST + 2,
            joined(records).length,
            BEFORE,
            Sha256.of(records.getLast())),
        DayArchive.read(file));
    assertArrayEquals(joined(records), joined(read(file)));
  }

  @Test
  void aFlippedBitAnywhereIsFoundOrChangesNothing() throws IOException {
    var records = records(3);
    var file = write(records);
    var sound = Files.readAllBytes(file);
    var day = DayArchive.read(file);
    for (int bit = 0; bit < sound.length * 8; bit++) {
      var flipped = sound.clone();
      flipped[bit / 8] ^= (byte) (1 << bit % 8);
      Files.write(file, flipped);
      try {
        assertEquals(day, DayArchive.read(file));
        assertArrayEquals(joined(records), joined(read(file)), "bit " + bit);
      } catch (IOException found) {
        assertTrue(String.valueOf(found.getMessage()).length() > 10, "bit " + bit);
      }
    }
  }

  @Test
  void aFileThatIsCutOffIsNotTakenForAWholeOne() throws IOException {
    var file = write(records(3));
    var sound = Files.readAllBytes(file);
    for (int length = 0; length < sound.length; length++) {
      Files.write(file, Arrays.copyOf(sound, length));
      assertThrows(IOException.class, () -> DayArchive.read(file));
    }
  }

  private Path write(List<byte[]> records) throws IOException {
    var file = temporary.resolve("20261122" + DayArchive.SUFFIX);
    try (var out = Files.newOutputStream(file)) {
      var writer = new DayArchiveWriter(out, EventSamples.LOG, FIRST, BEFORE);
      for (var record : records) {
        writer.add(record);
      }
      writer.finish(file);
    }
    return file;
  }

  private static List<byte[]> read(Path file) throws IOException {
    var records = new ArrayList<byte[]>();
    try (var reader = DayArchiveReader.open(file, FIRST)) {
      for (var record = reader.next(); record.length > 0; record = reader.next()) {
        records.add(record);
      }
    }
    return records;
  }

  private static List<byte[]> records(int count) {
    var writer = new Writer(EventSamples.NODE, EventSamples.LOG, EventSamples.BOOT, 3);
    var records = new ArrayList<byte[]>();
    var before = BEFORE;
    for (int i = 0; i < count; i++) {
      var event = new NodeEvent.EventsDropped(i, "a test");
      var draft = Draft.of(i, i, Subject.NODE, event);
      records.add(RecordCodec.encode(writer, FIRST + i, before, draft));
      before = Sha256.of(records.getLast());
    }
    return records;
  }

  private static byte[] joined(List<byte[]> records) throws IOException {
    var bytes = new ByteArrayOutputStream();
    for (var record : records) {
      new ByteArrayInputStream(record).transferTo(bytes);
    }
    return bytes.toByteArray();
  }
}
