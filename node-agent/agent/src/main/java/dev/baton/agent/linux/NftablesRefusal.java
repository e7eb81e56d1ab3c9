package dev.baton.agent.linux;

import dev.baton.agent.config.FirewallTables;
import dev.baton.agent.engine.Mended;
import dev.baton.agent.engine.PacketRefusal;
import dev.baton.agent.engine.RefusedAddress;
import dev.baton.agent.linux.RefusedKey.RefusedSet;
import dev.baton.agent.linux.ffi.Errno;
import dev.baton.agent.linux.ffi.Kernel;
import dev.baton.agent.linux.ffi.NativeCallException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Refusal by nf_tables, in tables that are made when the first address is refused and carry their
 * owner's name, so that what a killed engine left can be found.
 */
public final class NftablesRefusal implements PacketRefusal, AutoCloseable {
  private static final int REQUEST_BYTES = 192 * 1024;

  private final Kernel kernel;
  private final NetlinkSocket socket;
  private final NetlinkWriter request = new NetlinkWriter(REQUEST_BYTES);
  private final NftablesWitness witness;
  private final NftablesGuard guard;
  private final Map<RefusedAddress, RefusedKey> refused = new HashMap<>();
  private final String owner;
  private FirewallTables wanted = FirewallTables.USUAL;
  private List<RefusalTable> tables = List.of();
  private String substitution = "";

  /** In the calling thread's network namespace. */
  public NftablesRefusal(Kernel kernel, String owner) {
    this.kernel = kernel;
    this.owner = owner;
    socket = new NetlinkSocket(kernel, NetlinkSocket.NETFILTER, "filters");
    witness = new NftablesWitness(socket);
    guard = new NftablesGuard(witness);
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
  public String refuse(Collection<RefusedAddress> addresses) {
    var added = new ArrayList<RefusedKey>();
    var removed = new ArrayList<RefusedKey>();
    for (var address : addresses) {
      for (var key : keys(address)) {
        var before = refused.put(address, key);
        if (!key.equals(before)) {
          added.add(key);
        }
        // The interface of that name is another one now.
        if (before != null && !key.equals(before)) {
          removed.add(before);
        }
      }
    }
    if (tables.isEmpty()) {
      removeTables();
    }
    int error =
        tables.isEmpty() || !tables.getLast().ofLinks().containsAll(setsOfLinks())
            ? prepare()
            : change(added, removed);
    return error == 0 ? substitution : failure(error);
  }

  /** None where its interface is not there, and with it no address. */
  private List<RefusedKey> keys(RefusedAddress address) {
    if (address.interfaceName().isEmpty()) {
      return List.of(RefusedKey.everywhere(address));
    }
    if (address.outlivesLink() && !wanted.byIndex()) {
      return List.of(RefusedKey.byName(address));
    }
    int index = kernel.interfaceIndex(address.interfaceName());
    return index > 0 ? List.of(RefusedKey.byIndex(address, index)) : List.of();
  }

  private Set<RefusedSet> setsOfLinks() {
    return refused.values().stream()
        .map(RefusedKey::set)
        .filter(RefusedSet::isOfLinks)
        .collect(Collectors.toSet());
  }

  @Override
  public void accept(Collection<RefusedAddress> addresses) {
    var removed = addresses.stream().filter(refused::containsKey).map(refused::remove).toList();
    if (!tables.isEmpty()) {
      change(List.of(), removed);
    }
  }

  private int change(List<RefusedKey> added, List<RefusedKey> removed) {
    if (added.isEmpty() && removed.isEmpty()) {
      return 0;
    }
    NftablesTable.begin(request.clear());
    tables.forEach(table -> table.change(request, false, removed));
    tables.forEach(table -> table.change(request, true, added));
    // Where somebody else took the table or an element away, all is made anew.
    return commit() == 0 ? 0 : prepare();
  }

  @Override
  public void end() {
    if (!tables.isEmpty()) {
      removeTables();
      tables = List.of();
      refused.clear();
      guard.forget();
    }
  }

  /** Takes the owner's tables away, whoever made them and whatever their name is. */
  public void removeTables() {
    var own =
        witness.chains().stream()
            .filter(chain -> chain.isOf(owner))
            .map(NftablesWitness.Chain::table)
            .distinct()
            .toList();
    for (var table : own) {
      NftablesTable.begin(request.clear());
      table.delete(request);
      // One that is gone by now is what was wanted.
      commit();
    }
  }

  @Override
  public Mended mend() {
    if (tables.isEmpty() || !witness.areChangesNew()) {
      return Mended.NOTHING;
    }
    var changed =
        tables.stream()
            .filter(table -> !guard.isWhole(table.table(), table.content(refused.values())))
            .map(table -> table.table().text())
            .toList();
    if (changed.isEmpty()) {
      return Mended.NOTHING;
    }
    int error = prepare();
    return new Mended(changed, error == 0 ? "" : failure(error));
  }

  private static String failure(int error) {
    return NativeCallException.describe("nfnetlink", "refuse packets", error);
  }

  /** Goes over to the wanted tables in one step, or to the owner's where their name is taken. */
  private int prepare() {
    keysAnew();
    int error = replaceBy(RefusalTable.ofBothFamilies(wanted, owner, setsOfLinks()));
    substitution = "";
    if (error == Errno.EEXIST && !wanted.name().isEmpty()) {
      substitution =
          "a table '%s' is there already: packets are refused in table '%s'"
              .formatted(wanted.name(), owner);
      var own = wanted.named("");
      error = replaceBy(RefusalTable.ofBothFamilies(own, owner, setsOfLinks()));
    }
    return error;
  }

  /** Interfaces may be others by now. */
  private void keysAnew() {
    for (var address : List.copyOf(refused.keySet())) {
      keys(address).forEach(key -> refused.put(address, key));
    }
  }

  private int replaceBy(List<RefusalTable> next) {
    NftablesTable.begin(request.clear());
    tables.stream()
        .map(RefusalTable::table)
        .filter(guard::isOurs)
        .forEach(table -> table.delete(request));
    next.forEach(table -> table.create(request, refused.values()));
    int error = commit();
    if (error == 0) {
      tables = next;
      guard.forget();
      next.forEach(table -> guard.remember(table.table(), table.content(List.of())));
    }
    return error;
  }

  private int commit() {
    NftablesTable.end(request);
    return socket.transact(request);
  }

  @Override
  public void close() {
    socket.close();
  }
}
