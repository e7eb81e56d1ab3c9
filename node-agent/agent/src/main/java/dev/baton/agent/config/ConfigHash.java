package dev.baton.agent.config;

import dev.baton.agent.config.Announcements.Burst;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeMap;

/**
 * The hash of a configuration. Each field is written by name, in an order that is fixed here, so
 * that a new field changes the hash only of configurations read with it, and never by accident.
 */
final class ConfigHash {
  private final StringBuilder text = new StringBuilder("baton-config 1\n");

  private ConfigHash() {}

  static String of(AgentConfig config) {
    var hash = new ConfigHash();
    hash.field("router_id", config.globals().routerId());
    hash.field("node", config.globals().nodeName());
    if (!config.globals().clusterId().isEmpty()) {
      hash.field("cluster", config.globals().clusterId());
    }
    if (config.globals().besideVrrp()) {
      hash.field("besideVrrp", true);
    }
    if (!config.globals().networkNamespace().isEmpty()) {
      hash.field("namespace", config.globals().networkNamespace());
    }
    hash.delays(config.globals().delays());
    hash.tables(config.globals().tables());
    hash.scripts(config.globals().scripts());
    if (!config.globals().reportsGroups()) {
      hash.field("reportsGroups", false);
    }
    hash.scheduling(config.globals().scheduling());
    config.instances().forEach(hash::instance);
    config.syncGroups().forEach(hash::group);
    hash.notifications(config.notifications());
    config.trackers().forEach(tracker -> hash.field("tracker", tracker));
    config.statics().items().forEach(hash::fixture);
    return hash.digest();
  }

  private void fixture(Statics.Item item) {
    field("static", item.fixture());
    item.group().members().forEach(member -> field("needed by", member));
  }

  private void tables(FirewallTables tables) {
    if (!tables.equals(FirewallTables.USUAL)) {
      field("nftables", tables.name());
      field("nftables_priority", tables.priority());
      field("nftables_counters", tables.counts());
      field("nftables_ifindex", tables.byIndex());
    }
  }

  private void scheduling(Scheduling scheduling) {
    if (!scheduling.equals(Scheduling.USUAL)) {
      field("scheduling", scheduling);
    }
  }

  /** The programs alone, as of those that tell of changes. */
  private void scripts(NodeScripts scripts) {
    scripts.startup().forEach(script -> field("startup", script.command().program()));
    scripts.shutdown().forEach(script -> field("shutdown", script.command().program()));
  }

  private void delays(Delays delays) {
    if (!delays.equals(Delays.NONE)) {
      field("startupNanos", delays.startupNanos());
      field("afterBootNanos", delays.afterBootNanos());
    }
    new TreeMap<>(delays.links()).forEach((name, delay) -> field("link " + name, delay));
  }

  private void group(SyncGroup group) {
    field("group", group.name());
    group.members().forEach(member -> field("member", member));
    for (TrackedInterface tracked : group.trackedInterfaces()) {
      field("track", tracked.name() + " " + tracked.weight() + " " + tracked.reverse());
    }
    tracked(group.trackers());
    field("memberWeights", group.memberWeights());
  }

  private void tracked(List<Tracked> trackers) {
    for (Tracked tracked : trackers) {
      field("track", tracked.label() + " " + tracked.weight() + " " + tracked.reverse());
    }
  }

