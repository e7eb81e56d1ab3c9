package dev.baton.agent.firewall;

import dev.baton.agent.config.AgentConfig;
import dev.baton.agent.config.Destination;
import dev.baton.agent.config.InstanceConfig;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;

/** Compares the rules of this host's firewall with what a configuration needs. */
public final class FirewallCheck {
  private FirewallCheck() {}

  /** What is in the way, in words; none where nothing is, or where no rules can be read. */
  public static List<String> run(AgentConfig config) {
    return check(config, rulesOfThisHost());
  }

  static List<String> check(AgentConfig config, String json) {
    var said = new LinkedHashSet<String>();
    try {
      var ruleset = Ruleset.parse(json);
      for (var instance : config.instances()) {
        for (var passage : passages(instance)) {
          ruleset.blockades(passage).forEach(blockade -> said.add(blockade.toString()));
        }
      }
    } catch (IOException e) {
      return List.of("the firewall's rules cannot be read: " + e.getMessage());
    }
    return List.copyOf(said);
  }

  /** Multicast both ways; unicast adverts come in to an address that is not known here. */
  private static List<Passage> passages(InstanceConfig instance) {
    var passages = new ArrayList<Passage>();
    List<InetAddress> destinations =
        switch (instance.destination()) {
          case Destination.Multicast(var group) -> List.of(group);
          case Destination.Unicast unicast ->
              unicast.peers().stream().map(Destination.UnicastPeer::address).toList();
        };
    for (var destination : destinations) {
      passages.add(passage(instance, destination, "output"));
      if (destination.isMulticastAddress()) {
        passages.add(passage(instance, destination, "input"));
      }
    }
    return passages;
  }

  private static Passage passage(InstanceConfig instance, InetAddress destination, String hook) {
    return new Passage(instance.interfaceName(), instance.family(), destination, hook);
  }

  /** Empty where there is no nft, or no right to ask it. */
  private static String rulesOfThisHost() {
    try {
      var process = new ProcessBuilder("nft", "-j", "list", "ruleset").start();
      process.getErrorStream().close();
      var json = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return process.waitFor() == 0 ? json : "{}";
    } catch (IOException e) {
      return "{}";
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "{}";
    }
  }
}
