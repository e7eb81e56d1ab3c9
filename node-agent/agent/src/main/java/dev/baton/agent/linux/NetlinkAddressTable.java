package dev.baton.agent.linux;

import dev.baton.agent.engine.AddressTable;
import dev.baton.agent.engine.AssignedAddress;
import dev.baton.agent.engine.InterfaceAddress;
import dev.baton.agent.linux.ffi.Errno;
import dev.baton.agent.linux.ffi.Kernel;
import dev.baton.agent.linux.ffi.NativeCallException;
import java.util.ArrayList;
import java.util.List;

/** The kernel's addresses over rtnetlink, each request answered before its method returns. */
public final class NetlinkAddressTable implements AddressTable, AutoCloseable {
  private static final int REQUEST_BYTES = 512;

  private final Kernel kernel;
  private final NetlinkSocket socket;
  private final NetlinkWriter request = new NetlinkWriter(REQUEST_BYTES);

  /** The addresses of the calling thread's network namespace. */
  public NetlinkAddressTable(Kernel kernel) {
    this.kernel = kernel;
    socket = new NetlinkSocket(kernel, NetlinkSocket.ROUTE, "addresses");
  }

  @Override
  public Added add(String interfaceName, AssignedAddress address) {
    int index = kernel.interfaceIndex(interfaceName);
    if (index < 0) {
      return new Added.Failed(
          NativeCallException.describe("if_nametoindex", interfaceName, -index));
    }
    AddressMessage.writeAdd(request.clear(), index, address);
    return added(subject("add", interfaceName, address));
  }

  private Added added(String subject) {
    int error = socket.transact(request);
    return switch (error) {
      case 0 -> new Added.Done();
      case Errno.EEXIST -> new Added.AlreadyThere();
      default -> new Added.Failed(NativeCallException.describe("rtnetlink", subject, error));
    };
  }

  @Override
  public Added renew(String interfaceName, AssignedAddress address) {
    int index = kernel.interfaceIndex(interfaceName);
    if (index < 0) {
      return new Added.Failed(
          NativeCallException.describe("if_nametoindex", interfaceName, -index));
    }
    AddressMessage.writeRenew(request.clear(), index, address);
    return added(subject("renew", interfaceName, address));
  }

  @Override
  public Removed remove(String interfaceName, AssignedAddress address) {
    int index = kernel.interfaceIndex(interfaceName);
    if (index < 0) {
      return new Removed.NotThere();
    }
    AddressMessage.writeRemove(request.clear(), index, address);
    int error = socket.transact(request);
    return switch (error) {
      case 0 -> new Removed.Done();
      case Errno.EADDRNOTAVAIL, Errno.ENODEV -> new Removed.NotThere();
      default ->
          new Removed.Failed(
              NativeCallException.describe(
                  "rtnetlink", subject("remove", interfaceName, address), error));
    };
  }

  @Override
  public List<InterfaceAddress> list(String interfaceName) {
    int index = kernel.interfaceIndex(interfaceName);
    if (index < 0) {
      return List.of();
    }
    var found = new ArrayList<InterfaceAddress>();
    AddressMessage.writeDump(request.clear());
    socket.dump(
        request,
        found::clear,
        in -> {
          if (AddressMessage.parse(in) instanceof AddressMessage.Parsed.Ok(var message)
              && message.interfaceIndex() == index) {
            found.add(message.address());
          }
        });
    return List.copyOf(found);
  }

  private static String subject(String verb, String interfaceName, AssignedAddress address) {
    return verb
        + " "
        + address.address().getHostAddress()
        + "/"
        + address.prefixLength()
        + " on "
        + interfaceName;
  }

  @Override
  public void close() {
    socket.close();
  }
}
