package dev.baton.agent.config;

import dev.baton.agent.config.Entry.Statement;
import dev.baton.agent.config.Entry.Word;
import dev.baton.agent.config.InstanceBlock.Surroundings;
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
  private static final Set<String> BLOCKS =
      Set.of(
          "virtual_ipaddress",
          "virtual_ipaddress_excluded",
          "virtual_routes",
          "virtual_rules",
          "unicast_peer",
          "authentication",
          "auth_hmac",
          "track_interface",
          "track_script",
          "track_file",
          "track_process");

  private final Findings findings;
  private final Surroundings surroundings;
  private final Map<String, Hooks> hooks = new HashMap<>();
  private final VirtualMacNames virtualMacNames;
  private final RoutingPlan routing;
  private final TrackerCatalogue trackers;
  private final FenceReader fences;

  /** Reads some of these blocks; what one of them says can concern another. */
  InstanceReader(
      Findings findings,
      Surroundings surroundings,
      List<Statement> blocks,
      TrackerCatalogue trackers,
      FenceReader fences) {
    this.findings = findings;
    this.surroundings = surroundings;
    this.virtualMacNames = new VirtualMacNames(blocks);
    this.routing = new RoutingPlan(findings);
    this.trackers = trackers;
    this.fences = fences;
  }

  /** The instance, or nothing, with an error for each reason. All else is judged, too. */
  Optional<InstanceConfig> read(Statement statement) {
    return read(block(statement), true);
  }

  /** Says what is wrong inside a block that is left out for a reason outside of it. */
  void judge(Statement statement) {
    read(block(statement), false);
  }

  private InstanceBlock block(Statement statement) {
    Settings settings =
        Settings.of(statement.position(), statement.statements(), Keywords.INSTANCE, findings);
    warnOfSettingsInside(statement);
    statement.statements().forEach(this::warnOfMissingBrace);
    List<Word> name = statement.arguments();
    String title = name.size() == 1 ? name.getFirst().text() : "";
    return new InstanceBlock(title, settings, surroundings, statement.body(), findings);
  }

  private Optional<InstanceConfig> read(InstanceBlock block, boolean isWanted) {
    var membership = new MembershipReader(block);
    int vrid = membership.vrid();
    String interfaceName = membership.interfaceName();
    AddressPlan addresses = AddressPlan.of(block, interfaceName);
    Family family = addresses.family();
    boolean usable = isWanted && vrid != 0;
    usable = PeerRules.isHeard(block, family) && usable;
    usable = ElectionOnly.hasAddresses(block, addresses) && usable;
    usable = (!interfaceName.isEmpty() || membership.isPlaced(addresses)) && usable;
    StrictMode.of(block).warnOfWhatStays(addresses);
    var station = new VirtualMacReader.Station(interfaceName, family, Math.max(1, vrid));
    // What is left out takes nothing from the others.
    var names = usable ? virtualMacNames : new VirtualMacNames(List.of());
    var placement = new VirtualMacReader(block, names, station).place(addresses);
    var blockHooks = new HookReader(block.globals(), findings).read(block.settings());
    var instance = instance(block, membership, placement, usable ? routing : aside());
    usable = membership.reaches(instance.destination()) && usable;
    if (!usable || placement.isTaken()) {
      return Optional.empty();
    }
    hooks.put(block.name(), blockHooks);
    return Optional.of(instance);
  }

  private RoutingPlan aside() {
    return new RoutingPlan(findings);
  }

  private InstanceConfig instance(
      InstanceBlock block,
      MembershipReader membership,
      VirtualMacReader.Placement placement,
      RoutingPlan plan) {
    var station = placement.station();
    var protocol = new ProtocolReader(block).read(station.family());
    var instance =
        new InstanceConfig(
            block.name(),
            membership.read(station.family(), station.vrid(), station.interfaceName()),
            election(block),
            protocol,
            service(block, protocol.version(), placement, plan));
    return fences.fenced(instance, block.body());
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
      InstanceBlock block, int version, VirtualMacReader.Placement placement, RoutingPlan plan) {
    var family = placement.station().family();
    var strictMode = StrictMode.of(block);
    var asked = AnnouncementReader.read(block.settings(), block.globals(), family);
    return new Service(
        placement.advertised(),
        placement.excluded(),
        strictMode.announcements(asked),
        placement.linkLayer(),
        strictMode.accepts(version),
        plan.of(block.settings()),
        Fence.NONE,
        SecondaryReader.read(block));
  }

  private Election election(InstanceBlock block) {
    var tracked = new TrackedReader(trackers, findings).read(block.settings());
    return new ElectionReader(block).read(tracked);
  }

  /** What should be inside stands after it then, and closes the instance too early. */
  private void warnOfMissingBrace(Statement inner) {
    if (BLOCKS.contains(inner.keyword()) && !inner.opensBlock()) {
      findings.warn(
          inner.position(),
          "%s has no block and is read over; write %1$s {".formatted(inner.keyword()));
    }
  }

  private void warnOfSettingsInside(Statement statement) {
    var batonSettings = new BatonSettings(findings);
    batonSettings.warnOfOthers(BatonSettings.INSTANCE, statement.body());
    for (Statement inner : statement.statements()) {
      batonSettings.warnOfOthers(Set.of(), inner.body());
    }
  }
}
