package dev.baton.vrrp;

import dev.baton.events.Cause;
import dev.baton.events.InstanceEvent.Transitioned;
import dev.baton.events.InstanceState;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A sync group as keepalived has them: its members become Active together, lose Active together,
 * and a fault of one is a fault of all.
 *
 * <ul>
 *   <li>A Backup whose Active_Down_Timer runs out becomes Active only if every other member is
 *       Active or has run out, too; until then it waits, still Backup. The last one to run out
 *       takes all others along.
 *   <li>An Active that loses its election takes all others to Backup, without a resignation.
 *   <li>While one member has a fault of its own, all are in fault; when the last such fault is
 *       over, all begin again together.
 * </ul>
 *
 * <p>Whoever runs the instances keeps one group for each block and does this:
 *
 * <pre>
 *   with(names)              before the members start, and when the list of members changes
 *   moved(name, input, step) after each step of a member
 *     -&gt; group               the group from now on
 *     -&gt; told                inputs for members, to be given in this order; each of these steps
 *                            goes through moved again, after the ones that are waiting already
 * </pre>
 *
 * @param members what each member is up to, by the name of its instance
 */
public record SyncGroup(String name, SortedMap<String, Member> members) {

  /** Keeps an ordered copy. */
  public SyncGroup {
    members = Collections.unmodifiableSortedMap(new TreeMap<>(members));
  }

  /** A group without members; {@link #with} gives it some. */
  public static SyncGroup named(String name) {
    return new SyncGroup(name, new TreeMap<>());
  }

  /** How far a member is on its way to Active. */
  public enum Progress {
    /** Backup whose timer runs, or not taking part. */
    NOT_READY,
    /** Backup whose timer has run out; only the others keep it from becoming Active. */
    WAITING,
    /** Active. */
    ACTIVE
  }

  /**
   * One member.
   *
   * @param ownFault whether it has a fault that does not come from the group
   * @param othersReady what it was told last by {@link Input.GroupReadiness}
   * @param groupFault whether it was told the group's fault
   */
  public record Member(
      Progress progress, boolean ownFault, boolean othersReady, boolean groupFault) {
    /** An instance that has been told nothing. */
    static final Member NEW = new Member(Progress.NOT_READY, false, true, false);

    Member told(boolean ready, boolean fault) {
      return new Member(progress, ownFault, ready, fault);
    }
  }

  /** The member that moved first, and why it did. */
  public record Trigger(String group, String member, Cause cause) {
    Map<String, String> evidence() {
      return Map.of("group", group, "member", member);
    }
  }

  /** An input for a member. */
  public record Told(String member, Input input) {}

  /** What a step of one member means: the group from now on, and what to tell the members. */
  public record Consequence(SyncGroup group, List<Told> told) {
    /** Keeps a copy. */
    public Consequence {
      told = List.copyOf(told);
    }
  }

  /**
   * The state of the group as keepalived notifies it: FAULT if a member has a fault, ACTIVE if all
   * are Active, else BACKUP.
   */
  public InstanceState reported() {
    if (members.values().stream().anyMatch(member -> member.ownFault() || member.groupFault())) {
      return InstanceState.FAULT;
    }
    boolean allActive =
        members.values().stream().allMatch(member -> member.progress() == Progress.ACTIVE);
    return allActive && !members.isEmpty() ? InstanceState.ACTIVE : InstanceState.BACKUP;
  }

  /** The group with exactly these members; who leaves it is told that it is alone. */
  public Consequence with(Collection<String> names) {
    var told = new ArrayList<Told>();
    var next = new TreeMap<String, Member>();
    names.forEach(member -> next.put(member, members.getOrDefault(member, Member.NEW)));
    members.forEach((member, standing) -> {
      if (!next.containsKey(member)) {
        tell(member, standing, standing.told(true, false), new Origin(member, told));
      }
    });
    return new SyncGroup(name, next).settled(new Origin("", told));
  }

