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
  private final NftablesChanges changes;
  private final Set<InetAddress> silent = new HashSet<>();
  private Silence preparation = new Silence.Unavailable("not prepared");

  /** The tables of the calling thread's network namespace. */
  public NftablesSilence(Kernel kernel) {
    socket = new NetlinkSocket(kernel, NetlinkSocket.NETFILTER, "filters");
    changes = new NftablesChanges(socket);
  }

  @Override
  public Silence prepare() {
    silent.clear();
    startBatch();
    for (var protocol : SilencedProtocol.ALL) {
      // Creating keeps a table that exists, so that deleting always finds one.
      NftablesMessage.createTable(request, protocol);
      NftablesMessage.deleteTable(request, protocol);
      NftablesMessage.createTable(request, protocol);
      NftablesMessage.createSet(request, protocol);
      NftablesMessage.createChain(request, protocol, protocol.input());
      NftablesMessage.createChain(request, protocol, protocol.output());
    }
    preparation = commit("prepare");
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
    if (preparation instanceof Silence.Unavailable || !changes.areNew()) {
      return Mended.NOTHING;
    }
    var there = changes.chains();
    var gone =
        SilencedProtocol.ALL.stream()
            .filter(protocol -> !there.containsAll(NftablesMessage.chains(protocol)))
            .map(NftablesMessage::tableText)
            .toList();
    return gone.isEmpty() ? Mended.NOTHING : new Mended(gone, prepareAgain());
  }

  /** With what is silent; why that cannot be, or nothing. */
  private String prepareAgain() {
    var before = List.copyOf(silent);
    return prepare() instanceof Silence.Unavailable(String unprepared)
        ? unprepared
        : silence(before) instanceof Silence.Unavailable(String reason) ? reason : "";
  }

  /** Takes the tables away that an engine left. */
  public void removeTables() {
    for (var protocol : SilencedProtocol.ALL) {
      startBatch();
      NftablesMessage.deleteTable(request, protocol);
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
    for (var protocol : SilencedProtocol.ALL) {
      var own =
          addresses.stream().filter(each -> SilencedProtocol.of(each).equals(protocol)).toList();
      if (!own.isEmpty()) {
        NftablesMessage.changeSet(request, protocol, silence, own);
      }
    }
    var result = commit(silence ? "silence" : "unsilence");
    if (result.equals(DONE) && silence) {
      silent.addAll(addresses);
    } else if (result.equals(DONE)) {
      addresses.forEach(silent::remove);
    }
    return result;
  }

  private void startBatch() {
    NftablesMessage.begin(request.clear());
  }

  private Silence commit(String subject) {
    NftablesMessage.end(request);
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
        NftablesMessage.deleteTable(request, protocol);
      }
      // Tables that somebody else deleted already are no loss.
      commit("close");
      preparation = new Silence.Unavailable("closed");
      silent.clear();
    }
    socket.close();
  }
}
