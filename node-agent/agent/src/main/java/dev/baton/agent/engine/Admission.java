package dev.baton.agent.engine;

import dev.baton.agent.config.Destination;
import dev.baton.agent.config.Destination.UnicastPeer;
import dev.baton.agent.config.InstanceConfig;
import dev.baton.agent.config.Signatures;
import dev.baton.events.Family;
import dev.baton.vrrp.packet.Decoded;
import dev.baton.vrrp.packet.ReceiveRules;
import dev.baton.vrrp.packet.Reception;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.List;

/** From whom one instance takes advertisements, and by which rules. */
final class Admission {
  private final Destination destination;
  private final boolean isStrict;
  private final boolean isBare;
  private final boolean takesSigned;
  private final Recognition recognition;

  Admission(InstanceConfig config) {
    this.destination = config.destination();
    this.isStrict = config.protocol().manners().isStrict() && followsRfc(config);
    this.isBare = config.addresses().isEmpty();
    this.takesSigned = config.protocol().manners().signatures() != Signatures.NONE;
    this.recognition = new Recognition(rules());
  }

  /** Who begins with a global address himself has peers that do; discarding them helps nobody. */
  private static boolean followsRfc(InstanceConfig config) {
    return config.family() == Family.IPV4
        || config.addresses().stream().limit(1).allMatch(a -> a.address().isLinkLocalAddress());
  }

  /** What a message says that is not refused. */
  Decoded decode(Reception reception, ByteBuffer message) {
    return recognition.decode(reception, message);
  }

  /** The rules of reception; a unicast peer may be some hops away. */
  ReceiveRules rules() {
    var rules = isBare ? usualRules().withoutAddresses() : usualRules();
    return takesSigned ? rules.withSigned() : rules;
  }

  private ReceiveRules usualRules() {
    return switch (destination) {
      case Destination.Multicast multicast ->
          isStrict ? ReceiveRules.RFC_9568 : ReceiveRules.KEEPALIVED;
      case Destination.Unicast unicast -> ReceiveRules.UNICAST;
    };
  }

  /** Whether that sender is among the peers. */
  boolean isPeer(InetAddress source) {
    return destination instanceof Destination.Unicast(var peers, var hopLimit, var check)
        && !peer(peers, source).isEmpty();
  }

  /** Why a message from there is not even looked at; none or one. */
  List<Decoded.Reason> refusal(InetAddress source, int hopLimit) {
    if (!(destination instanceof Destination.Unicast unicast) || !unicast.checkSource()) {
      return List.of();
    }
    var peer = peer(unicast.peers(), source);
    if (peer.isEmpty()) {
      return List.of(Decoded.Reason.NO_PEER);
    }
    return peer.getFirst().admits(hopLimit) ? List.of() : List.of(Decoded.Reason.TTL);
  }

  private static List<UnicastPeer> peer(List<UnicastPeer> peers, InetAddress source) {
    for (var peer : peers) {
      if (peer.address().equals(source)) {
        return List.of(peer);
      }
    }
    return List.of();
  }
}
