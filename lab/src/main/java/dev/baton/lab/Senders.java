package dev.baton.lab;

import java.net.InetAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Who sends: by the source MAC address; for a virtual one, by the source IP address, which is the
 * host's own.
 */
final class Senders {
  static final String UNKNOWN = "?";
  private static final int LAST_VRID = 255;

  private final Map<String, String> hostByMac = new HashMap<>();
  private final Map<InetAddress, String> hostByAddress = new HashMap<>();

  Senders(List<Host> hosts) {
    for (var host : hosts) {
      hostByMac.put(host.mac(), host.name());
      for (var text : List.of(host.ipv4(), host.ipv6(), host.linkLocal())) {
        hostByAddress.put(InetAddress.ofLiteral(text), host.name());
      }
      for (int vrid = 1; vrid <= LAST_VRID; vrid++) {
        hostByAddress.put(InetAddress.ofLiteral(host.linkLocalOf(vrid)), host.name());
      }
    }
  }

  String of(String mac, InetAddress address) {
    var byMac = hostByMac.get(mac);
    return byMac == null ? hostByAddress.getOrDefault(address, UNKNOWN) : byMac;
  }
}
