package dev.baton.agent.config;

import dev.baton.agent.config.Entry.Statement;
import dev.baton.agent.config.InstanceBlock.Surroundings;
import dev.baton.agent.config.Notifications.GroupHooks;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Turns the tree into records: the globals first, wherever they stand, then each instance. */
final class ConfigReader {
  private final Findings findings;
  private final InterfaceMtus mtus;
  private final BatonSettings batonSettings;
  private final Map<String, InstanceConfig> instances = new LinkedHashMap<>();
  private final Map<String, Position> positions = new HashMap<>();

  /** Where each name stands first, also of those that are left out: a name is taken once. */
  private final Map<String, Position> declared = new HashMap<>();

  ConfigReader(Findings findings, InterfaceMtus mtus) {
    this.findings = findings;
    this.mtus = mtus;
    this.batonSettings = new BatonSettings(findings);
  }

  ConfigReading read(List<Entry> tree, Position start, ResolvedText resolved) {
    findings.within(Blocks.of(tree));
    List<Statement> statements =
        tree.stream().filter(Statement.class::isInstance).map(Statement.class::cast).toList();
    Settings top = Settings.of(start, statements, Keywords.TOP, findings);
    Settings globals = globals(top);
    TrackerCatalogue trackers =
        new TrackerReader(globals, statements.stream().map(Statement::position).toList(), findings)
            .read(top);
    var fences = new FenceReader(findings, tree);
    var instanceReader =
        new InstanceReader(
            findings, new Surroundings(globals, mtus), top.all("vrrp_instance"), trackers, fences);
    var staticsReader = new StaticsReader(globals, instanceReader.routing(), findings);
    for (Statement block : statements) {
      if (block.keyword().equals("vrrp_instance")) {
        instance(block, instanceReader);
      } else if (StaticsReader.BLOCKS.contains(block.keyword())) {
        staticsReader.read(block);
      }
    }
    var groupReader = new SyncGroupReader(globals, trackers, findings);
    var groups = groups(groupReader, top);
    fences.tell(instances.keySet());
    batonSettings.warnOfOthers(BatonSettings.TOP, tree);
    var config =
        new AgentConfig(
            globals(top, globals, tree),
            List.copyOf(instances.values()),
            groups,
            notifications(instanceReader.hooks(), groupReader.hooks(), globals),
            trackers.used(List.copyOf(instances.values())),
            staticsReader.statics(instances.values()));
    return new ConfigReading(config, positions, findings.inOrder(), resolved);
  }

  private GlobalConfig globals(Settings top, Settings globals, List<Entry> tree) {
    return new GlobalConfig(
        globals.word("router_id", ""),
        batonSettings.name("node", tree),
        batonSettings.name(BatonSettings.CLUSTER, tree),
        batonSettings.isOn(BatonSettings.BESIDE, tree),
        NamespaceReader.read(top),
        Dumps.read(top, globals),
        DelaysReader.read(top, globals, instances.values(), findings),
        FirewallTablesReader.read(globals),
        NodeScriptsReader.read(globals, findings),
        !globals.has("disable_local_igmp"),
        SchedulingReader.read(globals, findings),
        GlobalDefaultsReader.read(globals, findings));
  }

  private Notifications notifications(
      Map<String, Hooks> hooks, List<GroupHooks> groupHooks, Settings globals) {
    var reader = new NotificationReader(globals, findings);
    var streams = new Notifications.Streams(reader.fifos(), reader.repeatsOnReload());
    return new Notifications(hooks, groupHooks, streams, reader.mail());
  }

  private List<SyncGroup> groups(SyncGroupReader reader, Settings top) {
    var groups = reader.read(top.all("vrrp_sync_group"), instances.keySet(), declared.keySet());
    var tracking = new GroupTracking(new WeightPlaces(top), findings);
    instances.replaceAll((name, instance) -> tracking.apply(instance, groups));
    return groups;
  }

  private Settings globals(Settings top) {
    List<Statement> blocks = top.all("global_defs");
    blocks.forEach(block -> batonSettings.warnOfOthers(Set.of(), block.body()));
    List<Statement> statements =
        blocks.stream().flatMap(block -> block.statements().stream()).toList();
    Settings globals = Settings.of(top.at("global_defs"), statements, Keywords.GLOBAL, findings);
    GlobalRules.check(globals, findings);
    return globals;
  }

  private void instance(Statement block, InstanceReader reader) {
    if (block.arguments().size() != 1) {
      String why = block.arguments().isEmpty() ? "no name" : "a name of more than one word";
      findings.error(
          block.position(),
          "vrrp_instance has " + why + " and is left out; write vrrp_instance NAME {");
      reader.judge(block);
      return;
    }
    String name = block.arguments().getFirst().text();
    Position first = declared.putIfAbsent(name, block.position());
    if (first != null) {
      findings.error(
          block.position(),
          "vrrp_instance "
              + name
              + " is left out: the name is taken "
              + place(first, block.position())
              + "; give it another");
      reader.judge(block);
      return;
    }
    reader.read(block).ifPresent(instance -> keep(instance, block.position()));
  }

  /** Where something stands, for those who are in a file already. */
  private static String place(Position there, Position here) {
    return there.file().equals(here.file())
        ? "on line " + there.line()
        : "at %s:%d".formatted(there.file(), there.line());
  }

  private void keep(InstanceConfig instance, Position position) {
    for (InstanceConfig other : VridUse.taken(instances.values(), instance)) {
      findings.error(
          position,
          "vrrp_instance %s is left out: VRID %s on %s is taken for %s by %s; give it another"
              .formatted(
                  instance.name(),
                  instance.vrid(),
                  instance.interfaceName(),
                  instance.family().text(),
                  other.name()));
      return;
    }
    instances.put(instance.name(), instance);
    positions.put(instance.name(), position);
  }
}
