package dev.baton.agent.engine;

import dev.baton.agent.config.Destination;
import dev.baton.agent.config.InstanceConfig;
import dev.baton.events.Priority;
import dev.baton.vrrp.Situation;
import dev.baton.vrrp.packet.Advertisement;
import dev.baton.vrrp.packet.AdvertisementCodec;
import dev.baton.vrrp.packet.ChecksumForm;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Turns "send an advertisement" into bytes, made once for each priority, source and destination:
 * the checksum covers both addresses.
 */
final class AdvertisementSender {
  private static final int FARTHEST = 255;

  private final InstanceConfig config;
  private final Way way;
  private final int hopLimit;
  private final Map<Content, List<Letter>> letters = new HashMap<>();
  private InetAddress source;

  /** Takes the advertisements out of the host. */
  interface Way {
    /** Queues one, or sends it at once. */
    void send(AdvertPath path, int hopLimit, ByteBuffer message);
  }

  private record Letter(AdvertPath path, ByteBuffer message) {}

  /** What makes one message differ from another. */
  private record Content(Priority priority, ChecksumForm form) {}

  AdvertisementSender(InstanceConfig config, Way way, InetAddress source) {
    this.config = config;
    this.way = way;
    this.source = source;
    this.hopLimit =
        switch (config.destination()) {
          case Destination.Multicast multicast -> FARTHEST;
          case Destination.Unicast unicast -> unicast.hopLimit();
        };
  }

  /** Speaks from another address from now on. */
  void sourceChanged(InetAddress other) {
    source = other;
    letters.clear();
  }

  /** Queues one for each who is to hear it; the loop hands what is queued to the kernel. */
  void send(Situation situation, Priority priority) {
    var content = new Content(priority, situation.checksumForm());
    var ready = letters.get(content);
    if (ready == null) {
      ready = letters(situation.config().advertisements(priority), content.form());
      letters.put(content, ready);
    }
    for (int i = 0; i < ready.size(); i++) {
      var letter = ready.get(i);
      way.send(letter.path(), hopLimit, letter.message());
    }
  }

  /** A list of peers that is the same on all nodes has this node in it, too. */
  private List<InetAddress> destinations() {
    return switch (config.destination()) {
      case Destination.Multicast(var group) -> List.of(group);
      case Destination.Unicast unicast ->
          unicast.peers().stream()
              .map(Destination.UnicastPeer::address)
              .filter(address -> !address.equals(source))
              .toList();
    };
  }

  /** One for each version and each who is to hear it. */
  private List<Letter> letters(List<Advertisement> advertisements, ChecksumForm form) {
    var destinations = destinations();
    return advertisements.stream()
        .flatMap(each -> destinations.stream().map(to -> letter(each, form, to)))
        .toList();
  }

  private Letter letter(Advertisement advertisement, ChecksumForm form, InetAddress to) {
    var message = AdvertisementCodec.encode(advertisement, source, to, form);
    return new Letter(new AdvertPath(Station.of(config), source, to), ByteBuffer.wrap(message));
  }
}
