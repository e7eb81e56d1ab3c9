package dev.baton.events.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.events.Sha256;
import dev.baton.events.codec.RecordCodec.Decoded;
import dev.baton.events.codec.RecordCodec.Reason;
import dev.baton.events.codec.RecordCodec.Writer;
import dev.baton.events.testkit.ByteMutator;
import dev.baton.events.testkit.EventSamples;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** No bytes make a decoder throw. */
class DecodersTest {
  private static final Writer WRITER =
      new Writer(EventSamples.NODE, EventSamples.LOG, EventSamples.BOOT, 3);
  private static final int ROUNDS = 400;

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3})
  void mutatedRecordsAreRejected(long seed) {
    var mutator = new ByteMutator(seed);
    for (var good : records()) {
      for (int round = 0; round < ROUNDS; round++) {
        var bad = mutator.mutate(good);
        if (RecordCodec.decode(bad) instanceof Decoded.Ok) {
          assertTrue(List.of(good).stream().anyMatch(g -> java.util.Arrays.equals(g, bad)));
        }
      }
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3})
  void recordsWithAChecksumOverBadFieldsDoNotThrow(long seed) {
    var mutator = new ByteMutator(seed);
    for (var good : records()) {
      for (int round = 0; round < ROUNDS; round++) {
        var decoded = RecordCodec.decode(withLengthAndChecksum(mutator.mutate(good)));
        assertNotNull(decoded);
      }
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3})
  void noiseIsRejected(long seed) {
    var mutator = new ByteMutator(seed);
    for (int round = 0; round < 20_000; round++) {
      assertInstanceOf(Decoded.Rejected.class, RecordCodec.decode(mutator.noise()));
      assertNotNull(DraftCodec.decode(mutator.noise()));
      assertNotNull(CommandCodec.decode(mutator.noise()));
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3})
  void whatADecoderAcceptsItWritesTheSameWay(long seed) {
    var mutator = new ByteMutator(seed);
    for (var event : EventSamples.all()) {
      var good = DraftCodec.encode(EventSamples.draft(event));
      for (int round = 0; round < ROUNDS; round++) {
        if (DraftCodec.decode(mutator.mutate(good)) instanceof DraftCodec.Decoded.Ok(var draft)) {
          assertEquals(
              new DraftCodec.Decoded.Ok(draft), DraftCodec.decode(DraftCodec.encode(draft)));
        }
      }
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3})
  void mutatedCommandsDoNotThrow(long seed) {
    var mutator = new ByteMutator(seed);
    for (var command : EventSamples.commands()) {
      var good = CommandCodec.encode(command);
      assertEquals(new CommandCodec.Decoded.Ok(command), CommandCodec.decode(good));
      for (int round = 0; round < ROUNDS; round++) {
        if (CommandCodec.decode(mutator.mutate(good))
            instanceof CommandCodec.Decoded.Ok(var other)) {
          assertEquals(
              new CommandCodec.Decoded.Ok(other), CommandCodec.decode(CommandCodec.encode(other)));
        }
      }
    }
  }

  @Test
  void everyFlippedBitOfARecordIsNoticed() {
    var good = records().getFirst();
    for (int bit = 0; bit < good.length * 8; bit++) {
      var bad = good.clone();
      bad[bit / 8] ^= (byte) (1 << (bit % 8));
      assertInstanceOf(Decoded.Rejected.class, RecordCodec.decode(bad), "bit " + bit);
    }
  }

  @Test
  void aTypeFromTheFutureIsNamedWithItsPosition() {
    var record = records().getFirst();
    ByteBuffer.wrap(record).order(ByteOrder.LITTLE_ENDIAN).putShort(6, (short) 1999);
    var rejected =
        assertInstanceOf(Decoded.Rejected.class, RecordCodec.decode(withLengthAndChecksum(record)));
    assertEquals(Reason.NEWER_FORMAT, rejected.reason());
    assertEquals(
        "event type 1999 is unknown here: written by a newer version of Baton, at seq 9",
        rejected.detail());
  }

  @Test
  void aVersionFromTheFutureIsNamedWithItsPosition() {
    var record = records().getFirst();
    ByteBuffer.wrap(record).order(ByteOrder.LITTLE_ENDIAN).putShort(8, (short) 99);
    var rejected =
        assertInstanceOf(Decoded.Rejected.class, RecordCodec.decode(withLengthAndChecksum(record)));
    assertEquals(Reason.NEWER_FORMAT, rejected.reason());
    assertTrue(rejected.detail().contains("version 99 of instance.transitioned"), rejected::detail);
  }

  @Test
  void aRelayedRecordIsNotRelayedAgain() {
    var original = records().getFirst();
    var relayed = RecordCodec.encodeRelayed(WRITER, 1, Sha256.ZERO, original, 5);
    assertThrows(IllegalArgumentException.class, () -> RecordCodec.requireSound(relayed));
  }

  @Test
  void anUnsoundRecordIsNotRelayed() {
    var original = records().getFirst();
    original[70] ^= 1;
    assertThrows(IllegalArgumentException.class, () -> RecordCodec.requireSound(original));
  }

  @Test
  void anEventThatNoFrameCouldCarryIsNotEncoded() {
    var draft =
        EventSamples.draft(new dev.baton.events.DrainEvent.Aborted("d", "x".repeat(70_000)));
    assertThrows(
        IllegalArgumentException.class, () -> RecordCodec.encode(WRITER, 1, Sha256.ZERO, draft));
  }

  private static List<byte[]> records() {
    return EventSamples.all().stream()
        .map(event -> RecordCodec.encode(WRITER, 9, Sha256.ZERO, EventSamples.draft(event)))
        .toList();
  }

  private static byte[] withLengthAndChecksum(byte[] record) {
    if (record.length < 96) {
      return record;
    }
    var frame = ByteBuffer.wrap(record).order(ByteOrder.LITTLE_ENDIAN);
    frame.putInt(0, record.length);
    var crc = new CRC32C();
    crc.update(record, 0, record.length - 4);
    frame.putInt(record.length - 4, (int) crc.getValue());
    return record;
  }
}
