package dev.baton.agent.config;

import dev.baton.agent.config.Entry.Statement;
import dev.baton.events.Family;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads one {@code vrrp_instance}. It is there or it is not: what keepalived would drop is dropped,
 * and so is what would do harm because its peers cannot hear it. Each feature has a reader of its
 * own.
 */
final class InstanceReader {
  private final Findings findings;
  private final Settings globals;
  private final Map<String, Hooks> hooks = new HashMap<>();
  private final VirtualMacNames virtualMacNames;
  private final RoutingPlan routing;
  private final TrackerCatalogue trackers;
  private final FenceReader fences;

  /** Reads some of these blocks; what one of them says can concern another. */
  InstanceReader(
      Findings findings,
      Settings globals,
      List<Statement> blocks,
      TrackerCatalogue trackers,
      FenceReader fences) {
    this.findings = findings;
    this.globals = globals;
    this.virtualMacNames = new VirtualMacNames(blocks);
    this.routing = new RoutingPlan(findings);
    this.trackers = trackers;
    this.fences = fences;
  }

  Optional<InstanceConfig> read(Statement statement) {
    Settings settings =
        Settings.of(statement.position(), statement.statements(), Keywords.INSTANCE, findings);
    warnOfSettingsInside(statement);
    String name = statement.arguments().getFirst().text();
    return read(new InstanceBlock(name, settings, globals, statement.body(), findings));
  }

  private Optional<InstanceConfig> read(InstanceBlock block) {
    var membership = new MembershipReader(block);
    int vrid = membership.vrid();
    String interfaceName = membership.interfaceName();
    AddressPlan addresses = AddressPlan.of(block.settings(), interfaceName, findings);
    Family family = addresses.family();
    boolean usable = PeerRules.isHeard(block, family);
    usable = ElectionOnly.hasAddresses(block, addresses) && usable;
    boolean placed = !interfaceName.isEmpty() || membership.isPlaced(addresses);
    if (!usable || vrid == 0 || !placed) {
      return Optional.empty();
    }
    hooks.put(block.name(), new HookReader(globals, findings).read(block.settings()));
    StrictMode.of(block).warnOfWhatStays(addresses);
    var station = new VirtualMacReader.Station(interfaceName, family, vrid);
    return new VirtualMacReader(block, virtualMacNames, station)
        .place(addresses)
        .map(placement -> {
          var protocol = new ProtocolReader(block).read(family);
          return new InstanceConfig(
              block.name(),
              membership.read(family, vrid, interfaceName),
              election(block),
              protocol,
              service(block, family, protocol.version(), placement));
        })
        .map(instance -> fences.fenced(instance, block.body()));
  }

  /** The routes and rules of the whole file share a count. */
  RoutingPlan routing() {
    return routing;
  }

  /** What each instance that could be read has to be run, by its name. */
  Map<String, Hooks> hooks() {
    return hooks;
  }

  private Service service(
      InstanceBlock block, Family family, int version, VirtualMacReader.Placement placement) {
    var strictMode = StrictMode.of(block);
    var asked = AnnouncementReader.read(block.settings(), block.globals(), family);
    return new Service(
        placement.advertised(),
        placement.excluded(),
        strictMode.announcements(asked),
        placement.linkLayer(),
        strictMode.accepts(version),
        routing.of(block.settings()),
        Fence.NONE,
        SecondaryReader.read(block));
  }

  private Election election(InstanceBlock block) {
    var tracked = new TrackedReader(trackers, findings).read(block.settings());
    return new ElectionReader(block).read(tracked);
  }

  private void warnOfSettingsInside(Statement statement) {
    var batonSettings = new BatonSettings(findings);
    batonSettings.warnOfOthers(BatonSettings.INSTANCE, statement.body());
    for (Statement inner : statement.statements()) {
      batonSettings.warnOfOthers(Set.of(), inner.body());
    }
  }
}
