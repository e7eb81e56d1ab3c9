package dev.baton.lab;

import dev.baton.events.Family;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What a frame on the bridge says about virtual routers. */
public sealed interface Sighting {
  /** When the frame passed the bridge, in nanoseconds since the epoch. */
  long timeNanos();

  /** The name of the host that sent it, or `?`. */
  String host();

  /** A VRRP advertisement. */
  record Advert(
      long timeNanos,
      String host,
      VirtualRouterKey router,
      int version,
      int priority,
      InetAddress source,
      List<InetAddress> addresses)
      implements Sighting {
    /** An advertisement with an own copy of the addresses. */
    public Advert {
      addresses = List.copyOf(addresses);
    }

    /** Whether the sender gives the virtual router up. */
    public boolean resigns() {
      return priority == 0;
    }
  }

  /** A gratuitous ARP or an unsolicited neighbour advertisement: whose address is here now. */
  record Announcement(long timeNanos, String host, InetAddress address) implements Sighting {}

  /** What the frame is, seen by a tap that knows who sends from which address. */
  static Stream<Sighting> in(Frame frame, Senders senders) {
    return switch (frame.etherType()) {
      case 0x0800 -> inIpv4(frame, senders);
      case 0x0806 -> inArp(frame, senders);
      case 0x86DD -> inIpv6(frame, senders);
      default -> Stream.empty();
    };
  }

  private static Stream<Sighting> inIpv4(Frame frame, Senders senders) {
    int header = Frame.PAYLOAD_OFFSET;
    if (frame.u8(header + 9) != 112) {
      return Stream.empty();
    }
    var source = frame.addressAt(header + 12, 4);
    int message = header + 4 * (frame.u8(header) & 0x0F);
    return advert(frame, message, source, senders.of(frame.sourceMac(), source));
  }

  private static Stream<Sighting> inIpv6(Frame frame, Senders senders) {
    int header = Frame.PAYLOAD_OFFSET;
    int message = header + 40;
    var source = frame.addressAt(header + 8, 16);
    var sender = senders.of(frame.sourceMac(), source);
    return switch (frame.u8(header + 6)) {
      case 112 -> advert(frame, message, source, sender);
      case 58 -> inIcmpv6(frame, message, sender);
      default -> Stream.empty();
    };
  }

  private static Stream<Sighting> inIcmpv6(Frame frame, int message, String sender) {
    boolean unsolicited = (frame.u8(message + 4) & 0x40) == 0;
    return frame.u8(message) == 136 && unsolicited
        ? Stream.of(new Announcement(frame.timeNanos(), sender, frame.addressAt(message + 8, 16)))
        : Stream.empty();
  }

  private static Stream<Sighting> inArp(Frame frame, Senders senders) {
    var sender = frame.addressAt(Frame.PAYLOAD_OFFSET + 14, 4);
    var target = frame.addressAt(Frame.PAYLOAD_OFFSET + 24, 4);
    return sender.equals(target)
        ? Stream.of(
            new Announcement(frame.timeNanos(), senders.of(frame.sourceMac(), sender), sender))
        : Stream.empty();
  }

  private static Stream<Sighting> advert(
      Frame frame, int message, InetAddress source, String sender) {
    int addressBytes = source.getAddress().length;
    var addresses = new ArrayList<InetAddress>();
    for (int i = 0; i < frame.u8(message + 3); i++) {
      addresses.add(frame.addressAt(message + 8 + i * addressBytes, addressBytes));
    }
    var family = addressBytes == 4 ? Family.IPV4 : Family.IPV6;
    return Stream.of(
        new Advert(
            frame.timeNanos(),
            sender,
            new VirtualRouterKey(family, frame.u8(message + 1)),
            frame.u8(message) >> 4,
            frame.u8(message + 2),
            source,
            addresses));
  }
}
