package dev.baton.lab;

import dev.baton.events.Family;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** One `vrrp_instance` as an operator would write it; the same text for Baton and keepalived. */
public record InstanceSpec(
    VirtualRouterKey router, int version, int priority, List<String> addresses, List<String> more) {
  /** A specification with own copies of the lists. */
  public InstanceSpec {
    addresses = List.copyOf(addresses);
    more = List.copyOf(more);
  }

  /** A version 2 virtual router, which is always IPv4. */
  public static InstanceSpec v2(int vrid, int priority) {
    return ipv4(2, vrid, priority);
  }

  /** A version 3 virtual router of IPv4. */
  public static InstanceSpec v3(int vrid, int priority) {
    return ipv4(3, vrid, priority);
  }

  /** A version 3 virtual router of IPv6, whose first address is link-local. */
  public static InstanceSpec v3Ipv6(int vrid, int priority) {
    var text = Integer.toHexString(0x1000 + vrid);
    return new InstanceSpec(
        new VirtualRouterKey(Family.IPV6, vrid),
        3,
        priority,
        List.of("fe80::" + text, "fd77::" + text),
        List.of());
  }

  /** One of each version and family, with the three identifiers after this one. */
  public static List<InstanceSpec> ofEachKind(int vrid, int priority) {
    return List.of(v2(vrid + 1, priority), v3(vrid + 2, priority), v3Ipv6(vrid + 3, priority));
  }

  private static InstanceSpec ipv4(int version, int vrid, int priority) {
    var router = new VirtualRouterKey(Family.IPV4, vrid);
    return new InstanceSpec(router, version, priority, List.of("10.77.0." + vrid), List.of());
  }

  /** The same instance with one more line of configuration. */
  public InstanceSpec with(String line) {
    var lines = new ArrayList<>(more);
    lines.add(line);
    return new InstanceSpec(router, version, priority, addresses, lines);
  }

  /** The same instance with another priority. */
  public InstanceSpec withPriority(int other) {
    return new InstanceSpec(router, version, other, addresses, more);
  }

  /** The same instance with the address alone that the lab's clients use. */
  InstanceSpec withoutLinkLocal() {
    return new InstanceSpec(router, version, priority, List.of(address()), more);
  }

  /** The instance's name in the configuration. */
  public String name() {
    return "VR_" + router.family().text() + "_" + router.vrid();
  }

  /** The address that the lab's clients use: the last one, which is never link-local. */
  public String address() {
    return addresses.getLast();
  }

  /** The text of a keepalived.conf with these instances. */
  public static String configuration(List<InstanceSpec> instances) {
    return instances.stream()
        .map(InstanceSpec::text)
        .collect(Collectors.joining("\n", "global_defs {\n}\n\n", ""));
  }

  private String text() {
    return """
    vrrp_instance %s {
      state BACKUP
      interface %s
      virtual_router_id %d
      version %d
      priority %d
    %s  virtual_ipaddress {
    %s  }
    }
    """
        .formatted(
            name(),
            Host.INTERFACE,
            router.vrid(),
            version,
            priority,
            indented("  ", more),
            indented("    ", addresses));
  }

  private static String indented(String indent, List<String> lines) {
    return lines.stream().map(line -> indent + line + "\n").collect(Collectors.joining());
  }
}
