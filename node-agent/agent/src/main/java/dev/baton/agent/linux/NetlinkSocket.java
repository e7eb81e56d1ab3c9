package dev.baton.agent.linux;

import dev.baton.agent.linux.ffi.Errno;
import dev.baton.agent.linux.ffi.Kernel;
import dev.baton.agent.linux.ffi.NativeBuffer;
import dev.baton.agent.linux.ffi.NativeCallException;
import dev.baton.agent.linux.ffi.SocketOption;
import java.util.function.Consumer;

/**
 * A netlink socket. The kernel works off a request inside the call that sends it, so its answer can
 * be read right after, without ever waiting.
 */
final class NetlinkSocket implements AutoCloseable {
  static final int ROUTE = 0;
  static final int NETFILTER = 12;

  private static final int AF_NETLINK = 16;
  private static final int SOCK_RAW = 3;
  private static final int SOCKADDR_NL_BYTES = 12;

  /** Larger than the 32 KiB that the kernel puts in one datagram of a dump. */
  private static final int RECEIVE_BYTES = 64 * 1024;

  private static final int DUMP_ATTEMPTS = 5;

  private final Kernel kernel;
  private final int fd;
  private final String subject;
  private final NativeBuffer received = NativeBuffer.allocate(RECEIVE_BYTES);
  private final NetlinkReader reader = new NetlinkReader(received.bytes());

  /** Opens a socket of one netlink protocol; the subject names it in errors. */
  NetlinkSocket(Kernel kernel, int protocol, String subject) {
    this.kernel = kernel;
    this.subject = subject;
    fd = kernel.socket(AF_NETLINK, SOCK_RAW, protocol, subject);
    var address = NativeBuffer.allocate(SOCKADDR_NL_BYTES);
    address.bytes().putShort(0, (short) AF_NETLINK);
    kernel.bind(fd, address, SOCKADDR_NL_BYTES, subject);
  }

  int descriptor() {
    return fd;
  }

  /** Receives the notifications of a group from now on. */
  void subscribe(int group) {
    setOption(SocketOption.NETLINK_ADD_MEMBERSHIP, group);
  }

  /** Makes room for notifications, more than the system's limit where that is allowed. */
  void reserve(int receiveBytes) {
    var value = NativeBuffer.allocate(Integer.BYTES);
    value.bytes().putInt(0, receiveBytes);
    if (kernel.setOption(fd, SocketOption.SO_RCVBUFFORCE, value, Integer.BYTES) < 0) {
      setOption(SocketOption.SO_RCVBUF, receiveBytes);
    }
  }

  /** Sends what was written and reads the answers: 0, or the number of the first error. */
  int transact(NetlinkWriter request) {
    return ask(request, message -> {});
  }

  /** As {@link #transact}, and hands over each message that is more than an acknowledgement. */
  int ask(NetlinkWriter request, Consumer<NetlinkReader> sink) {
    int sent = kernel.send(fd, request.memory(), request.sizeBytes());
    if (sent < 0) {
      return -sent;
    }
    boolean acknowledged = false;
    int error = 0;
    int size = receive();
    for (; size >= 0; size = receive()) {
      while (reader.nextMessage()) {
        if (reader.type() == NetlinkReader.ERROR) {
          acknowledged = true;
          error = error == 0 ? reader.errno() : error;
        } else {
          sink.accept(reader);
        }
      }
    }
    if (size != -Errno.EAGAIN) {
      return -size;
    }
    if (!acknowledged) {
      throw new IllegalStateException(subject + ": no answer to a request: this is a bug");
    }
    return error;
  }

  /** Sends a request for a dump and hands over each message of a consistent one. */
  void dump(NetlinkWriter request, Runnable start, Consumer<NetlinkReader> sink) {
    for (int attempt = 1; attempt <= DUMP_ATTEMPTS; attempt++) {
      start.run();
      int sent = kernel.send(fd, request.memory(), request.sizeBytes());
      if (sent < 0) {
        throw new NativeCallException("rtnetlink", subject, -sent);
      }
      if (readDump(request.sequence(), sink) || attempt == DUMP_ATTEMPTS) {
        return;
      }
    }
  }

  /** Whether the dump was consistent. */
  private boolean readDump(int sequence, Consumer<NetlinkReader> sink) {
    boolean consistent = true;
    for (int size = receive(); size >= 0; size = receive()) {
      while (reader.nextMessage()) {
        if (reader.sequence() != sequence) {
          continue;
        }
        consistent &= (reader.flags() & NetlinkReader.FLAG_DUMP_INTERRUPTED) == 0;
        if (reader.type() == NetlinkReader.DONE) {
          return consistent;
        }
        if (reader.type() == NetlinkReader.ERROR) {
          throw new NativeCallException("rtnetlink", subject, reader.errno());
        }
        sink.accept(reader);
      }
    }
    throw new IllegalStateException(subject + ": a dump without an end: this is a bug");
  }

  /** Receives one datagram for {@link #reader}; its size, or minus errno. */
  int receive() {
    int size = kernel.receive(fd, received);
    if (size > received.sizeBytes()) {
      return -Errno.ENOBUFS;
    }
    reader.reset(Math.max(0, size));
    return size;
  }

  NetlinkReader reader() {
    return reader;
  }

  private void setOption(SocketOption option, int number) {
    var value = NativeBuffer.allocate(Integer.BYTES);
    value.bytes().putInt(0, number);
    int result = kernel.setOption(fd, option, value, Integer.BYTES);
    if (result < 0) {
      throw new NativeCallException("setsockopt", subject + " " + option, -result);
    }
  }

  @Override
  public void close() {
    kernel.close(fd);
  }
}
