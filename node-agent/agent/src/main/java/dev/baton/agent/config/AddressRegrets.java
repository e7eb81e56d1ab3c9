package dev.baton.agent.config;

import dev.baton.events.Family;
import java.math.BigInteger;
import java.net.InetAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** Regrets about the addresses that an instance serves. */
final class AddressRegrets {
  private static final int MANY_ADDRESSES = 20;
  private static final int USUAL_MTU_BYTES = 1500;
  private static final int IPV6_HEADER_BYTES = 40;
  private static final int IPV4_HEADER_BYTES = 20;
  private static final int VRRP_HEADER_BYTES = 8;

  private AddressRegrets() {}

  static void add(InstanceConfig instance, List<String> regrets) {
    if (!instance.addresses().isEmpty()) {
      ofFirst(instance, regrets);
      ofNumber(instance, regrets);
    }
    ofPrefixes(instance, regrets);
    for (VirtualAddress address : instance.addresses()) {
      ofPlace(instance, address, regrets);
    }
  }

  private static void ofFirst(InstanceConfig instance, List<String> regrets) {
    if (instance.family() == Family.IPV6
        && !instance.addresses().getFirst().address().isLinkLocalAddress()) {
      regrets.add(
          "the first IPv6 address should be link-local (RFC 9568 section 5.2.9); other"
              + " implementations insist on it");
    }
  }

  private static void ofNumber(InstanceConfig instance, List<String> regrets) {
    int count = instance.addresses().size();
    boolean isIpv4 = instance.family() == Family.IPV4;
    int bytes =
        VRRP_HEADER_BYTES
            + (isIpv4 ? IPV4_HEADER_BYTES + 4 * count : IPV6_HEADER_BYTES + 16 * count);
    if (bytes > USUAL_MTU_BYTES) {
      regrets.add(
          ("an advertisement with %d addresses has %d bytes, more than the usual MTU of %d carries;"
                  + " put all but one into virtual_ipaddress_excluded")
              .formatted(count, bytes, USUAL_MTU_BYTES));
    } else if (count > MANY_ADDRESSES) {
      int messages = count * instance.announcements().onActive().repeat();
      regrets.add(
          ("%d addresses are sent in every advertisement and must be the same on all nodes, and %d"
                  + " announcements go out at once; all but one may stand in"
                  + " virtual_ipaddress_excluded")
              .formatted(count, messages));
    }
  }

  /** Two prefix lengths for one network are nearly always a slip of the pen. */
  private static void ofPrefixes(InstanceConfig instance, List<String> regrets) {
    Map<String, TreeSet<Integer>> lengths = new HashMap<>();
    for (VirtualAddress address : instance.addresses()) {
      int shared = address.family() == Family.IPV4 ? 24 : 64;
      String network = address.interfaceName() + " " + network(address.address(), shared);
      lengths.computeIfAbsent(network, _ -> new TreeSet<>()).add(address.prefixLength());
    }
    lengths.values().stream()
        .filter(set -> set.size() > 1)
        .findFirst()
        .ifPresent(set ->
            regrets.add(
                "addresses of one network have different prefix lengths, "
                    + set.toString().replaceAll("[\\[\\]]", "")
                    + ": what is reached directly depends on which is put there first"));
  }

  private static void ofPlace(
      InstanceConfig instance, VirtualAddress address, List<String> regrets) {
    String text = Addresses.text(address.address());
    if (address.interfaceName().equals("lo")) {
      regrets.add(text + " is put on lo, where nobody on the network can ask for it");
    } else if (!address.interfaceName().equals(instance.interfaceName())
        && instance.linkLayer().interfaces().stream()
            .noneMatch(own -> own.interfaceName().equals(address.interfaceName()))
        && instance.trackedInterfaces().stream()
            .noneMatch(tracked -> tracked.name().equals(address.interfaceName()))) {
      regrets.add(
          "%s is put on %s, and nothing happens when that link goes down; list it in track_interface"
              .formatted(text, address.interfaceName()));
    }
    if (isNoHost(address)) {
      regrets.add(text + "/" + address.prefixLength() + " is no address that a host can have");
    }
  }

  /** The first and the last address of an IPv4 network stand for all of it. */
  private static boolean isNoHost(VirtualAddress address) {
    if (address.family() != Family.IPV4 || address.prefixLength() > 30) {
      return false;
    }
    BigInteger host =
        new BigInteger(1, address.address().getAddress())
            .and(BigInteger.ONE.shiftLeft(32 - address.prefixLength()).subtract(BigInteger.ONE));
    return host.signum() == 0 || host.bitCount() == 32 - address.prefixLength();
  }

  private static BigInteger network(InetAddress address, int length) {
    byte[] bytes = address.getAddress();
    return new BigInteger(1, bytes).shiftRight(bytes.length * 8 - length);
  }
}
