package dev.baton.agent.linux;

import dev.baton.agent.engine.PacketRefusal;
import dev.baton.agent.linux.ffi.Kernel;
import dev.baton.agent.linux.ffi.NativeCallException;
import java.net.InetAddress;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Refusal by nf_tables, in tables that are made when the first address is refused and have their
 * owner's name, so that what a killed engine left can be found.
 */
public final class NftablesRefusal implements PacketRefusal, AutoCloseable {
  private static final int REQUEST_BYTES = 64 * 1024;

  private final NetlinkSocket socket;
  private final NetlinkWriter request = new NetlinkWriter(REQUEST_BYTES);
  private final Set<InetAddress> refused = new HashSet<>();
  private final List<RefusalTable> tables;
  private boolean prepared;

  /** The tables of the calling thread's network namespace that are, or will be, this owner's. */
  public NftablesRefusal(Kernel kernel, String owner) {
    socket = new NetlinkSocket(kernel, NetlinkSocket.NETFILTER, "filters");
    tables = RefusalTable.ofBothFamilies(owner);
  }

  @Override
  public String refuse(Collection<InetAddress> addresses) {
    int error = prepared ? 0 : prepare();
    if (error == 0) {
      error = change(true, addresses.stream().filter(a -> !refused.contains(a)).toList());
    }
    return error == 0 ? "" : NativeCallException.describe("nfnetlink", "refuse packets", error);
  }

  @Override
  public void accept(Collection<InetAddress> addresses) {
    change(false, addresses.stream().filter(refused::contains).toList());
  }

  @Override
  public void end() {
    if (prepared) {
      removeTables();
      prepared = false;
      refused.clear();
    }
  }

  /** Takes the owner's tables away, whoever made them. */
  public void removeTables() {
    for (var table : tables) {
      NftablesMessage.begin(request.clear());
      table.delete(request);
      // One that is not there is what was wanted.
      commit();
    }
  }

  private int prepare() {
    removeTables();
    NftablesMessage.begin(request.clear());
    tables.forEach(table -> table.create(request));
    int error = commit();
    prepared = error == 0;
    return error;
  }

  private int change(boolean refuse, List<InetAddress> addresses) {
    var distinct = addresses.stream().distinct().toList();
    if (distinct.isEmpty() || !prepared) {
      return 0;
    }
    NftablesMessage.begin(request.clear());
    for (var table : tables) {
      var own = distinct.stream().filter(table::isFor).toList();
      if (!own.isEmpty()) {
        table.change(request, refuse, own);
      }
    }
    int error = commit();
    if (error == 0 && refuse) {
      refused.addAll(distinct);
    } else if (error == 0) {
      distinct.forEach(refused::remove);
    }
    return error;
  }

  private int commit() {
    NftablesMessage.end(request);
    return socket.transact(request);
  }

  @Override
  public void close() {
    socket.close();
  }
}
