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
  private static final int BATCH = 64;

  private final MappedByteBuffer mapped;
  private final OneToOneRingBuffer ring;

  private SharedRing(MappedByteBuffer mapped) {
    this.mapped = mapped;
    this.ring = new OneToOneRingBuffer(new UnsafeBuffer(mapped));
  }

  /** Makes a new ring. */
  public static SharedRing create(Path file) {
    return new SharedRing(
        IoUtil.mapNewFile(file.toFile(), CAPACITY_BYTES + RingBufferDescriptor.TRAILER_LENGTH));
  }

  /** Opens a ring that another process made. */
  public static SharedRing open(Path file) {
    File existing = file.toFile();
    return new SharedRing(IoUtil.mapExistingFile(existing, file.getFileName().toString()));
  }

  /** Puts an event or an order in; false when the ring is full. */
  public boolean offer(Draft draft) {
    byte[] bytes = DraftCodec.encode(draft);
    return ring.write(DRAFT, new UnsafeBuffer(bytes), 0, bytes.length);
  }

  /** Asks the reader to stop in good order; false when the ring is full. */
  public boolean offerStop() {
    return ring.write(STOP, new UnsafeBuffer(new byte[1]), 0, 1);
  }

  /** Tells the reader that its configuration is another one; false when the ring is full. */
  public boolean offerReload() {
    return ring.write(RELOAD, new UnsafeBuffer(new byte[1]), 0, 1);
  }

  /** Tells the reader how a tracker stands; false when the ring is full. */
  public boolean offer(TrackerState state) {
    byte[] bytes = state.encoded();
    return ring.write(TRACKER, new UnsafeBuffer(bytes), 0, bytes.length);
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
      throw new IllegalStateException("a tracker's state for a steward: this is a bug");
    }
  }

  /**
   * Hands over what is there, in order.
   *
   * @return how many messages were handed over
   */
  public int drain(Sink sink) {
    int total = 0;
    int batch;
    do {
      batch =
          ring.read(
              (type, buffer, index, length) -> {
                byte[] bytes = new byte[length];
                buffer.getBytes(index, bytes);
                handOver(type, bytes, sink);
              },
              BATCH);
      total += batch;
    } while (batch > 0);
    return total;
  }

  private static void handOver(int type, byte[] bytes, Sink sink) {
    switch (type) {
      case STOP -> sink.stop();
      case RELOAD -> sink.reload();
      case DRAFT -> sink.draft(decoded(bytes));
      case TRACKER -> sink.tracker(TrackerState.decoded(bytes));
      default -> throw new IllegalStateException("message type " + type + ": this is a bug");
    }
  }

  private static Draft decoded(byte[] bytes) {
    return switch (DraftCodec.decode(bytes)) {
      case DraftCodec.Decoded.Ok(Draft draft) -> draft;
      case DraftCodec.Decoded.Rejected(String reason) ->
          throw new IllegalStateException("unreadable in the ring: " + reason + ": this is a bug");
    };
  }

  @Override
  public void close() {
    BufferUtil.free(mapped);
  }
}
