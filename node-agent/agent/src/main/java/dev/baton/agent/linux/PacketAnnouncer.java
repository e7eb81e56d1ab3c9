package dev.baton.agent.linux;

import dev.baton.agent.engine.NeighborAnnouncer;
import dev.baton.agent.linux.ffi.Kernel;
import dev.baton.agent.linux.ffi.NativeCallException;
import java.util.List;

/** Frames over one packet socket that receives nothing. */
public final class PacketAnnouncer implements NeighborAnnouncer, AutoCloseable {
  private static final int AF_PACKET = 17;
  private static final int SOCK_RAW = 3;
  private static final int NO_PROTOCOL = 0;
  private static final int BATCH_SLOTS = 64;
  private static final int FRAME_BYTES = 256;
  private static final int SOCKADDR_BYTES = 20;
  private static final int ETHERNET_HEADER_BYTES = 14;
  private static final int ETHERTYPE = 12;

  private final Kernel kernel;
  private final int fd;
  private final MessageBatch batch = new MessageBatch(BATCH_SLOTS, FRAME_BYTES);

  /** A socket in the calling thread's network namespace. */
  public PacketAnnouncer(Kernel kernel) {
    this.kernel = kernel;
    fd = kernel.socket(AF_PACKET, SOCK_RAW, NO_PROTOCOL, "announcements");
  }

  @Override
  public Announced send(String interfaceName, List<byte[]> frames) {
    int index = kernel.interfaceIndex(interfaceName);
    if (index < 0) {
      var reason = NativeCallException.describe("if_nametoindex", interfaceName, -index);
      return new Announced.Unsent(0, reason);
    }
    int sentCount = 0;
    while (sentCount < frames.size()) {
      int count = Math.min(BATCH_SLOTS, frames.size() - sentCount);
      for (int slot = 0; slot < count; slot++) {
        compose(slot, index, frames.get(sentCount + slot));
      }
      int sent = kernel.sendBatch(fd, batch.headersFrom(0), count);
      if (sent < 0) {
        var reason = NativeCallException.describe("sendmmsg", interfaceName, -sent);
        return new Announced.Unsent(sentCount, reason);
      }
      sentCount += sent;
    }
    return new Announced.Sent();
  }

  private void compose(int slot, int interfaceIndex, byte[] frame) {
    if (frame.length < ETHERNET_HEADER_BYTES || frame.length > FRAME_BYTES) {
      throw new IllegalArgumentException("no announcement: " + frame.length + " bytes");
    }
    // sockaddr_ll: family u16, protocol as on the wire, interface index i32, the rest unused
    batch
        .bytes()
        .putShort(batch.name(slot), (short) AF_PACKET)
        .put(batch.name(slot) + 2, frame, ETHERTYPE, 2)
        .putInt(batch.name(slot) + 4, interfaceIndex)
        .put(batch.payload(slot), frame);
    batch.fill(slot, SOCKADDR_BYTES, 0, frame.length);
  }

  @Override
  public void close() {
    kernel.close(fd);
  }
}
