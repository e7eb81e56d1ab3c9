package dev.baton.vrrp.explain;

/** What well-known Ethernet addresses stand for. */
final class EthernetNames {
  private static final String VIRTUAL_IPV4 = "00:00:5e:00:01:";
  private static final String VIRTUAL_IPV6 = "00:00:5e:00:02:";

  private EthernetNames() {}

  static String of(String mac) {
    return switch (mac) {
      case "01:00:5e:00:00:12" -> mac + ", the group 224.0.0.18";
      case "33:33:00:00:00:12" -> mac + ", the group ff02::12";
      case "33:33:00:00:00:01" -> mac + ", the group ff02::1";
      case "ff:ff:ff:ff:ff:ff" -> mac + ", every station";
      default -> mac + virtualRouter(mac);
    };
  }

  static boolean isVirtual(String mac) {
    return mac.startsWith(VIRTUAL_IPV4) || mac.startsWith(VIRTUAL_IPV6);
  }

  private static String virtualRouter(String mac) {
    if (!isVirtual(mac)) {
      return "";
    }
    int vrid = Integer.parseInt(mac.substring(VIRTUAL_IPV4.length()), 16);
    String family = mac.startsWith(VIRTUAL_IPV4) ? "IPv4" : "IPv6";
    return ", the virtual router " + vrid + " of " + family;
  }
}
