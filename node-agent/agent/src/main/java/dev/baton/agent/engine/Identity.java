package dev.baton.agent.engine;

import dev.baton.agent.config.Destination;
import dev.baton.agent.config.InstanceConfig;
import java.util.ArrayList;
import java.util.List;

/** What makes an instance another one when it changes: it stops then, and starts anew. */
final class Identity {
  private Identity() {}

  /** In words, what of this kind two configurations of one name differ in; empty for the same. */
  static List<String> differences(InstanceConfig was, InstanceConfig is) {
    var all = new ArrayList<String>();
    if (!was.protocol().understands(is.protocol())) {
      all.add(change("version", was.version(), is.version()));
    }
    if (!was.vrid().equals(is.vrid())) {
      all.add(change("virtual_router_id", was.vrid().value(), is.vrid().value()));
    }
    if (!was.interfaceName().equals(is.interfaceName())) {
      all.add(change("interface", named(was.interfaceName()), named(is.interfaceName())));
    }
    if (was.family() != is.family()) {
      all.add(change("family", was.family().text(), is.family().text()));
    }
    if (!Station.of(was).group().equals(Station.of(is).group())) {
      all.add(change("destination", way(was), way(is)));
    }
    if (!was.linkLayer().equals(is.linkLayer())) {
      all.add("use_vmac, or what goes with it");
    }
    return List.copyOf(all);
  }

  private static String change(String what, Object was, Object is) {
    return "%s from %s to %s".formatted(what, was, is);
  }

  private static String named(String interfaceName) {
    return interfaceName.isEmpty() ? "none" : interfaceName;
  }

  private static String way(InstanceConfig config) {
    return switch (config.destination()) {
      case Destination.Multicast(var address) -> address.getHostAddress();
      case Destination.Unicast unicast -> "unicast";
    };
  }
}
