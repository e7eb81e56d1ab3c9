package dev.baton.vrrp.sim;

import static dev.baton.vrrp.sim.InvariantViolated.require;

import dev.baton.vrrp.Input;
import dev.baton.vrrp.State;
import dev.baton.vrrp.Step;
import dev.baton.vrrp.SyncGroup;
import dev.baton.vrrp.SyncGroup.Consequence;
import dev.baton.vrrp.SyncGroup.Told;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.TreeMap;

/** The sync group of a host's instances, driven the way the engine drives it; or none. */
final class SimulatedGroup {
  private static final String NAME = "G";

  private final Rules rules;
  private final Map<String, SimulatedInstance> members = new TreeMap<>();
  private final Deque<Told> waiting = new ArrayDeque<>();
  private SyncGroup group = SyncGroup.named(NAME);
  private boolean telling;

  SimulatedGroup(Rules rules) {
    this.rules = rules;
  }

  void add(SimulatedInstance instance) {
    members.put(nameOf(instance), instance);
  }

  boolean isEmpty() {
    return members.isEmpty();
  }

  private static String nameOf(SimulatedInstance instance) {
    return instance.config().family().text();
  }

  /** A process begins, none of whose members has started. */
  void begin() {
    waiting.clear();
    take(SyncGroup.named(NAME).with(members.keySet()));
    tell();
  }

  void stepped(SimulatedInstance instance, Input input, Step step) {
    if (!members.isEmpty()) {
      requireOthersReady(instance, input, step);
      take(rules.moved(group, nameOf(instance), input, step));
      tell();
    }
  }

  /** Nobody becomes Active of its own accord while another has not come so far. */
  private void requireOthersReady(SimulatedInstance instance, Input input, Step step) {
    boolean isOwn = input instanceof Input.Tick || input instanceof Input.Startup;
    if (!isOwn || !(step.state() instanceof State.Active)) {
      return;
    }
    for (var other : members.values()) {
      require(
          other == instance || isReady(other.state()),
          () -> instance.name() + " is Active before its group is ready");
    }
  }

  private static boolean isReady(State state) {
    return state instanceof State.Active
        || (state instanceof State.Backup backup
            && backup.activeDown().armedBy() == State.Arming.GROUP);
  }

  private void take(Consequence consequence) {
    group = consequence.group();
    waiting.addAll(consequence.told());
  }

  private void tell() {
    if (telling) {
      return;
    }
    telling = true;
    for (var next = waiting.poll(); next != null; next = waiting.poll()) {
      var member = members.get(next.member());
      if (member == null) {
        throw new IllegalStateException(next + " is for nobody: this is a bug");
      }
      member.step(next.input());
    }
    telling = false;
  }

  /** Members move together: when all is done, all are in one state. */
  void check(String host) {
    for (var one : members.values()) {
      for (var other : members.values()) {
        boolean alike = one.state().reported() == other.state().reported();
        require(alike, () -> host + " has members in several states");
      }
    }
  }
}
