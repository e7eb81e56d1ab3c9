package dev.baton.agent.engine;

import dev.baton.events.Family;
import dev.baton.vrrp.Addresses;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * An advertisement as it crosses the segment, read by the offsets of RFC 9568 section 5.2 and RFC
 * 3768 section 5.1 alone.
 */
record LoopAdvert(InetAddress source, Family family, ByteBuffer octets) {
  private static final int ADDRESSES = 8;

  static LoopAdvert of(AdvertPath path, ByteBuffer message) {
    return new LoopAdvert(path.source(), path.family(), message.slice());
  }

  int version() {
    return octets.get(0) >> 4;
  }

  int vrid() {
    return octets.get(1) & 0xFF;
  }

  int priority() {
    return octets.get(2) & 0xFF;
  }

  int centiseconds() {
    return version() == 2 ? octets.get(5) * 100 : octets.getShort(4) & 0x0FFF;
  }

  List<InetAddress> addresses() {
    int length = family == Family.IPV4 ? 4 : 16;
    var addresses = new ArrayList<InetAddress>();
    for (int i = 0; i < octets.get(3); i++) {
      byte[] address = new byte[length];
      octets.get(ADDRESSES + i * length, address);
      addresses.add(Addresses.ofBytes(address));
    }
    return addresses;
  }

  boolean isFor(LoopPart part) {
    return vrid() == part.wire().vrid() && family == part.wire().family();
  }

  /** Version 2 wants everything to be as it is here; version 3 does not. */
  boolean isAcceptedBy(LoopPart part) {
    return isFor(part)
        && version() == part.wire().version()
        && (version() == 3
            || (centiseconds() == part.wire().centiseconds() && addresses().equals(part.vips())));
  }

  @Override
  public String toString() {
    return "v%d vrid %d priority %d every %d cs from %s"
        .formatted(version(), vrid(), priority(), centiseconds(), Addresses.text(source));
  }
}
