package dev.baton.agent.link;

import dev.baton.events.Draft;
import dev.baton.events.codec.DraftCodec;
import java.io.File;
import java.nio.MappedByteBuffer;
import java.nio.file.Path;
import org.agrona.BufferUtil;
import org.agrona.IoUtil;
import org.agrona.concurrent.UnsafeBuffer;
import org.agrona.concurrent.ringbuffer.OneToOneRingBuffer;
import org.agrona.concurrent.ringbuffer.RingBufferDescriptor;

/**
 * One direction of the link: a ring of messages in a mapped file, with one writer and one reader.
 * It stays whole when either of them is killed; a message is taken out only after the reader has
 * dealt with it, so a reader that dies in between leaves it to the next one.
 */
public final class SharedRing implements AutoCloseable {
  private static final int CAPACITY_BYTES = 4 << 20;
  private static final int DRAFT = 1;
  private static final int STOP = 2;
  private static final int RELOAD = 3;
  private static final int TRACKER = 4;

  private final MappedByteBuffer mapped;
  private final OneToOneRingBuffer ring;
  private final RingRecords records;

  private SharedRing(MappedByteBuffer mapped) {
    this.mapped = mapped;
    this.ring = new OneToOneRingBuffer(new UnsafeBuffer(mapped));
    this.records = new RingRecords(ring, System::nanoTime);
  }

  /** Makes a new ring. */
  public static SharedRing create(Path file) {
    return new SharedRing(
        IoUtil.mapNewFile(file.toFile(), CAPACITY_BYTES + RingBufferDescriptor.TRAILER_LENGTH));
  }

  /**
   * Opens a ring that another process made.
   *
   * @throws DamagedRing if there is no file as long as one
   */
  public static SharedRing open(Path file) {
    File existing = file.toFile();
    if (!existing.exists()) {
      throw new DamagedRing("there is no " + file);
    }
    if (existing.length() != CAPACITY_BYTES + RingBufferDescriptor.TRAILER_LENGTH) {
      throw new DamagedRing(file.getFileName() + " has " + existing.length() + " bytes");
    }
    return new SharedRing(IoUtil.mapExistingFile(existing, file.getFileName().toString()));
  }

  /** Puts an event or an order in; false when the ring is full or damaged. */
  public boolean offer(Draft draft) {
    return offer(DRAFT, DraftCodec.encode(draft));
  }

  /** Asks the reader to stop in good order; false when the ring is full or damaged. */
  public boolean offerStop() {
    return offer(STOP, new byte[1]);
  }

  /** Tells the reader that its configuration is another one; false when it is full or damaged. */
  public boolean offerReload() {
    return offer(RELOAD, new byte[1]);
  }

  /** Tells the reader how a tracker stands; false when the ring is full or damaged. */
  public boolean offer(TrackerState state) {
    return offer(TRACKER, state.encoded());
  }

  /** The reader finds the damage as well, and does what has to be done about it. */
  private boolean offer(int type, byte[] bytes) {
    return records.canTakeMore() && ring.write(type, new UnsafeBuffer(bytes), 0, bytes.length);
  }

  /** What takes messages out, one at a time. */
  public interface Sink {
    /** An event or an order. */
    void draft(Draft draft);

    /** The request to stop in good order. */
    void stop();

    /** The configuration in the run directory is another one. */
    void reload();

    /** How a tracker stands, which only a steward tells. */
    default void tracker(TrackerState state) {
      throw new DamagedRing("a tracker's state for a steward");
    }
  }

  /**
   * Hands over what is there, in order.
   *
   * @return how many messages were handed over
   * @throws DamagedRing if there is something that no writer puts there
   */
  public int drain(Sink sink) {
    int total = 0;
    while (records.hasNext()) {
      total +=
          ring.read(
              (type, buffer, index, length) -> {
                byte[] bytes = new byte[length];
                buffer.getBytes(index, bytes);
                handOver(type, bytes, sink);
              },
              1);
    }
    return total;
  }

  private static void handOver(int type, byte[] bytes, Sink sink) {
    switch (type) {
      case STOP -> sink.stop();
      case RELOAD -> sink.reload();
      case DRAFT -> sink.draft(decoded(bytes));
      case TRACKER -> sink.tracker(TrackerState.decoded(bytes));
      default -> throw new DamagedRing("a message of type " + type);
    }
  }

  private static Draft decoded(byte[] bytes) {
    return switch (DraftCodec.decode(bytes)) {
      case DraftCodec.Decoded.Ok(Draft draft) -> draft;
      case DraftCodec.Decoded.Rejected(String reason) ->
          throw new DamagedRing("a message that cannot be read: " + reason);
    };
  }

  @Override
  public void close() {
    BufferUtil.free(mapped);
  }
}
