package dev.baton.agent.linux;

import dev.baton.agent.engine.AdvertPath;
import dev.baton.agent.engine.Station;
import dev.baton.events.Family;
import dev.baton.vrrp.Addresses;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The paths on which one socket heard something, so that a known peer costs no allocation. */
final class PathCache {
  /** More peers than a segment has; whoever forges sources must not fill the memory. */
  private static final int CAPACITY = 64;

  private static final class Entry {
    private final byte[] addresses;
    private final AdvertPath path;

    private Entry(byte[] addresses, AdvertPath path) {
      this.addresses = addresses;
      this.path = path;
    }
  }

  private final Station station;
  private final byte[] wanted;
  private final List<Entry> entries = new ArrayList<>();

  PathCache(Station station) {
    this.station = station;
    wanted = new byte[2 * addressBytes()];
  }

  /** The path between the addresses at these two offsets. */
  AdvertPath path(ByteBuffer bytes, int sourceOffset, int destinationOffset) {
    bytes.get(sourceOffset, wanted, 0, addressBytes());
    bytes.get(destinationOffset, wanted, addressBytes(), addressBytes());
    for (int i = 0; i < entries.size(); i++) {
      if (Arrays.equals(entries.get(i).addresses, wanted)) {
        return entries.get(i).path;
      }
    }
    if (entries.size() == CAPACITY) {
      entries.clear();
    }
    var path = new AdvertPath(station, address(0), address(addressBytes()));
    entries.add(new Entry(wanted.clone(), path));
    return path;
  }

  private InetAddress address(int offset) {
    return Addresses.ofBytes(Arrays.copyOfRange(wanted, offset, offset + addressBytes()));
  }

  private int addressBytes() {
    return station.family() == Family.IPV4 ? 4 : 16;
  }
}
