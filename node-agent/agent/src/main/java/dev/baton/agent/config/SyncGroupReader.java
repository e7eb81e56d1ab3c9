package dev.baton.agent.config;

import dev.baton.agent.config.Entry.Statement;
import dev.baton.agent.config.Entry.Word;
import dev.baton.agent.config.Notifications.GroupHooks;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** Reads the sync groups, once it is known which instances there are. */
final class SyncGroupReader {
  private static final Keywords WORDS =
      new Keywords("in vrrp_sync_group")
          .read("group track_interface global_tracking sync_group_tracking_weight")
          .read(HookReader.GROUP_WORDS)
          .read("track_script track_file track_process")
          .notYet("the session never moves the priority", "track_bfd")
          .notYet("the script is not run", "notify_deleted")
          .notYet("priority changes are in the event log", "notify_priority_changes");

  private final Settings globals;
  private final TrackerCatalogue trackers;
  private final Findings findings;
  private final List<GroupHooks> hooks = new ArrayList<>();
  private final Map<String, SyncGroup> groups = new LinkedHashMap<>();
  private final Map<String, String> groupOf = new LinkedHashMap<>();
  private final List<String> lost = new ArrayList<>();
  private Collection<String> declared = List.of();

  SyncGroupReader(Settings globals, TrackerCatalogue trackers, Findings findings) {
    this.globals = globals;
    this.trackers = trackers;
    this.findings = findings;
  }

  /** The words of the block, which others add to. */
  static Keywords words() {
    return WORDS;
  }

  /** The groups of these instances; of those declared that are none it was said why. */
  List<SyncGroup> read(
      List<Statement> blocks, Collection<String> instances, Collection<String> all) {
    declared = all;
    // What keepalived reads today goes before the form that it passes over.
    Predicate<Statement> today =
        block -> block.statements().stream().anyMatch(line -> line.keyword().equals("group"));
    blocks.stream().filter(today).forEach(block -> read(block, instances));
    blocks.stream().filter(today.negate()).forEach(block -> read(block, instances));
    return List.copyOf(groups.values());
  }

  private void read(Statement block, Collection<String> instances) {
    String name = block.arguments().size() == 1 ? block.arguments().getFirst().text() : "";
    if (name.isEmpty() || groups.containsKey(name)) {
      String why = name.isEmpty() ? "has no name of one word" : name + " is given twice";
      findings.error(
          block.position(), "vrrp_sync_group " + why + ", and is left out: give it another name");
      judge(block);
      return;
    }
    var legacy = block.statements().stream().filter(this::isLegacyName).toList();
    var rest = block.statements().stream().filter(s -> !legacy.contains(s)).toList();
    Settings settings = Settings.of(block.position(), rest, WORDS, findings);
    var named = new ArrayList<Word>();
    settings.all("group").stream()
        .flatMap(group -> group.statements().stream())
        .forEach(line -> named.addAll(line.words()));
    legacy.forEach(line -> named.addAll(line.words()));
    legacy.forEach(line ->
        findings.remark(
            line.position(),
            "a member of vrrp_sync_group outside of group { }, which keepalived passes over"
                + " today; it is taken for one: put it there"));
    var members = members(name, named, instances);
    sayLost(block.position(), name, members);
    if (named.isEmpty()) {
      findings.error(
          block.position(), "vrrp_sync_group " + name + " has no instances and is left out");
    } else if (named.size() == 1 && members.size() == 1) {
      findings.remark(
          block.position(),
          "vrrp_sync_group " + name + " has one instance only, which moves alone: add the others");
    }
    var group = group(name, members, settings);
    var groupHooks = new HookReader(globals, findings).read(settings);
    if (!members.isEmpty()) {
      groups.put(name, group);
      hooks.add(new GroupHooks(name, members, groupHooks));
    }
  }

  /** Says what is wrong inside a block that is left out. */
  private void judge(Statement block) {
    var rest = block.statements().stream().filter(s -> !isLegacyName(s)).toList();
    Settings settings = Settings.of(block.position(), rest, WORDS, findings);
    group("", List.of(), settings);
    new HookReader(globals, findings).read(settings);
  }

  /** What each group that could be read has to be run. */
  List<GroupHooks> hooks() {
    return hooks;
  }

  /** The oldest form of the block had the names in it, without a word in front. */
  private boolean isLegacyName(Statement line) {
    return !line.opensBlock() && declared.contains(line.keyword());
  }

  private SyncGroup group(String name, List<String> members, Settings settings) {
    boolean weights =
        settings.flag("sync_group_tracking_weight", false)
            || settings.flag("global_tracking", false);
    var tracked = new TrackedInterfaceReader(findings).all(settings.all("track_interface"));
    var more = new TrackedReader(trackers, findings).read(settings);
    return new SyncGroup(name, members, tracked, more, weights);
  }

  private List<String> members(String group, List<Word> named, Collection<String> instances) {
    var members = new ArrayList<String>();
    for (Word word : named) {
      String member = word.text();
      if (!declared.contains(member)) {
        findings.error(
            word.position(),
            "there is no vrrp_instance %s for vrrp_sync_group %s; it is passed over: correct it"
                .formatted(member, group));
      } else if (groupOf.containsKey(member)) {
        findings.error(
            word.position(),
            "vrrp_instance %s is in vrrp_sync_group %s already; it is passed over: remove it"
                .formatted(member, groupOf.get(member)));
      } else if (instances.contains(member)) {
        groupOf.put(member, group);
        members.add(member);
      } else {
        lost.add(member);
      }
    }
    return members;
  }

  private void sayLost(Position position, String group, List<String> members) {
    if (!lost.isEmpty()) {
      findings.remark(
          position,
          "vrrp_sync_group %s lacks %s, left out for the reason given there; %s"
              .formatted(
                  group,
                  String.join(", ", lost),
                  members.isEmpty()
                      ? "it is left out, too"
                      : "without it %s: correct that one".formatted(rest(members))));
    }
    lost.clear();
  }

  private static String rest(List<String> members) {
    return members.size() == 1
        ? members.getFirst() + " moves alone"
        : "only " + String.join(", ", members) + " move together";
  }
}
