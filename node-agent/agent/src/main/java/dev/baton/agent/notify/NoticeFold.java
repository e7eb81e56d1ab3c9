package dev.baton.agent.notify;

import dev.baton.agent.config.NoticeState;
import dev.baton.agent.config.Notifications.GroupHooks;
import dev.baton.events.Cause;
import dev.baton.events.InstanceEvent;
import dev.baton.events.NodeEvent;
import dev.baton.events.PeerEvent;
import dev.baton.events.Recorded;
import dev.baton.events.Subject;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What the log says, as notices in keepalived's words. A group is told of a state once all its
 * members have it; keepalived's order, the instance before its group, comes with that.
 */
final class NoticeFold {
  private static final String ENGINE = "engine";

  private final Audience audience;
  private final Map<String, Stand> stands = new HashMap<>();
  private final Map<String, NoticeState> groupsTold = new HashMap<>();

  /** How an instance stands. */
  private record Stand(NoticeState state, int priority, Recorded because) {}

  NoticeFold(Audience audience) {
    this.audience = audience;
  }

  /** What the next record of the log gives to tell. */
  List<Notice> apply(Recorded recorded) {
    if (recorded.event() instanceof NodeEvent.Started(var part, _, _) && part.equals(ENGINE)) {
      stands.clear();
      groupsTold.clear();
    }
    if (!(recorded.envelope().subject() instanceof Subject.Instance instance)) {
      return List.of();
    }
    String name = audience.nameOf(instance);
    if (name.isEmpty()) {
      return List.of();
    }
    return switch (recorded.event()) {
      case InstanceEvent.Transitioned transitioned -> transitioned(name, transitioned, recorded);
      case InstanceEvent.PriorityChanged changed -> priorityChanged(name, changed, recorded);
      case PeerEvent.FirstHeard heard -> rivalHeard(name, heard, recorded);
      default -> List.of();
    };
  }

  /** Whether this record means that what was to be told before it is over: the engine is gone. */
  static boolean endsAll(Recorded recorded) {
    return switch (recorded.event()) {
      case NodeEvent.Started(var part, _, _) -> part.equals(ENGINE);
      case NodeEvent.Stopped(var part, _, _, _) -> part.equals(ENGINE);
      default -> false;
    };
  }

  /** How each instance stands. */
  List<Notice> standing() {
    var all = new ArrayList<Notice>();
    stands.forEach((name, stand) ->
        all.add(
            new Notice(
                Notice.Type.INSTANCE, name, stand.state(), stand.priority(), stand.because())));
    all.sort(Comparator.comparing(Notice::name));
    return all;
  }

  private List<Notice> transitioned(
      String name, InstanceEvent.Transitioned transitioned, Recorded recorded) {
    var notices = new ArrayList<Notice>();
    for (var state : word(name, transitioned)) {
      int priority = transitioned.priority().value();
      notices.add(new Notice(Notice.Type.INSTANCE, name, state, priority, recorded));
      stands.put(name, new Stand(state, priority, recorded));
      if (transitioned.cause() == Cause.CONFIG_REMOVED) {
        stands.remove(name);
      } else {
        notices.addAll(groupsOf(name, state, recorded));
      }
    }
    return notices;
  }

  /** keepalived's word for a state: none when it has none. */
  private List<NoticeState> word(String name, InstanceEvent.Transitioned transitioned) {
    return switch (transitioned.to()) {
      case ACTIVE -> List.of(NoticeState.MASTER);
      case BACKUP -> List.of(NoticeState.BACKUP);
      case FAULT -> List.of(NoticeState.FAULT);
      case INITIALIZE -> ended(name, transitioned.cause());
    };
  }

  private List<NoticeState> ended(String name, Cause cause) {
    if (cause == Cause.SHUTDOWN) {
      return List.of(NoticeState.STOP);
    }
    // One that is still configured only begins again, and says so itself.
    if (cause != Cause.CONFIG_REMOVED || audience.isPresent(name)) {
      return List.of();
    }
    boolean deleted = audience.ofInstance(name).tellsDeleted();
    return List.of(deleted ? NoticeState.DELETED : NoticeState.FAULT);
  }

  private List<Notice> groupsOf(String instance, NoticeState state, Recorded recorded) {
    var notices = new ArrayList<Notice>();
    for (GroupHooks group : audience.groups()) {
      boolean whole =
          group.members().contains(instance)
              && group.members().stream().allMatch(member -> isAt(member, state));
      if (whole && groupsTold.put(group.name(), state) != state) {
        notices.add(new Notice(Notice.Type.GROUP, group.name(), state, 0, recorded));
      }
    }
    return notices;
  }

  private boolean isAt(String instance, NoticeState state) {
    var stand = stands.get(instance);
    return stand != null && stand.state() == state;
  }

  private List<Notice> priorityChanged(
      String name, InstanceEvent.PriorityChanged changed, Recorded recorded) {
    var stand = stands.get(name);
    if (stand == null || !audience.ofInstance(name).tellsPriority()) {
      return List.of();
    }
    int priority = changed.to().value();
    stands.put(name, new Stand(stand.state(), priority, stand.because()));
    var state =
        stand.state() == NoticeState.MASTER
            ? NoticeState.MASTER_PRIORITY
            : NoticeState.BACKUP_PRIORITY;
    return List.of(new Notice(Notice.Type.INSTANCE, name, state, priority, recorded));
  }

  /** keepalived tells of each such advertisement; we, of each rival that begins to be heard. */
  private List<Notice> rivalHeard(String name, PeerEvent.FirstHeard heard, Recorded recorded) {
    var stand = stands.get(name);
    if (stand == null
        || stand.state() != NoticeState.MASTER
        || heard.priority().value() >= stand.priority()) {
      return List.of();
    }
    return List.of(
        new Notice(
            Notice.Type.INSTANCE,
            name,
            NoticeState.MASTER_RX_LOWER_PRI,
            stand.priority(),
            recorded));
  }
}
