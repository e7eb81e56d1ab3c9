package dev.baton.agent;

import dev.baton.agent.config.AgentConfig;
import dev.baton.agent.config.ConfigReading;
import dev.baton.agent.config.Destination.Unicast;
import dev.baton.agent.config.Fixture;
import dev.baton.agent.config.GlobalDefaults.Switch;
import dev.baton.agent.config.InstanceConfig;
import dev.baton.agent.config.Route;
import dev.baton.agent.config.Rule;
import dev.baton.agent.config.ThisHost.Look;
import dev.baton.agent.config.VirtualAddress;
import dev.baton.agent.config.VirtualMac;
import dev.baton.vrrp.Addresses;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Compares the interfaces and peers that a configuration names with what a host has. */
final class InterfaceCheck {
  private final Links links;
  private final Map<String, Set<String>> missing = new LinkedHashMap<>();
  private final List<String> warnings = new ArrayList<>();

  /** What has to be known of a host. */
  interface Links {
    boolean has(String interfaceName);

    boolean owns(InetAddress address);

    /** Whether an interface has the name of one that is to be made, and was made by another. */
    boolean isTaken(VirtualMac wanted);

    /** All that are on one interface. */
    List<InetAddress> on(String interfaceName);
  }

  private InterfaceCheck(Links links) {
    this.links = links;
  }

  /** What is in the way of a configuration. */
  static Look of(ConfigReading reading, Links links) {
    var check = looked(reading.config(), links);
    var missing = List.copyOf(check.words(reading).values());
    boolean maybeLater =
        reading.config().globals().defaults().switches().contains(Switch.DYNAMIC_INTERFACES);
    var warnings = new ArrayList<>(check.warnings);
    if (!maybeLater) {
      warnings.addAll(missing);
    }
    return new Look(warnings, maybeLater ? missing : List.of());
  }

  /**
   * The interfaces that one configuration names, the other one does not, and the host has not: in
   * words. None with {@code dynamic_interfaces}, by which they may come later.
   */
  static List<String> newlyMissing(ConfigReading inForce, ConfigReading next, Links links) {
    if (next.config().globals().defaults().switches().contains(Switch.DYNAMIC_INTERFACES)) {
      return List.of();
    }
    var words = looked(next.config(), links).words(next);
    words.keySet().removeAll(looked(inForce.config(), links).missing.keySet());
    return List.copyOf(words.values());
  }

  private static InterfaceCheck looked(AgentConfig config, Links links) {
    var check = new InterfaceCheck(links);
    var own =
        config.instances().stream()
            .flatMap(instance -> instance.linkLayer().interfaces().stream())
            .map(VirtualMac::interfaceName)
            .collect(Collectors.toSet());
    config.instances().forEach(instance -> check.instance(instance, own));
    config.statics().fixtures().forEach(fixture -> check.fixture(fixture, "statics", own));
    return check;
  }

  private Map<String, String> words(ConfigReading reading) {
    var words = new LinkedHashMap<String, String>();
    missing.forEach((name, users) -> words.put(name, words(reading, name, users)));
    return words;
  }

  /** Where the first block stands that names it; what is static stands in many lines. */
  private static String words(ConfigReading reading, String name, Set<String> users) {
    var place =
        users.stream()
            .flatMap(user -> Stream.ofNullable(reading.positions().get(user)))
            .map(position -> position + ": ")
            .findFirst()
            .orElse("");
    return "%sinterface %s is not on this host (%s); correct its name, or say dynamic_interfaces in"
            .formatted(place, name, String.join(", ", users))
        + " global_defs if it comes later";
  }

  private void instance(InstanceConfig instance, Set<String> own) {
    String name = instance.name();
    look(instance.interfaceName(), name, own);
    instance.trackedInterfaces().forEach(tracked -> look(tracked.name(), name, own));
    Stream.concat(instance.addresses().stream(), instance.excluded().stream())
        .map(VirtualAddress::interfaceName)
        .forEach(each -> look(each, name, own));
    instance.linkLayer().interfaces().stream()
        .filter(links::isTaken)
        .forEach(wanted ->
            warnings.add(
                ("vrrp_instance %s: the virtual interface %s cannot be made, as another has the"
                        + " name: give it another, use_vmac NAME")
                    .formatted(name, wanted.interfaceName())));
    instance.routing().forEach(routing -> fixture(routing, name, own));
    onlyAddress(instance);
    if (instance.destination() instanceof Unicast unicast) {
      unicast.peers().stream()
          .filter(peer -> links.owns(peer.address()))
          .forEach(peer ->
              warnings.add(
                  ("vrrp_instance %s: unicast_peer %s is an address of this host, which would send"
                          + " its advertisements to itself: remove it here")
                      .formatted(name, peer.address().getHostAddress())));
    }
  }

  /** An instance advertises from no virtual address, and the host cannot do without this one. */
  private void onlyAddress(InstanceConfig instance) {
    String link = instance.interfaceName();
    if (instance.priority().isOwner() || link.isEmpty()) {
      return;
    }
    var there =
        links.on(link).stream()
            .filter(address -> Addresses.family(address) == instance.family())
            .toList();
    Stream.concat(instance.addresses().stream(), instance.excluded().stream())
        .filter(each -> each.interfaceName().equals(link))
        .filter(each -> there.equals(List.of(each.address())))
        .forEach(each ->
            warnings.add(
                ("vrrp_instance %s: %s is the only address of %s on this host; the instance stays"
                        + " in fault, and the address where it is (keepalived takes it away): give"
                        + " %3$s one of its own, which is no virtual address")
                    .formatted(instance.name(), Addresses.text(each.address()), link)));
  }

  private void fixture(Fixture fixture, String user, Set<String> own) {
    var named =
        switch (fixture) {
          case VirtualAddress address -> Stream.of(address.interfaceName());
          case Route route ->
              Stream.concat(
                  route.hops().stream().map(Route.Hop::interfaceName),
                  Stream.of(route.place().vrf()));
          case Rule rule -> Stream.of(rule.match().in(), rule.match().out());
        };
    named.filter(name -> !name.isEmpty()).forEach(name -> look(name, user, own));
  }

  private void look(String link, String instance, Set<String> own) {
    if (!own.contains(link) && !links.has(link)) {
      missing.computeIfAbsent(link, _ -> new LinkedHashSet<>()).add(instance);
    }
  }
}
