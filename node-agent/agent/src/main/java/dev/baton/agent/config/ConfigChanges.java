package dev.baton.agent.config;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What one configuration has other than another, in the words of {@code config check}: {@code +}
 * before what it says now, {@code -} before what it said. Of scripts only that they changed,
 * because a command line may have a secret in it.
 */
public final class ConfigChanges {
  private final AgentConfig before;
  private final AgentConfig after;
  private final List<String> changes = new ArrayList<>();

  private ConfigChanges(AgentConfig before, AgentConfig after) {
    this.before = before;
    this.after = after;
  }

  /** Nothing exactly when the two are equal. */
  public static List<String> between(AgentConfig before, AgentConfig after) {
    var compared = new ConfigChanges(before, after);
    compared.instances();
    compared.groups();
    compared.trackers();
    compared.notifications();
    compared.globals();
    if (compared.changes.isEmpty() && !before.equals(after)) {
      compared.changes.add("the order of the blocks: changed");
    }
    return List.copyOf(compared.changes);
  }

  private void instances() {
    compare(
        "vrrp_instance ",
        named(before.instances(), InstanceConfig::name),
        named(after.instances(), InstanceConfig::name),
        instance -> InstanceDescription.lines(instance, Hooks.NONE, Map.of()));
  }

  private void groups() {
    compare(
        "vrrp_sync_group ",
        named(before.syncGroups(), SyncGroup::name),
        named(after.syncGroups(), SyncGroup::name),
        group -> SyncGroupDescription.lines(group, Hooks.NONE));
  }

  private void trackers() {
    Function<TrackerDefinition, String> name =
        tracker -> tracker.kind().text() + " " + tracker.name();
    compare(
        "tracked ",
        named(before.trackers(), name),
        named(after.trackers(), name),
        tracker -> List.of(name.apply(tracker)));
  }

  private void notifications() {
    var was = before.notifications();
    var is = after.notifications();
    compare(
        "notifications of vrrp_instance ",
        hooks(before.instances(), InstanceConfig::name, was::of),
        hooks(after.instances(), InstanceConfig::name, is::of));
    compare(
        "notifications of vrrp_sync_group ",
        hooks(before.syncGroups(), SyncGroup::name, was::ofGroup),
        hooks(after.syncGroups(), SyncGroup::name, is::ofGroup));
    if (!was.streams().equals(is.streams()) || !was.mail().equals(is.mail())) {
      changes.add("notifications of the node: changed");
    }
  }

  private static <T> Map<String, Hooks> hooks(
      List<T> items, Function<T, String> name, Function<String, Hooks> hooks) {
    return items.stream().map(name).distinct().collect(Collectors.toMap(one -> one, hooks));
  }

  private void compare(String kind, Map<String, Hooks> old, Map<String, Hooks> now) {
    now.forEach((name, hooks) -> {
      if (!hooks.equals(old.getOrDefault(name, hooks))) {
        changes.add(kind + name + ": changed");
      }
    });
  }

  private void globals() {
    if (!before.globals().equals(after.globals())) {
      var was = NodeDescription.lines(before);
      var is = NodeDescription.lines(after);
      addDifference("the node", was, is);
    }
  }

  private static <T> Map<String, T> named(List<T> items, Function<T, String> name) {
    return items.stream()
        .collect(Collectors.toMap(name, item -> item, (one, other) -> one, LinkedHashMap::new));
  }

  private <T> void compare(
      String kind, Map<String, T> old, Map<String, T> now, Function<T, List<String>> lines) {
    for (var entry : now.entrySet()) {
      var subject = kind + entry.getKey();
      var was = old.get(entry.getKey());
      if (was == null) {
        changes.add(subject + ": new");
      } else if (!was.equals(entry.getValue())) {
        addDifference(subject, lines.apply(was), lines.apply(entry.getValue()));
      }
    }
    old.keySet().stream()
        .filter(name -> !now.containsKey(name))
        .forEach(name -> changes.add(kind + name + ": removed"));
  }

  private void addDifference(String subject, List<String> was, List<String> is) {
    int count = changes.size();
    without(is, was).forEach(line -> changes.add(subject + ": + " + line));
    without(was, is).forEach(line -> changes.add(subject + ": - " + line));
    if (changes.size() == count) {
      changes.add(subject + ": changed");
    }
  }

  /** The first line is the title. */
  private static Collection<String> without(List<String> lines, List<String> others) {
    var left = new LinkedHashSet<String>();
    lines.stream().skip(1).map(ConfigChanges::plain).forEach(left::add);
    others.stream().map(ConfigChanges::plain).forEach(left::remove);
    return left;
  }

  private static String plain(String line) {
    return line.strip().replaceAll(" {2,}", " ");
  }
}
