package dev.baton.events.uplink;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.function.Consumer;

/**
 * Frames in a stream of bytes, as TCP and Unix sockets carry them:
 *
 * <pre>
 *   0               4
 *   | length, u32 BE | frame, at most {@link FrameCodec#MAX_BYTES} | ...
 * </pre>
 *
 * One object for each direction of a connection; belongs to one thread.
 */
public final class FrameStream {
  private static final int LENGTH_BYTES = 4;

  private byte[] pending = new byte[0];

  /** A frame with its length before it. */
  public static byte[] encode(Frame frame) {
    byte[] bytes = FrameCodec.encode(frame);
    return ByteBuffer.allocate(LENGTH_BYTES + bytes.length).putInt(bytes.length).put(bytes).array();
  }

  /** Takes bytes as they arrive, and hands over each frame that is complete. */
  public void feed(byte[] bytes, Consumer<FrameCodec.Decoded> sink) {
    var all = ByteBuffer.wrap(joined(bytes));
    while (all.remaining() >= LENGTH_BYTES) {
      int length = all.getInt(all.position());
      if (length < 0 || length > FrameCodec.MAX_BYTES) {
        // What follows cannot be told apart any more; the receiver closes the connection.
        pending = new byte[0];
        sink.accept(new FrameCodec.Decoded.Rejected("a frame of " + length + " bytes"));
        return;
      }
      if (all.remaining() < LENGTH_BYTES + length) {
        break;
      }
      all.getInt();
      byte[] frame = new byte[length];
      all.get(frame);
      sink.accept(FrameCodec.decode(frame));
    }
    pending = Arrays.copyOfRange(all.array(), all.position(), all.limit());
  }

  private byte[] joined(byte[] bytes) {
    if (pending.length == 0) {
      return bytes;
    }
    byte[] all = Arrays.copyOf(pending, pending.length + bytes.length);
    System.arraycopy(bytes, 0, all, pending.length, bytes.length);
    return all;
  }
}
