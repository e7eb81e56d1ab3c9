package dev.baton.events.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import dev.baton.events.Sha256;
import dev.baton.events.codec.RecordCodec.Writer;
import dev.baton.events.testkit.EventSamples;
import dev.baton.events.testkit.Fuzzer;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Millions of inputs, and no decoder of the log, the ring and the uplink throws or hangs. */
@Timeout(value = 20, unit = TimeUnit.MINUTES)
class CodecFuzzTest {
  private static final Writer WRITER =
      new Writer(EventSamples.NODE, EventSamples.LOG, EventSamples.BOOT, 3);

  @Test
  void recordsOfTheLog() {
    var good =
        EventSamples.all().stream()
            .map(event -> RecordCodec.encode(WRITER, 9, Sha256.ZERO, EventSamples.draft(event)))
            .toList();
    Fuzzer.from(good)
        .mending(CodecFuzzTest::withLengthAndChecksum)
        .feed(input -> assertNotNull(RecordCodec.decode(input)));
  }

  @Test
  void relayedRecordsOfTheControllersLog() {
    var event = EventSamples.draft(EventSamples.all().getFirst());
    var original = RecordCodec.encode(WRITER, 9, Sha256.ZERO, event);
    var good = RecordCodec.encodeRelayed(WRITER, 1, Sha256.ZERO, original, 5);
    Fuzzer.from(List.of(good))
        .mending(CodecFuzzTest::withLengthAndChecksum)
        .feed(input -> assertNotNull(RecordCodec.decode(input)));
  }

  @Test
  void eventsAndOrdersInTheRing() {
    var good =
        EventSamples.all().stream()
            .map(event -> DraftCodec.encode(EventSamples.draft(event)))
            .toList();
    Fuzzer.from(good)
        .feed(input -> {
          if (DraftCodec.decode(input) instanceof DraftCodec.Decoded.Ok(var draft)) {
            assertEquals(
                new DraftCodec.Decoded.Ok(draft), DraftCodec.decode(DraftCodec.encode(draft)));
          }
        });
  }

  @Test
  void commandsOfTheController() {
    var good = EventSamples.commands().stream().map(CommandCodec::encode).toList();
    Fuzzer.from(good).feed(input -> assertNotNull(CommandCodec.decode(input)));
  }

  private static byte[] withLengthAndChecksum(byte[] record) {
    if (record.length >= 96) {
      var frame = ByteBuffer.wrap(record).order(ByteOrder.LITTLE_ENDIAN);
      frame.putInt(0, record.length);
      var crc = new CRC32C();
      crc.update(record, 0, record.length - 4);
      frame.putInt(record.length - 4, (int) crc.getValue());
    }
    return record;
  }
}
