package dev.baton.agent.linux;

import dev.baton.agent.engine.VirtualLink;
import dev.baton.agent.engine.VirtualLinkTable;
import dev.baton.agent.linux.ffi.Errno;
import dev.baton.agent.linux.ffi.Kernel;
import dev.baton.agent.linux.ffi.NativeCallException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Virtual links as macvlans, by rtnetlink. Each has the owner's name for an alias, so that what a
 * killed engine left can be told from everybody else's.
 */
public final class MacvlanTable implements VirtualLinkTable, AutoCloseable {
  private static final int REQUEST_BYTES = 512;
  private static final Outcome DONE = new Outcome.Done();

  private final Kernel kernel;
  private final String owner;
  private final MacvlanSettings settings;
  private final NetlinkSocket socket;
  private final NetlinkWriter request = new NetlinkWriter(REQUEST_BYTES);
  private final Map<VirtualLink, Integer> made = new HashMap<>();

  /** The macvlans of the calling thread's network namespace that are, or will be, this owner's. */
  public MacvlanTable(Kernel kernel, String owner, KernelSettings settings) {
    this.kernel = kernel;
    this.owner = owner;
    this.settings = new MacvlanSettings(settings);
    socket = new NetlinkSocket(kernel, NetlinkSocket.ROUTE, "macvlans");
  }

  @Override
  public Outcome make(VirtualLink link) {
    if (has(link)) {
      return DONE;
    }
    made.remove(link);
    int parent = kernel.interfaceIndex(link.parent());
    if (parent < 0) {
      return failed("if_nametoindex", link.parent(), -parent);
    }
    int error = create(link, parent);
    if (error == Errno.EEXIST) {
      var found = list(there -> there.name().equals(link.name()) && isOf(there, link, parent));
      if (found.isEmpty()) {
        return new Outcome.Failed(
            "there is another interface with the name of the macvlan " + link.name());
      }
      found.forEach(there -> delete(there.index()));
      error = create(link, parent);
    }
    if (error != 0) {
      return failed("rtnetlink", "add macvlan " + link.name(), error);
    }
    int index = kernel.interfaceIndex(link.name());
    MacvlanMessage.writeAlias(request.clear(), index, owner);
    socket.transact(request);
    settings.prepare(link);
    made.put(link, index);
    return DONE;
  }

  @Override
  public boolean has(VirtualLink link) {
    return made.getOrDefault(link, 0) == kernel.interfaceIndex(link.name());
  }

  /** Whoever left it, a macvlan with the virtual router's MAC address can only be in the way. */
  private static boolean isOf(MacvlanMessage there, VirtualLink link, int parent) {
    return there.isMacvlan() && there.parentIndex() == parent && there.mac().equals(link.mac());
  }

  private int create(VirtualLink link, int parent) {
    MacvlanMessage.writeCreate(request.clear(), link, parent);
    return socket.transact(request);
  }

  @Override
  public Outcome raise(VirtualLink link) {
    int error = setUp(link, true);
    return error == 0 ? DONE : failed("rtnetlink", "set " + link.name() + " up", error);
  }

  @Override
  public void lower(VirtualLink link) {
    // One that is gone is as good as down.
    setUp(link, false);
  }

  private int setUp(VirtualLink link, boolean up) {
    int index = kernel.interfaceIndex(link.name());
    if (index < 0) {
      return -index;
    }
    MacvlanMessage.writeUp(request.clear(), index, up);
    return socket.transact(request);
  }

  @Override
  public void remove(VirtualLink link) {
    var index = made.remove(link);
    if (index != null) {
      delete(index);
      boolean isLast = made.keySet().stream().noneMatch(m -> m.parent().equals(link.parent()));
      if (isLast) {
        settings.restore(link.parent());
      }
    }
  }

  /** Takes away all that the owner left; the names. */
  public List<String> removeAll() {
    var left = list(there -> there.isMacvlan() && there.alias().equals(owner));
    left.forEach(there -> delete(there.index()));
    made.clear();
    return left.stream().map(MacvlanMessage::name).toList();
  }

  private void delete(int index) {
    MacvlanMessage.writeDelete(request.clear(), index);
    // One that went with its parent meanwhile is no loss.
    socket.transact(request);
  }

  private List<MacvlanMessage> list(Predicate<MacvlanMessage> wanted) {
    var found = new ArrayList<MacvlanMessage>();
    LinkMessage.writeDump(request.clear());
    socket.dump(
        request,
        found::clear,
        in -> {
          var message = MacvlanMessage.parse(in);
          if (wanted.test(message)) {
            found.add(message);
          }
        });
    return found;
  }

  private static Outcome failed(String call, String subject, int error) {
    return new Outcome.Failed(NativeCallException.describe(call, subject, error));
  }

  @Override
  public void close() {
    socket.close();
  }
}
