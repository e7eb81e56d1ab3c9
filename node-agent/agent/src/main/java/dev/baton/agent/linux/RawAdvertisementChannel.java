package dev.baton.agent.linux;

import dev.baton.agent.engine.AdvertPath;
import dev.baton.agent.engine.AdvertisementChannel;
import dev.baton.agent.engine.Station;
import dev.baton.agent.linux.ffi.Errno;
import dev.baton.agent.linux.ffi.Kernel;
import dev.baton.agent.linux.ffi.NativeCallException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * Raw sockets, one a station: a single one could join 20 groups only ({@code
 * igmp_max_memberships}), and would not say which interface a fault belongs to.
 */
public final class RawAdvertisementChannel implements AdvertisementChannel, AutoCloseable {
  private static final int BATCH_SLOTS = 32;

  /** An IP header with options and a message that lists 255 IPv6 addresses. */
  private static final int MESSAGE_BYTES = 4224;

  private record Joined(VrrpSocket socket, Readiness readiness) {}

  private record Unsent(AdvertPath path, String reason) {}

  private final Kernel kernel;
  private final LinuxWakeups wakeups;
  private final List<Joined> joined = new ArrayList<>();

  private final MessageBatch receiving = new MessageBatch(BATCH_SLOTS, MESSAGE_BYTES);

  /** The received bytes in network order, as their readers expect them. */
  private final ByteBuffer view = receiving.bytes().duplicate();

  private final MessageBatch sending = new MessageBatch(BATCH_SLOTS, MESSAGE_BYTES);
  private final int[] queuedDescriptors = new int[BATCH_SLOTS];
  private final AdvertPath[] queuedPaths = new AdvertPath[BATCH_SLOTS];
  private final List<Unsent> unsent = new ArrayList<>();
  private int queuedCount;

  /** Joins interfaces of the network namespace of the thread that calls {@link #join}. */
  public RawAdvertisementChannel(Kernel kernel, LinuxWakeups wakeups) {
    this.kernel = kernel;
    this.wakeups = wakeups;
  }

  @Override
  public Join join(Station station) {
    var before = find(station);
    if (before >= 0) {
      int index = BoundSocket.interfaceIndex(kernel, station.interfaceName());
      if (joined.get(before).socket().bound().interfaceIndex() == index) {
        return new Join.Joined();
      }
      leave(station);
    }
    try {
      var socket =
          switch (station.family()) {
            case IPV4 -> Ipv4VrrpSocket.open(kernel, station);
            case IPV6 -> Ipv6VrrpSocket.open(kernel, station);
          };
      joined.add(new Joined(socket, wakeups.watch(socket.bound().descriptor())));
      return new Join.Joined();
    } catch (NativeCallException e) {
      return new Join.Refused(String.valueOf(e.getMessage()));
    }
  }

  @Override
  public void leave(Station station) {
    int index = find(station);
    if (index < 0) {
      return;
    }
    transmit();
    var bound = joined.remove(index).socket().bound();
    wakeups.forget(bound.descriptor());
    bound.close();
  }

  @Override
  public int receive(int limit, AdvertSink sink) {
    int count = 0;
    for (int i = 0; i < joined.size() && count < limit; i++) {
      if (joined.get(i).readiness().isReadable()) {
        count += receiveFrom(joined.get(i), limit - count, sink);
      }
    }
    return count;
  }

  private int receiveFrom(Joined from, int limit, AdvertSink sink) {
    int count = 0;
    while (count < limit) {
      int asked = Math.min(BATCH_SLOTS, limit - count);
      for (int slot = 0; slot < asked; slot++) {
        receiving.offer(slot);
      }
      int got =
          kernel.receiveBatch(from.socket().bound().descriptor(), receiving.headersFrom(0), asked);
      for (int slot = 0; slot < got; slot++) {
        from.socket().deliver(receiving, slot, view, sink);
      }
      count += Math.max(0, got);
      // An error is the link's (ENETDOWN when it went away): it was taken by this call, and what
      // it means comes through the link monitor.
      if (got < asked) {
        from.readiness().clear();
        return count;
      }
    }
    return count;
  }

  @Override
  public void send(AdvertPath path, int hopLimit, ByteBuffer message) {
    if (message.remaining() > MESSAGE_BYTES) {
      throw new IllegalArgumentException("no VRRP message: " + message.remaining() + " bytes");
    }
    int index = find(path.station());
    if (index < 0) {
      unsent.add(new Unsent(path, path.interfaceName() + " is not joined"));
      return;
    }
    if (queuedCount == BATCH_SLOTS) {
      transmit();
    }
    var socket = joined.get(index).socket();
    socket.compose(sending, queuedCount, path, message);
    socket.limit(sending, queuedCount, hopLimit);
    queuedDescriptors[queuedCount] = socket.bound().descriptor();
    queuedPaths[queuedCount] = path;
    queuedCount++;
  }

  @Override
  public void flush(UnsentSink sink) {
    transmit();
    unsent.forEach(message -> sink.unsent(message.path(), message.reason()));
    unsent.clear();
  }

  /** Sends runs of messages of one socket, and goes on after one that fails. */
  private void transmit() {
    int next = 0;
    while (next < queuedCount) {
      int fd = queuedDescriptors[next];
      int runEnd = next + 1;
      while (runEnd < queuedCount && queuedDescriptors[runEnd] == fd) {
        runEnd++;
      }
      int sent = kernel.sendBatch(fd, sending.headersFrom(next), runEnd - next);
      if (sent > 0) {
        next += sent;
      } else if (sent != -Errno.EINTR) {
        var path = queuedPaths[next];
        var reason = NativeCallException.describe("sendmmsg", path.interfaceName(), -sent);
        unsent.add(new Unsent(path, reason));
        next++;
      }
    }
    queuedCount = 0;
  }

  private int find(Station station) {
    for (int i = 0; i < joined.size(); i++) {
      if (joined.get(i).socket().station().equals(station)) {
        return i;
      }
    }
    return -1;
  }

  @Override
  public void close() {
    for (var each : List.copyOf(joined)) {
      leave(each.socket().station());
    }
  }
}
