package dev.baton.agent.linux;

import dev.baton.agent.engine.InterfaceState;
import dev.baton.agent.engine.LinkChange;
import dev.baton.agent.engine.LinkMonitor;
import dev.baton.agent.linux.ffi.Errno;
import dev.baton.agent.linux.ffi.Kernel;
import dev.baton.agent.linux.ffi.NativeCallException;
import java.util.ArrayList;
import java.util.function.Consumer;

/** Links and addresses by rtnetlink's notifications, and by a dump where some were lost. */
public final class NetlinkLinkMonitor implements LinkMonitor, AutoCloseable {
  private static final int GROUP_LINK = 1;
  private static final int GROUP_IPV4_ADDRESS = 5;
  private static final int GROUP_IPV6_ADDRESS = 9;
  private static final int NOTIFICATIONS_BYTES = 1 << 20;
  private static final int REQUEST_BYTES = 64;

  private final LinuxWakeups wakeups;
  private final NetlinkSocket notifications;
  private final NetlinkSocket requests;
  private final Readiness readiness;
  private final NetlinkWriter request = new NetlinkWriter(REQUEST_BYTES);
  private final LinkTable table = new LinkTable();

  /** The links of the calling thread's network namespace. */
  public NetlinkLinkMonitor(Kernel kernel, LinuxWakeups wakeups) {
    this.wakeups = wakeups;
    notifications = new NetlinkSocket(kernel, NetlinkSocket.ROUTE, "link notifications");
    requests = new NetlinkSocket(kernel, NetlinkSocket.ROUTE, "links");
    notifications.reserve(NOTIFICATIONS_BYTES);
    notifications.subscribe(GROUP_LINK);
    notifications.subscribe(GROUP_IPV4_ADDRESS);
    notifications.subscribe(GROUP_IPV6_ADDRESS);
    // Only after subscribing, so that nothing falls between the two.
    readAll(change -> {});
    readiness = wakeups.watch(notifications.descriptor());
  }

  @Override
  public void poll(Consumer<LinkChange> sink) {
    if (!readiness.isReadable()) {
      return;
    }
    readiness.clear();
    boolean complete = drain(sink);
    while (!complete) {
      readAll(sink);
      complete = drain(sink);
    }
  }

  /**
   * Takes all notifications that are there; whether none was lost. Once one is, those behind it are
   * thrown away: without the lost ones they would lead from a dump back to a state that is past.
   */
  private boolean drain(Consumer<LinkChange> sink) {
    boolean complete = true;
    int size = notifications.receive();
    while (size != -Errno.EAGAIN) {
      if (size == -Errno.ENOBUFS) {
        complete = false;
      } else if (size < 0) {
        throw new NativeCallException("recv", "link notifications", -size);
      } else if (complete) {
        take(notifications.reader(), sink);
      }
      size = notifications.receive();
    }
    return complete;
  }

  @Override
  public InterfaceState interfaceState(String interfaceName) {
    return table.state(interfaceName);
  }

  private void take(NetlinkReader in, Consumer<LinkChange> sink) {
    while (in.nextMessage()) {
      switch (in.type()) {
        case LinkMessage.NEW, LinkMessage.DELETE -> takeLink(in, sink);
        case AddressMessage.NEW, AddressMessage.DELETE -> takeAddress(in, sink);
        default -> {}
      }
    }
  }

  private void takeLink(NetlinkReader in, Consumer<LinkChange> sink) {
    if (LinkMessage.parse(in) instanceof LinkMessage.Parsed.Ok(var message)) {
      if (in.type() == LinkMessage.NEW) {
        table.link(message, sink);
      } else {
        table.unlink(message.index(), sink);
      }
    }
  }

  private void takeAddress(NetlinkReader in, Consumer<LinkChange> sink) {
    if (AddressMessage.parse(in) instanceof AddressMessage.Parsed.Ok(var message)) {
      if (in.type() == AddressMessage.NEW) {
        table.address(message, sink);
      } else {
        table.unaddress(message, sink);
      }
    }
  }

  private void readAll(Consumer<LinkChange> sink) {
    var links = new ArrayList<LinkMessage>();
    LinkMessage.writeDump(request.clear());
    requests.dump(
        request,
        links::clear,
        in -> {
          if (LinkMessage.parse(in) instanceof LinkMessage.Parsed.Ok(var message)) {
            links.add(message);
          }
        });
    var addresses = new ArrayList<AddressMessage>();
    AddressMessage.writeDump(request.clear());
    requests.dump(
        request,
        addresses::clear,
        in -> {
          if (AddressMessage.parse(in) instanceof AddressMessage.Parsed.Ok(var message)) {
            addresses.add(message);
          }
        });
    table.replace(links, addresses, sink);
  }

  @Override
  public void close() {
    wakeups.forget(notifications.descriptor());
    notifications.close();
    requests.close();
  }
}
