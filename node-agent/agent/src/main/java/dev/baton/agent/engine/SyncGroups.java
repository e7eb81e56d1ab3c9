package dev.baton.agent.engine;

import dev.baton.vrrp.Input;
import dev.baton.vrrp.Step;
import dev.baton.vrrp.SyncGroup;
import dev.baton.vrrp.SyncGroup.Consequence;
import dev.baton.vrrp.SyncGroup.Told;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The sync groups at work: each step of a member goes through its group, and what the group says to
 * the others follows, one step after the other.
 */
final class SyncGroups {
  private final Map<String, SyncGroup> groups = new HashMap<>();
  private final Map<String, Instance> members = new HashMap<>();
  private final ArrayDeque<Told> waiting = new ArrayDeque<>();
  private boolean telling;

  /** Instances have ended; others of their names, if there are any, begin as new members. */
  void ended(List<String> names, long nowNanos) {
    for (var group : List.copyOf(groups.values())) {
      var rest = new ArrayList<>(group.members().keySet());
      rest.removeAll(names);
      take(group.with(rest));
    }
    tell(nowNanos);
  }

  /** Goes over to these groups of these instances, before any new one begins. */
  void recast(
      List<dev.baton.agent.config.SyncGroup> wanted,
      Collection<Instance> instances,
      long nowNanos) {
    members.clear();
    instances.forEach(instance -> members.put(instance.config().name(), instance));
    var names = new ArrayList<String>();
    wanted.forEach(group -> names.add(group.name()));
    for (var old : List.copyOf(groups.values())) {
      if (!names.contains(old.name())) {
        take(old.with(List.of()));
        groups.remove(old.name());
      }
    }
    for (var group : wanted) {
      var old = groups.getOrDefault(group.name(), SyncGroup.named(group.name()));
      take(old.with(group.members()));
    }
    tell(nowNanos);
  }

  /** An instance has taken a step; the others of its group follow. */
  void stepped(Instance instance, Input input, Step step, long nowNanos) {
    String name = instance.config().name();
    for (var group : groups.values()) {
      if (group.members().containsKey(name)) {
        take(group.moved(name, input, step));
        tell(nowNanos);
        return;
      }
    }
  }

  private void take(Consequence consequence) {
    groups.put(consequence.group().name(), consequence.group());
    waiting.addAll(consequence.told());
  }

  /** What the steps taken here lead to waits its turn. */
  private void tell(long nowNanos) {
    if (telling) {
      return;
    }
    telling = true;
    for (var next = waiting.poll(); next != null; next = waiting.poll()) {
      var member = members.get(next.member());
      if (member != null) {
        member.input(next.input(), nowNanos);
      }
    }
    telling = false;
  }
}
