package dev.baton.agent.linux;

import dev.baton.agent.config.Route;
import dev.baton.agent.config.Routing;
import dev.baton.agent.config.Rule;
import dev.baton.agent.engine.AddressTable.Added;
import dev.baton.agent.engine.AddressTable.Removed;
import dev.baton.agent.engine.RoutingTable;
import dev.baton.agent.linux.ffi.Errno;
import dev.baton.agent.linux.ffi.Kernel;
import dev.baton.agent.linux.ffi.NativeCallException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * The kernel's routes and rules over rtnetlink. Losses are listened for from the first addition on:
 * a host with the routes of the whole Internet says a lot about routes.
 */
public final class NetlinkRoutingTable implements RoutingTable, AutoCloseable {
  private static final int REQUEST_BYTES = 16 * 1024;
  private static final int NOTIFICATIONS_BYTES = 1 << 20;
  private static final List<Integer> GROUPS = List.of(7, 8, 11, 19);

  private final Kernel kernel;
  private final NetlinkSocket socket;
  private final NetlinkWriter request = new NetlinkWriter(REQUEST_BYTES);
  private final VrfTables tables;
  private final List<LinuxWakeups> wakeups;
  private final List<Losses> losses = new ArrayList<>();
  private final BitSet protocols = new BitSet();

  /** The socket that hears of losses. */
  private record Losses(NetlinkSocket socket, Readiness readiness) {}

  /** A table that hears of losses in the loop of these wakeups: none or one. */
  public NetlinkRoutingTable(Kernel kernel, List<LinuxWakeups> wakeups) {
    this.kernel = kernel;
    this.wakeups = List.copyOf(wakeups);
    socket = new NetlinkSocket(kernel, NetlinkSocket.ROUTE, "routes");
    tables = new VrfTables(kernel, socket, request);
  }

  @Override
  public Added add(Routing routing) {
    if (losses.isEmpty()) {
      wakeups.forEach(this::listen);
    }
    return switch (routing) {
      case Route route -> add(route);
      case Rule rule -> {
        RuleMessage.writeAdd(request.clear(), rule);
        yield added(rule, socket.transact(request));
      }
    };
  }

  private Added add(Route route) {
    protocols.set(route.place().protocol());
    var table = tables.of(route.place());
    return table.isEmpty()
        ? new Added.Failed(route.place().vrf() + " is no VRF of this host")
        : added(
            route,
            withInterfaces(
                route,
                () ->
                    RouteMessage.writeAdd(
                        request, route, table.getFirst(), kernel::interfaceIndex)));
  }

  private static Added added(Routing routing, int error) {
    return switch (error) {
      case 0 -> new Added.Done();
      case Errno.EEXIST -> new Added.AlreadyThere();
      default ->
          new Added.Failed(NativeCallException.describe("rtnetlink", "add " + routing, error));
    };
  }

  @Override
  public Removed remove(Routing routing) {
    int error =
        switch (routing) {
          case Route route -> remove(route);
          case Rule rule -> {
            RuleMessage.writeRemove(request.clear(), rule);
            yield socket.transact(request);
          }
        };
    return switch (error) {
      case 0 -> new Removed.Done();
      case Errno.ESRCH, Errno.ENOENT, Errno.ENODEV -> new Removed.NotThere();
      default ->
          new Removed.Failed(NativeCallException.describe("rtnetlink", "remove " + routing, error));
    };
  }

  private int remove(Route route) {
    for (long table : tables.ofPresent(route.place())) {
      return withInterfaces(
          route, () -> RouteMessage.writeRemove(request, route, table, kernel::interfaceIndex));
    }
    return Errno.ENODEV;
  }

  private int withInterfaces(Route route, Runnable write) {
    for (var hop : route.hops()) {
      if (!hop.interfaceName().isEmpty() && kernel.interfaceIndex(hop.interfaceName()) < 0) {
        return Errno.ENODEV;
      }
    }
    request.clear();
    write.run();
    return socket.transact(request);
  }

  private void listen(LinuxWakeups loop) {
    var notifications = new NetlinkSocket(kernel, NetlinkSocket.ROUTE, "route notifications");
    notifications.reserve(NOTIFICATIONS_BYTES);
    GROUPS.forEach(notifications::subscribe);
    losses.add(new Losses(notifications, loop.watch(notifications.descriptor())));
  }

  @Override
  public boolean hasLost() {
    boolean lost = false;
    for (var each : losses) {
      if (each.readiness().isReadable()) {
        each.readiness().clear();
        lost |= drain(each.socket());
      }
    }
    return lost;
  }

  private boolean drain(NetlinkSocket notifications) {
    boolean lost = false;
    int size = notifications.receive();
    while (size != -Errno.EAGAIN) {
      if (size == -Errno.ENOBUFS) {
        lost = true;
      } else if (size < 0) {
        throw new NativeCallException("recv", "route notifications", -size);
      } else {
        lost |= RouteMessage.isLoss(notifications.reader(), protocols);
      }
      size = notifications.receive();
    }
    return lost;
  }

  @Override
  public void close() {
    for (var each : losses) {
      wakeups.forEach(loop -> loop.forget(each.socket().descriptor()));
      each.socket().close();
    }
    losses.clear();
    socket.close();
  }
}