  /**
   * What follows from a member's step.
   *
   * @param input what the step answered; what the group itself asked for leads no further
   */
  public Consequence moved(String member, Input input, Step step) {
    var before = members.get(member);
    if (before == null) {
      throw new IllegalStateException(member + " is not in " + name + ": this is a bug");
    }
    var told = new ArrayList<Told>();
    var now = after(before, step.state());
    for (var effect : step.effects()) {
      if (effect instanceof Effect.Report(Transitioned transition) && !isFollowing(input)) {
        follow(new Trigger(name, member, transition.cause()), transition, told);
      }
    }
    if (now.equals(before)) {
      return new Consequence(this, told);
    }
    var next = new TreeMap<>(members);
    next.put(member, now);
    return new SyncGroup(name, next).settled(new Origin(member, told));
  }

  private static boolean isFollowing(Input input) {
    return input instanceof Input.GroupBecameActive || input instanceof Input.GroupBecameBackup;
  }

  private Member after(Member before, State state) {
    return switch (state) {
      case State.Initialize initialize -> {
        boolean own = initialize.faults().keySet().stream().anyMatch(f -> !f.equals(faultName()));
        yield new Member(Progress.NOT_READY, own, before.othersReady(), before.groupFault());
      }
      case State.Backup backup -> {
        boolean waits = backup.activeDown().armedBy() == State.Arming.GROUP;
        var progress = waits ? Progress.WAITING : Progress.NOT_READY;
        yield new Member(progress, false, before.othersReady(), before.groupFault());
      }
      case State.Active active ->
          new Member(Progress.ACTIVE, false, before.othersReady(), before.groupFault());
    };
  }

  private void follow(Trigger trigger, Transitioned transition, List<Told> told) {
    boolean won = transition.to() == InstanceState.ACTIVE;
    boolean lost =
        transition.from() == InstanceState.ACTIVE && transition.to() == InstanceState.BACKUP;
    members.forEach((other, standing) -> {
      boolean isActive = standing.progress() == Progress.ACTIVE;
      if (!other.equals(trigger.member()) && won && !isActive) {
        told.add(new Told(other, new Input.GroupBecameActive(trigger)));
      }
      if (!other.equals(trigger.member()) && lost && isActive) {
        told.add(new Told(other, new Input.GroupBecameBackup(trigger)));
      }
    });
  }

  /** Whose change it was, the group's own if nobody's, and what to tell because of it. */
  private record Origin(String member, List<Told> told) {}

  /** Tells each member what it does not know yet of the others. */
  private Consequence settled(Origin origin) {
    var next = new TreeMap<String, Member>();
    members.forEach((member, standing) -> {
      var wanted = standing.told(othersReady(member), othersFault(member));
      tell(member, standing, wanted, origin);
      next.put(member, wanted);
    });
    return new Consequence(new SyncGroup(name, next), origin.told());
  }

  private void tell(String member, Member before, Member after, Origin origin) {
    var told = origin.told();
    if (before.othersReady() != after.othersReady()) {
      told.add(new Told(member, new Input.GroupReadiness(name, after.othersReady())));
    }
    if (before.groupFault() == after.groupFault()) {
      return;
    }
    var evidence = Map.of("group", name, "member", origin.member());
    var input =
        after.groupFault()
            ? new Input.FaultRaised(faultName(), Cause.SYNC_GROUP, evidence)
            : new Input.FaultCleared(faultName(), evidence);
    told.add(new Told(member, input));
  }

  private boolean othersReady(String member) {
    return members.entrySet().stream()
        .filter(other -> !other.getKey().equals(member))
        .noneMatch(other -> other.getValue().progress() == Progress.NOT_READY);
  }

  private boolean othersFault(String member) {
    return members.entrySet().stream()
        .anyMatch(other -> !other.getKey().equals(member) && other.getValue().ownFault());
  }

  private String faultName() {
    return "sync group " + name;
  }
}
