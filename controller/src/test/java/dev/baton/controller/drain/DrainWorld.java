package dev.baton.controller.drain;

import static dev.baton.controller.Story.MILLI;
import static dev.baton.controller.Story.R51;
import static dev.baton.controller.Story.SECOND;

import dev.baton.controller.Story;
import dev.baton.controller.fleet.Fleet;
import dev.baton.controller.fleet.InstanceView;
import dev.baton.events.Actor;
import dev.baton.events.Cause;
import dev.baton.events.Command;
import dev.baton.events.CommandEvent;
import dev.baton.events.Draft;
import dev.baton.events.DrainEvent;
import dev.baton.events.Event;
import dev.baton.events.InstanceEvent;
import dev.baton.events.InstanceState;
import dev.baton.events.NodeName;
import dev.baton.events.Priority;
import dev.baton.events.Recorded;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** A cluster in a story whose agents do what they are told, and a decider that is asked again. */
public final class DrainWorld {
  static final long SOAK = 3 * SECOND;
  static final String DRAIN = "d-1";

  final Story story;
  final DrainDecider decider = new DrainDecider(SOAK);
  private final Set<String> done = new HashSet<>();

  DrainWorld(Story story) {
    this.story = story;
  }

  static DrainWorld ofThreeNodes() {
    return new DrainWorld(Story.ofThreeNodes());
  }

  /** All that is told of a drain that was carried out, undone, and of one that was refused. */
  public static List<Recorded> drainedAndBack() {
    var world = ofThreeNodes();
    world.request(Story.A);
    world.run();
    world.undrain();
    world.run();
    var nowhere = new NodeName("nowhere");
    var wish =
        new DrainRequest(
            "d-2",
            nowhere,
            "none",
            List.of(),
            SOAK,
            SOAK,
            new Actor.Known("operator", "kim", "cli"));
    world.story.controller(world.decider.request(world.fleet(), world.drains(), wish, world.now()));
    return world.story.events();
  }

  Fleet fleet() {
    var fleet = Fleet.EMPTY;
    for (Recorded event : story.events()) {
      fleet = fleet.apply(event);
    }
    return fleet;
  }

  Drains drains() {
    var drains = Drains.EMPTY;
    for (Recorded event : story.events()) {
      drains = drains.apply(event);
    }
    return drains;
  }

  Drain drain() {
    return drains().drain(DRAIN).getFirst();
  }

  DrainStep step() {
    return drain().steps().values().iterator().next();
  }

  List<NodeName> provedTakers() {
    return step().move().proofs().values().stream()
        .filter(proof -> proof.fact().equals(Move.TOOK_OVER))
        .map(proof -> proof.event().node())
        .toList();
  }

  Moment now() {
    return new Moment(story.now(), story.now());
  }

  void request(NodeName node, NodeName... to) {
    var request =
        new DrainRequest(
            DRAIN,
            node,
            "new disk",
            List.of(to),
            600 * SECOND,
            3_600 * SECOND,
            new Actor.Known("operator", "kim", "cli"));
    story.controller(decider.request(fleet(), drains(), request, now()));
  }

  void undrain() {
    decider
        .undrain(drain(), "", new Actor.Known("operator", "kim", "cli"), now())
        .forEach(story::controller);
  }

  /** What the decider says now, recorded. */
  List<Event> decide() {
    var drafts = decider.next(fleet(), drains(), now());
    drafts.forEach(story::controller);
    return drafts.stream().map(Draft::event).toList();
  }

  /** What the decider says, until it says nothing more. */
  List<Event> decideAll() {
    var said = new ArrayList<Event>();
    for (int round = 0; round < 50; round++) {
      var now = decide();
      if (now.isEmpty()) {
        return said;
      }
      said.addAll(now);
    }
    throw new AssertionError("the decider does not come to rest: " + said);
  }

  /** Time passes, and the timers that it makes due fire. */
  void pass(long nanos) {
    story.later(nanos);
    for (DrainTimer timer : decider.timers(drains())) {
      if (timer.dueAtNanos() <= story.now()) {
        story.controller(decider.fired(timer, now()));
      }
    }
  }

  /** The commands that nobody carried out yet, oldest first. */
  List<CommandEvent.Issued> commands() {
    var commands = new ArrayList<CommandEvent.Issued>();
    for (Recorded event : story.events()) {
      if (event.event() instanceof CommandEvent.Issued issued
          && !done.contains(issued.commandId())) {
        commands.add(issued);
      }
    }
    return commands;
  }

  /** Agents carry out what they were told; gives the events that follow, not yet recorded. */
  List<Runnable> carryOut(CommandEvent.Issued issued) {
    done.add(issued.commandId());
    var node = issued.node();
    Runnable applied = () -> story.node(node, new CommandEvent.Applied(issued.commandId()));
    return switch (issued.command()) {
      case Command.PlaceHold hold ->
          List.of(
              () ->
                  story.node(
                      node,
                      new DrainEvent.HoldPlaced(
                          hold.drainId(), hold.by(), hold.message(), hold.expiresAtNanos())),
              applied,
              () -> priority(node, Story.priority(node), 1));
      case Command.LiftHold lift ->
          List.of(
              () ->
                  story.node(node, new DrainEvent.HoldLifted(lift.drainId(), lift.by(), "undrain")),
              applied,
              () -> priority(node, 1, Story.priority(node)));
      case Command.ExpectHandOver _ -> List.of(applied);
      case Command.Reload _ -> List.of(applied);
      case Command.TakeOver _ -> handOver(activeBut(node), node, applied);
    };
  }

  private List<Runnable> handOver(NodeName from, NodeName to, Runnable applied) {
    return List.of(
        () -> takes(to, Cause.HAND_OVER),
        applied,
        () -> announces(to),
        () -> story.turns(from, InstanceState.ACTIVE, InstanceState.BACKUP, Cause.HAND_OVER, 1),
        () -> removes(from));
  }

  void takes(NodeName node, Cause cause) {
    story.turns(node, InstanceState.BACKUP, InstanceState.ACTIVE, cause);
  }

  void announces(NodeName node) {
    story.instance(node, new InstanceEvent.Announced("garp", List.of("10.77.0.51"), 5));
  }

  void removes(NodeName node) {
    story.instance(node, new InstanceEvent.VipsRemoved(List.of("10.77.0.51"), "engine"));
  }

  void priority(NodeName node, int from, int to) {
    story.instance(
        node, new InstanceEvent.PriorityChanged(new Priority(from), new Priority(to), List.of()));
  }

  void refuse(CommandEvent.Issued issued, String reason) {
    done.add(issued.commandId());
    story.node(issued.node(), new CommandEvent.Refused(issued.commandId(), reason, ""));
  }

  private NodeName activeBut(NodeName node) {
    return fleet().router(R51).getFirst().instances().values().stream()
        .filter(instance -> instance.isIn(InstanceState.ACTIVE))
        .map(InstanceView::node)
        .filter(other -> !other.equals(node))
        .findFirst()
        .orElseThrow(() -> new AssertionError("nobody but " + node + " is Active"));
  }

  /** Everybody does what they should, until nothing more happens. */
  void run() {
    for (int round = 0; round < 100; round++) {
      decideAll();
      for (CommandEvent.Issued issued : commands()) {
        for (Runnable event : carryOut(issued)) {
          story.later(MILLI);
          event.run();
        }
      }
      decideAll();
      if (commands().isEmpty()
          && drain().phase() != DrainPhase.DRAINING
          && !drain().isReturning()) {
        return;
      }
      pass(500 * MILLI);
    }
    throw new AssertionError("the drain does not end: " + drain());
  }
}
