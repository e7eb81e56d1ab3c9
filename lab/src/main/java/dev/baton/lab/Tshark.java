package dev.baton.lab;

import java.nio.file.Path;
import java.util.List;

/** A second opinion on captured frames: Wireshark's dissectors. */
public final class Tshark {
  private static final String FAULTY =
      "_ws.malformed || vrrp.checksum.status == 0 || ip.checksum.status == 0 || icmpv6.checksum.status == 0"
          + " || _ws.expert.severity >= 0x600000";

  private Tshark() {}

  /**
   * The VRRP, ARP and neighbour discovery frames of one sender that Wireshark finds fault with; a
   * line each.
   */
  public static List<String> faults(Path capture, Host sender) {
    return matching(capture, "eth.src == %s && (%s)".formatted(sender.mac(), FAULTY));
  }

  /** How many VRRP frames of one sender Wireshark understands. */
  public static int vrrpFrames(Path capture, Host sender) {
    return matching(capture, "eth.src == %s && vrrp".formatted(sender.mac())).size();
  }

  /** The same of the adverts that one sender makes from virtual MAC addresses. */
  public static List<String> faultsFromVirtualMacs(Path capture, Host sender) {
    return matching(capture, "%s && (%s)".formatted(fromVirtualMacs(sender), FAULTY));
  }

  /** How many VRRP frames of one sender from virtual MAC addresses Wireshark understands. */
  public static int vrrpFramesFromVirtualMacs(Path capture, Host sender) {
    return matching(capture, fromVirtualMacs(sender)).size();
  }

  /** Another host has the same MAC addresses; the source address is the sender's own. */
  private static String fromVirtualMacs(Host sender) {
    return "vrrp && eth.src[0:4] == 00:00:5e:00 && (ip.src == %s || ipv6.src == %s)"
        .formatted(sender.ipv4(), sender.linkLocal());
  }

  private static List<String> matching(Path capture, String filter) {
    return Command.of("tshark", "-n", "-r", capture.toString(), "-Y", filter)
        .and("-o", "ip.check_checksum:TRUE")
        // That an address moves to another MAC address is what VRRP is for.
        .and("-o", "arp.detect_duplicate_ips:FALSE")
        .check()
        .lines()
        .filter(line -> !line.startsWith("Running as user"))
        .toList();
  }
}
