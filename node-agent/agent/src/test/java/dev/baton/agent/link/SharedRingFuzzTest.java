package dev.baton.agent.link;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.agent.link.TrackerState.Sense;
import dev.baton.events.Causation;
import dev.baton.events.Command;
import dev.baton.events.CommandEvent;
import dev.baton.events.Draft;
import dev.baton.events.NodeEvent;
import dev.baton.events.NodeName;
import dev.baton.events.Subject;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;
import org.agrona.concurrent.UnsafeBuffer;
import org.agrona.concurrent.ringbuffer.RingBufferDescriptor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whatever stands in a ring, taking it out ends, and gives messages or says that the ring is
 * damaged.
 *
 * <p>An input is one to four messages of an engine (events) or of a steward (commands, trackers,
 * reload, stop) that a writer put in, anywhere in the ring and often around its end, with one to
 * four bytes, words or positions changed. More, or others, on demand: {@code -Dbaton.fuzz.inputs=N
 * -Dbaton.fuzz.seed=S}.
 */
class SharedRingFuzzTest {
  private static final long SEED = Long.getLong("baton.fuzz.seed", 1L);
  private static final long INPUTS = Long.getLong("baton.fuzz.inputs", 2_000_000L);
  private static final int CAPACITY_BYTES = 4 << 20;
  private static final int TAIL = CAPACITY_BYTES + RingBufferDescriptor.TAIL_POSITION_OFFSET;
  private static final int CACHE = CAPACITY_BYTES + RingBufferDescriptor.HEAD_CACHE_POSITION_OFFSET;
  private static final int HEAD = CAPACITY_BYTES + RingBufferDescriptor.HEAD_POSITION_OFFSET;
  private static final int[] LENGTHS = {
    0, 1, 7, 8, 9, 16, -1, -8, 4096, CAPACITY_BYTES, Integer.MAX_VALUE, Integer.MIN_VALUE
  };

  private final Draft event = Draft.of(1, 2, Subject.NODE, new NodeEvent.Stalled("engine", 5));
  private final Draft order =
      Draft.of(
          1,
          2,
          Subject.NODE,
          new CommandEvent.Issued(
              "c", new NodeName("a"), new Command.PlaceHold("d", "by", "", 9), List.of(), 5));
  private final TrackerState tracker =
      new TrackerState("script", "web", Sense.DOWN, 7, "", Causation.NONE);

  private long written;

  @TempDir private Path directory = Path.of("");

  @Test
  void whateverStandsInARingIsTakenOutOrSaidToBeDamaged() throws IOException {
    Path file = directory.resolve("ring");
    try (var ring = SharedRing.create(file);
        var bytes = new RandomAccessFile(file.toFile(), "rw")) {
      MappedByteBuffer mapped = bytes.getChannel().map(MapMode.READ_WRITE, 0, bytes.length());
      var buffer = new UnsafeBuffer(mapped);
      var damaged = new AtomicLong();
      for (long number = 0; number < INPUTS; number++) {
        one(number, ring, buffer, damaged);
      }
      assertTrue(damaged.get() > INPUTS / 10 && damaged.get() < INPUTS, damaged::toString);
      assertTrue(written > INPUTS / 20 && written < INPUTS / 4, () -> "written to " + written);
    }
  }

  @Test
  void aLengthOfNothingIsAWriterAtWorkUntilMoreStandsBehindItThanOneCanWrite() throws IOException {
    Path file = directory.resolve("ring");
    try (var ring = SharedRing.create(file);
        var bytes = new RandomAccessFile(file.toFile(), "rw")) {
      assertTrue(ring.offer(event));
      bytes.seek(0);
      bytes.writeInt(0);
      assertEquals(0, ring.drain(new Anything()));
      while (ring.offer(event)) {
        assertFalse(Thread.interrupted());
      }
      assertThrows(DamagedRing.class, () -> ring.drain(new Anything()));
    }
  }

  private void one(long number, SharedRing ring, UnsafeBuffer bytes, AtomicLong damaged) {
    var random = new SplittableRandom(SEED * 1_000_003 + number);
    long start = random.nextInt(4) == 0 ? CAPACITY_BYTES - 8L * (1 + random.nextInt(40)) : 0;
    long past = start + 2048 - CAPACITY_BYTES;
    bytes.putLong(HEAD, start);
    bytes.putLong(CACHE, start);
    bytes.putLong(TAIL, start);
    bytes.setMemory((int) start, (int) Math.min(2048, CAPACITY_BYTES - start), (byte) 0);
    bytes.setMemory(0, (int) Math.max(0, past), (byte) 0);
    for (int i = random.nextInt(4); i >= 0; i--) {
      offer(ring, random.nextInt(5));
    }
    for (int i = random.nextInt(4); i >= 0; i--) {
      mutate(bytes, (int) start, random);
    }
    try {
      if (random.nextInt(4) == 0) {
        write(ring, random);
      }
      ring.drain(new Anything());
    } catch (DamagedRing e) {
      damaged.incrementAndGet();
      assertFalse(e.reason().isEmpty());
    } catch (RuntimeException | Error e) {
      throw new AssertionError("seed " + SEED + ", input " + number, e);
    }
  }

  private void offer(SharedRing ring, int kind) {
    boolean isTaken =
        switch (kind) {
          case 0 -> ring.offer(event);
          case 1 -> ring.offer(order);
          case 2 -> ring.offer(tracker);
          case 3 -> ring.offerReload();
          default -> ring.offerStop();
        };
    assertTrue(isTaken);
  }

  /** A writer of a damaged ring gives up or goes on. */
  private void write(SharedRing ring, SplittableRandom random) {
    boolean isTaken = ring.offer(event);
    if (random.nextBoolean()) {
      isTaken &= ring.offer(tracker);
    }
    written += isTaken ? 1 : 0;
  }

  private static void mutate(UnsafeBuffer bytes, int start, SplittableRandom random) {
    int at = (start + random.nextInt(256)) % CAPACITY_BYTES;
    int length = LENGTHS[random.nextInt(LENGTHS.length)];
    switch (random.nextInt(9)) {
      case 0 -> bytes.putInt(start, length);
      case 1 -> bytes.putInt(at & -8, length);
      case 2 -> bytes.putInt((at & -8) + 4, random.nextInt(-2, 7));
      case 3 -> bytes.putLong(random.nextBoolean() ? TAIL : HEAD, start + 4L * random.nextInt(99));
      case 4 -> bytes.putLong(random.nextBoolean() ? TAIL : HEAD, random.nextLong());
      case 5 -> bytes.putLong(CACHE, start + 4L * random.nextInt(-99, 99));
      default -> bytes.putByte(at, (byte) random.nextInt());
    }
  }

  /** Takes whatever comes. */
  private static final class Anything implements SharedRing.Sink {
    @Override
    public void draft(Draft draft) {
      // It is readable, and that is all.
    }

    @Override
    public void stop() {
      // It is readable, and that is all.
    }

    @Override
    public void reload() {
      // It is readable, and that is all.
    }

    @Override
    public void tracker(TrackerState state) {
      // It is readable, and that is all.
    }
  }
}