  private void instance(InstanceConfig instance) {
    field("instance", instance.name());
    field("interface", instance.interfaceName());
    field("source", source(instance.source()));
    destination(instance.destination());
    field("needsLink", instance.needsLink());
    if (instance.tellsOfStrangers()) {
      field("tellsOfStrangers", "");
    }
    field("family", instance.family().text());
    field("vrid", instance.vrid());
    field("segment", instance.segment());
    field("priority", instance.priority());
    field("wantsActive", instance.wantsActive());
    field("preempt", instance.preempt());
    field("preemptDelayNanos", instance.preemptDelayNanos());
    for (TrackedInterface tracked : instance.trackedInterfaces()) {
      field("track", tracked.name() + " " + tracked.weight() + " " + tracked.reverse());
    }
    tracked(instance.trackers());
    field("version", instance.version());
    field("intervalCentiseconds", instance.intervalCentiseconds());
    field("downTimerAdverts", instance.downTimerAdverts());
    manners(instance.protocol().manners());
    field("authentication", authentication(instance.authentication()));
    addresses("address", instance.addresses());
    addresses("excluded", instance.excluded());
    announcements(instance.announcements());
    instance.linkLayer().interfaces().forEach(each -> field("virtualMac", each));
    field("accepts", instance.accepts());
    field("advertsFromVirtualMac", instance.linkLayer().advertsFromVirtualMac());
    instance.routing().forEach(routing -> field("routing", routing));
    if (instance.service().promotesSecondaries()) {
      field("promotesSecondaries", "");
    }
    if (instance.fence().isSet()) {
      field("fenceSeconds", instance.fence().lifetimeSeconds());
    }
  }

  /** The programs alone: their arguments may be secret, and a hash of little hides nothing. */
  private void notifications(Notifications notifications) {
    new TreeMap<>(notifications.instances()).forEach(this::hooks);
    notifications.groups().forEach(group -> hooks("group " + group.name(), group.hooks()));
  }

  private void hooks(String name, Hooks hooks) {
    hooks
        .byState()
        .forEach((state, script) -> field("hook " + name + " " + state, script.program()));
    hooks.onEvery().forEach(script -> field("hook " + name, script.program()));
  }

  private void manners(Manners manners) {
    field("checksum", manners.checksum());
    field("answersLower", manners.answersLower());
    field("answersHigher", manners.answersHigher());
    field("ownerIgnoresAdverts", manners.ownerIgnoresAdverts());
    field("skipsAddressCheck", manners.skipsAddressCheck());
    field("strict", manners.isStrict());
    if (manners.signatures() != Signatures.NONE) {
      field("signatures", manners.signatures());
    }
    if (manners.isDual()) {
      field("dual", true);
    }
  }

  private static String source(SourceAddress source) {
    return switch (source) {
      case SourceAddress.PrimaryOfInterface primary -> "";
      case SourceAddress.Fixed(var address, var mustExist) ->
          Addresses.text(address) + (mustExist ? "" : " even if missing");
    };
  }

  private void destination(Destination destination) {
    switch (destination) {
      case Destination.Multicast(var group) -> field("group", Addresses.text(group));
      case Destination.Unicast unicast -> {
        for (var peer : unicast.peers()) {
          field(
              "peer",
              "%s %d %d"
                  .formatted(
                      Addresses.text(peer.address()), peer.minHopLimit(), peer.maxHopLimit()));
        }
        field("hopLimit", unicast.hopLimit());
        field("checkSource", unicast.checkSource());
      }
    }
  }

  private static String authentication(Authentication authentication) {
    return switch (authentication) {
      case Authentication.NoAuthentication none -> "none";
      case Authentication.Pass pass -> "pass";
    };
  }

  private void addresses(String name, List<VirtualAddress> addresses) {
    for (VirtualAddress address : addresses) {
      field(name, address);
    }
  }

  private void announcements(Announcements announcements) {
    burst("onActive", announcements.onActive());
    burst("onLowerPriority", announcements.onLowerPriority());
    field("refreshNanos", announcements.refreshNanos());
    field("refreshRepeat", announcements.refreshRepeat());
    field("gapNanos", announcements.gapNanos());
  }

  private void burst(String name, Burst burst) {
    field(name, burst.repeat() + " " + burst.delayNanos());
  }

  /** The length in front keeps a value from posing as two fields. */
  private void field(String name, Object value) {
    String written = value.toString();
    text.append(name).append(' ').append(written.length()).append(' ').append(written).append('\n');
  }

  private String digest() {
    try {
      var sha256 = MessageDigest.getInstance("SHA-256");
      return HexFormat.of()
          .formatHex(sha256.digest(text.toString().getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256: this is a bug", e);
    }
  }
}
