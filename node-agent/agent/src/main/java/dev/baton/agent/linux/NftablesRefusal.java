package dev.baton.agent.linux;

import dev.baton.agent.config.FirewallTables;
import dev.baton.agent.engine.Mended;
import dev.baton.agent.engine.PacketRefusal;
import dev.baton.agent.linux.ffi.Errno;
import dev.baton.agent.linux.ffi.Kernel;
import dev.baton.agent.linux.ffi.NativeCallException;
import java.net.InetAddress;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Refusal by nf_tables, in tables that are made when the first address is refused and carry their
 * owner's name, so that what a killed engine left can be found.
 */
public final class NftablesRefusal implements PacketRefusal, AutoCloseable {
  private static final int REQUEST_BYTES = 64 * 1024;

  private final NetlinkSocket socket;
  private final NetlinkWriter request = new NetlinkWriter(REQUEST_BYTES);
  private final NftablesChanges changes;
  private final Set<InetAddress> refused = new HashSet<>();
  private final String owner;
  private FirewallTables wanted = FirewallTables.USUAL;
  private List<RefusalTable> tables = List.of();
  private String substitution = "";

  /** In the calling thread's network namespace. */
  public NftablesRefusal(Kernel kernel, String owner) {
    this.owner = owner;
    socket = new NetlinkSocket(kernel, NetlinkSocket.NETFILTER, "filters");
    changes = new NftablesChanges(socket);
  }

  @Override
  public void use(FirewallTables next) {
    boolean isOther = !next.equals(wanted);
    wanted = next;
    if (isOther && !tables.isEmpty()) {
      prepare();
    }
  }

  @Override
  public String refuse(Collection<InetAddress> addresses) {
    int error = 0;
    if (tables.isEmpty()) {
      removeTables();
      error = prepare();
    }
    if (error == 0) {
      error = change(true, addresses.stream().filter(a -> !refused.contains(a)).toList());
    }
    return error == 0
        ? substitution
        : NativeCallException.describe("nfnetlink", "refuse packets", error);
  }

  @Override
  public void accept(Collection<InetAddress> addresses) {
    change(false, addresses.stream().filter(refused::contains).toList());
  }

  @Override
  public void end() {
    if (!tables.isEmpty()) {
      removeTables();
      tables = List.of();
      refused.clear();
    }
  }

  /** Takes the owner's tables away, whoever made them and whatever their name is. */
  public void removeTables() {
    for (var chain : ownChains()) {
      NftablesMessage.begin(request.clear());
      chain.deleteTable(request);
      // One that is gone by now is what was wanted, and so it is for its second chain.
      commit();
    }
  }

  private List<RefusalTable.Chain> ownChains() {
    return changes.chains().stream().filter(chain -> chain.isOf(owner)).toList();
  }

  @Override
  public Mended mend() {
    if (tables.isEmpty() || !changes.areNew()) {
      return Mended.NOTHING;
    }
    var there = changes.chains();
    var gone = tables.stream().filter(table -> !table.isAmong(there)).toList();
    if (gone.isEmpty()) {
      return Mended.NOTHING;
    }
    removeTables();
    tables = List.of();
    int error = prepare();
    String failure =
        error == 0 ? "" : NativeCallException.describe("nfnetlink", "refuse packets", error);
    return new Mended(gone.stream().map(RefusalTable::text).toList(), failure);
  }

  /** Goes over to the wanted tables in one step, or to the owner's where their name is taken. */
  private int prepare() {
    int error = replaceBy(RefusalTable.ofBothFamilies(wanted, owner));
    substitution = "";
    if (error == Errno.EEXIST && !wanted.name().isEmpty()) {
      substitution =
          "a table '%s' is there already: packets are refused in table '%s'"
              .formatted(wanted.name(), owner);
      var own = new FirewallTables("", wanted.priority(), wanted.counts());
      error = replaceBy(RefusalTable.ofBothFamilies(own, owner));
    }
    return error;
  }

  private int replaceBy(List<RefusalTable> next) {
    NftablesMessage.begin(request.clear());
    tables.forEach(table -> table.delete(request));
    next.forEach(table -> table.create(request));
    next.forEach(table -> writeChange(table, true, refused));
    int error = commit();
    tables = error == 0 ? next : tables;
    return error;
  }

  private int change(boolean refuse, List<InetAddress> addresses) {
    var distinct = addresses.stream().distinct().toList();
    if (distinct.isEmpty() || tables.isEmpty()) {
      return 0;
    }
    NftablesMessage.begin(request.clear());
    tables.forEach(table -> writeChange(table, refuse, distinct));
    int error = commit();
    if (error == 0 && refuse) {
      refused.addAll(distinct);
    } else if (error == 0) {
      distinct.forEach(refused::remove);
    }
    return error;
  }

  private void writeChange(RefusalTable table, boolean refuse, Collection<InetAddress> addresses) {
    var own = addresses.stream().filter(table::isFor).toList();
    if (!own.isEmpty()) {
      table.change(request, refuse, own);
    }
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
