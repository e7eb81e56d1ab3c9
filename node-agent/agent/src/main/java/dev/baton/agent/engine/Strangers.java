package dev.baton.agent.engine;

import dev.baton.events.PeerEvent;
import dev.baton.vrrp.Addresses;
import java.net.InetAddress;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Routers that are heard with a VRID that no instance has there. Each source is told of once for
 * each VRID, however often it is heard.
 */
final class Strangers {
  /** Senders can be made up; those beyond are not told of. */
  private static final int MOST_TOLD = 1_000;

  private final Set<Stranger> told = new HashSet<>();

  private record Stranger(String interfaceName, InetAddress source, int vrid) {}

  /** One was heard; none or one event. */
  List<PeerEvent> heard(AdvertPath path, int vrid) {
    var stranger = new Stranger(path.interfaceName(), path.source(), vrid);
    if (told.size() == MOST_TOLD || !told.add(stranger)) {
      return List.of();
    }
    return List.of(
        new PeerEvent.Mismatch(
            Addresses.text(path.source()),
            "unknown-vrid",
            "",
            "VRID " + vrid + " on " + path.interfaceName()));
  }
}
