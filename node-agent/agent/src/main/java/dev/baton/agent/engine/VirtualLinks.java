package dev.baton.agent.engine;

import dev.baton.agent.config.LinkLayer;
import dev.baton.agent.config.VirtualMac;
import dev.baton.agent.engine.VirtualLinkTable.Outcome;
import dev.baton.vrrp.packet.MacAddress;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/** The interfaces that one instance has of its own: there always, up while it is Active. */
final class VirtualLinks {
  private static final HexFormat MAC = HexFormat.ofDelimiter(":");

  private final List<VirtualLink> links;
  private final VirtualLinkTable table;
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

  /** Has them there, after a start or when their parents came back; why not, by interface. */
  Map<String, String> make() {
    var failures = new HashMap<String, String>();
    for (var link : links) {
      if (table.make(link) instanceof Outcome.Failed(var reason)) {
        failures.put(link.name(), reason);
      }
    }
    return failures;
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
    raised = false;
  }
}
