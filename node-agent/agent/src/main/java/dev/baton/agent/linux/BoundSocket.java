package dev.baton.agent.linux;

import dev.baton.agent.linux.ffi.Kernel;
import dev.baton.agent.linux.ffi.NativeBuffer;
import dev.baton.agent.linux.ffi.NativeCallException;
import dev.baton.agent.linux.ffi.SocketOption;
import java.nio.charset.StandardCharsets;

/** A raw socket bound to an interface, and its options. */
final class BoundSocket {
  private static final int OPTION_BYTES = 64;

  private final Kernel kernel;
  private final String interfaceName;
  private final int interfaceIndex;
  private final int fd;
  private final NativeBuffer value = NativeBuffer.allocate(OPTION_BYTES);

  private BoundSocket(Kernel kernel, String interfaceName, int interfaceIndex, int fd) {
    this.kernel = kernel;
    this.interfaceName = interfaceName;
    this.interfaceIndex = interfaceIndex;
    this.fd = fd;
  }

  /**
   * Opens a raw VRRP socket on an interface, or on all where the name is empty; nothing is left
   * open where that fails.
   */
  static BoundSocket open(Kernel kernel, int domain, String interfaceName) {
    int index = interfaceIndex(kernel, interfaceName);
    if (index < 0) {
      throw new NativeCallException("if_nametoindex", interfaceName, -index);
    }
    int fd = kernel.socket(domain, VrrpSocket.SOCK_RAW, VrrpSocket.IPPROTO_VRRP, interfaceName);
    return new BoundSocket(kernel, interfaceName, index, fd);
  }

  /** The index, 0 for all interfaces, negative for one that is missing. */
  static int interfaceIndex(Kernel kernel, String interfaceName) {
    return interfaceName.isEmpty() ? 0 : kernel.interfaceIndex(interfaceName);
  }

  /** Sets what both families have in common. */
  void prepare() {
    if (!interfaceName.isEmpty()) {
      var name = interfaceName.getBytes(StandardCharsets.UTF_8);
      value.bytes().clear().put(name).put((byte) 0);
      setValue(SocketOption.SO_BINDTODEVICE, name.length + 1);
    }
    value.bytes().putInt(0, VrrpSocket.RECEIVE_BYTES);
    // Beyond the system's limit where CAP_NET_ADMIN allows it, else up to the limit.
    if (kernel.setOption(fd, SocketOption.SO_RCVBUFFORCE, value, Integer.BYTES) < 0) {
      setValue(SocketOption.SO_RCVBUF, Integer.BYTES);
    }
  }

  void setNumber(SocketOption option, int number) {
    value.bytes().putInt(0, number);
    setValue(option, Integer.BYTES);
  }

  /** Sets an option to the first bytes of {@link #value}. */
  void setValue(SocketOption option, int valueBytes) {
    int result = kernel.setOption(fd, option, value, valueBytes);
    if (result < 0) {
      throw new NativeCallException("setsockopt", interfaceName + " " + option, -result);
    }
  }

  NativeBuffer value() {
    return value;
  }

  String interfaceName() {
    return interfaceName;
  }

  int interfaceIndex() {
    return interfaceIndex;
  }

  int descriptor() {
    return fd;
  }

  void close() {
    kernel.close(fd);
  }
}
