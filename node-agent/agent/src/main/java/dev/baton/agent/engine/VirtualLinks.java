package dev.baton.agent.engine;

import dev.baton.agent.config.LinkLayer;
import dev.baton.agent.config.VirtualMac;
import dev.baton.agent.engine.VirtualLinkTable.Outcome;
import dev.baton.events.Cause;
import dev.baton.vrrp.Input;
import dev.baton.vrrp.packet.MacAddress;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The interfaces that one instance has of its own: there always, up while it is Active. */
final class VirtualLinks {
  private static final HexFormat MAC = HexFormat.ofDelimiter(":");

  private final List<VirtualLink> links;
  private final VirtualLinkTable table;
  private final Set<VirtualLink> made = new HashSet<>();
  private final Contests<VirtualLink> contests = new Contests<>();
  private Set<String> faults = Set.of();
  private boolean raised;

  VirtualLinks(LinkLayer linkLayer, VirtualLinkTable table) {
    this.links = linkLayer.interfaces().stream().map(VirtualLinks::link).toList();
    this.table = table;
  }

  /** How the engine knows an interface that the configuration asks for. */
  static VirtualLink link(VirtualMac asked) {
    var mac = MacAddress.ofBytes(MAC.parseHex(asked.mac()));
    return new VirtualLink(asked.interfaceName(), asked.parent(), mac, asked.speaksIpv6());
  }

  boolean isEmpty() {
    return links.isEmpty();
  }

  boolean has(String interfaceName) {
    return links.stream().anyMatch(link -> link.name().equals(interfaceName));
  }

  /** Whether something that happens to this interface happens to one of them. */
  boolean concerns(String interfaceName) {
    return links.stream()
        .anyMatch(link -> link.name().equals(interfaceName) || link.parent().equals(interfaceName));
  }

  /**
   * Has them there, after a start or when their parents came back; the faults that come and go by
   * it.
   */
  List<Input> make(long nowNanos) {
    var before = faults;
    faults = new TreeSet<>();
    for (var link : links) {
      if (mayBeMade(link, nowNanos)) {
        make(link);
      }
    }
    contests.settled(nowNanos);
    links.stream()
        .filter(contests::isContested)
        .forEach(link ->
            faults.add(
                "interface %s: somebody else on this host takes it away as often as it is made"
                    .formatted(link.name())));
    var changes = new ArrayList<Input>();
    faults.stream()
        .filter(fault -> !before.contains(fault))
        .forEach(fault -> changes.add(new Input.FaultRaised(fault, Cause.INTERFACE_DOWN)));
    before.stream()
        .filter(fault -> !faults.contains(fault))
        .forEach(fault -> changes.add(new Input.FaultCleared(fault)));
    return changes;
  }

  private void make(VirtualLink link) {
    switch (table.make(link)) {
      case Outcome.Done done -> made.add(link);
      case Outcome.Failed(var reason) -> {
        made.remove(link);
        faults.add("interface " + link.name() + ": " + reason);
      }
    }
  }

  private boolean mayBeMade(VirtualLink link, long nowNanos) {
    boolean isLost = made.contains(link) && !table.has(link);
    return !isLost
        || switch (contests.missing(link, nowNanos)) {
          case PUT_BACK, TRY -> true;
          case COMPLAIN, WAIT -> false;
        };
  }

  /** Whether one of them was lost of late. */
  boolean isLosing() {
    return !contests.isNone();
  }

  /** Has them up; a repetition costs nothing. */
  void raise() {
    if (!raised) {
      raiseAgain();
    }
  }

  /** Has them up whatever was before: somebody else may have taken one down. */
  void raiseAgain() {
    links.forEach(table::raise);
    raised = true;
  }

  /** Has them down: from now on no frame has their MAC addresses. */
  void lower() {
    if (raised) {
      links.forEach(table::lower);
      raised = false;
    }
  }

  /** Takes them away. */
  void remove() {
    links.forEach(table::remove);
    made.clear();
    contests.end();
    raised = false;
  }
}
