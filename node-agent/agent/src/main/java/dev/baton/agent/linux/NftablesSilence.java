package dev.baton.agent.linux;

import dev.baton.agent.engine.Mended;
import dev.baton.agent.engine.NeighborSilence;
import dev.baton.agent.linux.ffi.Kernel;
import dev.baton.agent.linux.ffi.NativeCallException;
import java.net.InetAddress;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Silence by nf_tables, spoken over nfnetlink: nothing is forked and no nft command is needed. Each
 * network namespace has tables of its own, {@code arp baton} and {@code ip6 baton}.
 */
public final class NftablesSilence implements NeighborSilence {
  private static final int REQUEST_BYTES = 64 * 1024;
  private static final Silence DONE = new Silence.Done();

  private final NetlinkSocket socket;
  private final NetlinkWriter request = new NetlinkWriter(REQUEST_BYTES);
  private final NftablesWitness witness;
  private final NftablesGuard guard;
  private final Set<InetAddress> silent = new HashSet<>();
  private Silence preparation = new Silence.Unavailable("not prepared");

  /** The tables of the calling thread's network namespace. */
  public NftablesSilence(Kernel kernel) {
    socket = new NetlinkSocket(kernel, NetlinkSocket.NETFILTER, "filters");
    witness = new NftablesWitness(socket);
    guard = new NftablesGuard(witness);
  }

  @Override
  public Silence prepare() {
    silent.clear();
    return make();
  }

  /** With what is silent. */
  private Silence make() {
    startBatch();
    for (var protocol : SilencedProtocol.ALL) {
      NftablesMessage.create(request, protocol);
      NftablesMessage.change(request, protocol, true, silent);
    }
    preparation = commit("prepare");
    if (preparation.equals(DONE)) {
      SilencedProtocol.ALL.forEach(protocol ->
          guard.remember(
              NftablesMessage.table(protocol), NftablesMessage.content(protocol, List.of())));
    }
    return preparation;
  }

  @Override
  public Silence silence(Collection<InetAddress> addresses) {
    return change(
        true, addresses.stream().distinct().filter(each -> !silent.contains(each)).toList());
  }

  @Override
  public Silence unsilence(Collection<InetAddress> addresses) {
    return change(false, addresses.stream().distinct().filter(silent::contains).toList());
  }

  @Override
  public Mended mend() {
    if (preparation instanceof Silence.Unavailable || !witness.areChangesNew()) {
      return Mended.NOTHING;
    }
    var changed =
        SilencedProtocol.ALL.stream()
            .filter(protocol -> !isWhole(protocol))
            .map(protocol -> NftablesMessage.table(protocol).text())
            .toList();
    return changed.isEmpty()
        ? Mended.NOTHING
        : new Mended(changed, make() instanceof Silence.Unavailable(String reason) ? reason : "");
  }

  private boolean isWhole(SilencedProtocol protocol) {
    return guard.isWhole(
        NftablesMessage.table(protocol), NftablesMessage.content(protocol, silent));
  }

  /** Takes the tables away that an engine left. */
  public void removeTables() {
    for (var protocol : SilencedProtocol.ALL) {
      startBatch();
      NftablesMessage.table(protocol).delete(request);
      // One that is not there is what was wanted.
      commit("remove");
    }
  }

  private Silence change(boolean silence, List<InetAddress> addresses) {
    if (preparation instanceof Silence.Unavailable) {
      return preparation;
    }
    if (addresses.isEmpty()) {
      return DONE;
    }
    startBatch();
    SilencedProtocol.ALL.forEach(
        protocol -> NftablesMessage.change(request, protocol, silence, addresses));
    var result = commit(silence ? "silence" : "unsilence");
    if (result.equals(DONE) && silence) {
      silent.addAll(addresses);
    } else if (result.equals(DONE)) {
      addresses.forEach(silent::remove);
    }
    return result;
  }

  private void startBatch() {
    NftablesTable.begin(request.clear());
  }

  private Silence commit(String subject) {
    NftablesTable.end(request);
    int error = socket.transact(request);
    return error == 0
        ? DONE
        : new Silence.Unavailable(NativeCallException.describe("nfnetlink", subject, error));
  }

  @Override
  public void close() {
    if (preparation.equals(DONE)) {
      startBatch();
      for (var protocol : SilencedProtocol.ALL) {
        NftablesMessage.table(protocol).delete(request);
      }
      // Tables that somebody else deleted already are no loss.
      commit("close");
      preparation = new Silence.Unavailable("closed");
      silent.clear();
    }
    socket.close();
  }
}
