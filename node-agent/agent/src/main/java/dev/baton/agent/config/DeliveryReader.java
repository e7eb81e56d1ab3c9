package dev.baton.agent.config;

import dev.baton.agent.config.Destination.UnicastPeer;
import dev.baton.agent.config.Entry.Statement;
import dev.baton.agent.config.Entry.Word;
import dev.baton.events.Family;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/** Reads how the advertisements of an instance travel. */
final class DeliveryReader {
  private static final int HIGHEST = 255;
  private static final Range HOP_LIMIT = new Range(1, HIGHEST);
  private static final Range RECEIVED_HOP_LIMIT = new Range(0, HIGHEST);
  private static final Keywords PEER = new Keywords("after a unicast peer").read("min_ttl max_ttl");

  private final InstanceBlock block;
  private final Family family;

  DeliveryReader(InstanceBlock block, Family family) {
    this.block = block;
    this.family = family;
  }

  Delivery read() {
    boolean tellsOfStrangers = GlobalRules.tellsOfStrangers(block.globals());
    var destination = destination();
    return new Delivery(
        source(destination),
        destination,
        !block.settings().flag("dont_track_primary", false),
        block.settings().flag("log_unknown_vrids", tellsOfStrangers));
  }

  /** Whether the instance has peers to speak with by unicast. */
  static boolean isUnicast(InstanceBlock block) {
    return block.settings().all("unicast_peer").stream()
        .anyMatch(peers -> !peers.statements().isEmpty());
  }

  private Destination destination() {
    Settings settings = block.settings();
    var peers = peers();
    int hopLimit = settings.integer("unicast_ttl", HOP_LIMIT, HIGHEST);
    boolean limited =
        peers.stream().anyMatch(p -> p.minHopLimit() > 0 || p.maxHopLimit() < HIGHEST);
    boolean check =
        settings.flag("check_unicast_src", GlobalRules.checkUnicastSource(block.globals()));
    if (!peers.isEmpty() || settings.has("unicast_fault_no_peer")) {
      warnWithoutPeers(peers);
      return new Destination.Unicast(peers, hopLimit, check || limited);
    }
    if (settings.all("unicast_peer").stream().anyMatch(Statement::opensBlock)
        && !isUnicast(block)) {
      block
          .findings()
          .warn(
              settings.at("unicast_peer"),
              "unicast_peer names no peer: as with keepalived, advertisements go by multicast; list"
                  + " the peers, or remove it");
    }
    return new Destination.Multicast(MulticastGroups.of(block, family));
  }

  private void warnWithoutPeers(List<UnicastPeer> peers) {
    if (peers.isEmpty()) {
      block
          .findings()
          .remark(
              block.settings().at("unicast_fault_no_peer"),
              "unicast_fault_no_peer without a unicast_peer: the instance stays in fault; list its"
                  + " peers");
    }
  }

  private List<UnicastPeer> peers() {
    var peers = new ArrayList<UnicastPeer>();
    for (Statement list : block.settings().all("unicast_peer")) {
      list.statements().forEach(entry -> peer(entry, peers));
    }
    return peers;
  }

  private void peer(Statement entry, List<UnicastPeer> peers) {
    String given = entry.keyword();
    if (!Addresses.isAddress(given) || Addresses.family(Addresses.of(given)) != family) {
      block
          .findings()
          .error(
              entry.position(),
              "unicast peer '%s' is left out: allowed is an %s address; correct it"
                  .formatted(given, family.text()));
      return;
    }
    InetAddress address = Addresses.of(given);
    if (peers.stream().anyMatch(peer -> peer.address().equals(address))) {
      block
          .findings()
          .warn(
              entry.position(),
              "unicast peer " + given + " is given twice; the first one counts: remove this one");
      return;
    }
    peers.add(withLimits(entry, address));
  }

  private UnicastPeer withLimits(Statement entry, InetAddress address) {
    int min = 0;
    int max = HIGHEST;
    for (Iterator<Word> words = entry.arguments().iterator(); words.hasNext(); ) {
      Word option = words.next();
      if (new Judgement(block.findings()).isToBeRead(option, PEER)) {
        switch (option.text()) {
          case "min_ttl" -> min = limit(option, words, 0);
          default -> max = limit(option, words, HIGHEST);
        }
      }
    }
    if (min > max) {
      block
          .findings()
          .error(
              entry.position(),
              "min_ttl %d is above max_ttl %d: nothing of this peer would be accepted, and both"
                      .formatted(min, max)
                  + " limits are ignored; correct them");
      return new UnicastPeer(address, 0, HIGHEST);
    }
    return new UnicastPeer(address, min, max);
  }

  private int limit(Word option, Iterator<Word> words, int absent) {
    String given = words.hasNext() ? words.next().text() : "";
    if (Numbers.isInteger(given) && RECEIVED_HOP_LIMIT.contains(Integer.parseInt(given))) {
      return Integer.parseInt(given);
    }
    block
        .findings()
        .warn(
            option.position(),
            "%s is '%s', allowed is %s; it is ignored: correct it"
                .formatted(option.text(), given, RECEIVED_HOP_LIMIT));
    return absent;
  }

  private SourceAddress source(Destination destination) {
    String keyword =
        block.settings().isLater("unicast_src_ip", "mcast_src_ip")
            ? "unicast_src_ip"
            : "mcast_src_ip";
    String given = block.settings().word(keyword, "");
    if (given.isEmpty()) {
      return new SourceAddress.PrimaryOfInterface();
    }
    if (Addresses.isAddress(given) && Addresses.family(Addresses.of(given)) == family) {
      return new SourceAddress.Fixed(Addresses.of(given), mustExist(destination));
    }
    block
        .findings()
        .warn(
            block.settings().at(keyword),
            "%s is '%s', allowed is an %s address; the interface's own is used instead: correct it"
                .formatted(keyword, given, family.text()));
    return new SourceAddress.PrimaryOfInterface();
  }

  /** The kernel sends IPv6 only from addresses of the host, and answers come to a unicast's. */
  private boolean mustExist(Destination destination) {
    return family == Family.IPV6
        || destination instanceof Destination.Unicast
        || block.settings().flag("track_src_ip", false);
  }
}
