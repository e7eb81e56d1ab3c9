package dev.baton.agent.linux;

import dev.baton.agent.engine.AdvertPath;
import dev.baton.events.Family;
import java.net.InetAddress;
import java.net.UnknownHostException;
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

  private final String interfaceName;
  private final Family family;
  private final byte[] wanted;
  private final List<Entry> entries = new ArrayList<>();

  PathCache(String interfaceName, Family family) {
    this.interfaceName = interfaceName;
    this.family = family;
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
    var path = new AdvertPath(interfaceName, family, address(0), address(addressBytes()));
    entries.add(new Entry(wanted.clone(), path));
    return path;
  }

  private InetAddress address(int offset) {
    try {
      return InetAddress.getByAddress(Arrays.copyOfRange(wanted, offset, offset + addressBytes()));
    } catch (UnknownHostException e) {
      throw new IllegalStateException("an address of a wrong length: this is a bug", e);
    }
  }

  private int addressBytes() {
    return family == Family.IPV4 ? 4 : 16;
  }
}
