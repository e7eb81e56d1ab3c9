package dev.baton.agent.engine;

import java.util.ArrayList;
import java.util.List;

/**
 * A mistake that could have been made in the engine.
 *
 * @param rule what is right
 * @param type the class whose source has it
 */
record LoopDefect(String rule, String type, List<Edit> edits) {
  /** One piece of the source, and what stands there instead. */
  record Edit(String from, String to) {}

  LoopDefect {
    edits = List.copyOf(edits);
  }

  private static LoopDefect of(String rule, String type, String... fromTo) {
    var edits = new ArrayList<Edit>();
    for (int i = 0; i < fromTo.length; i += 2) {
      edits.add(new Edit(fromTo[i], fromTo[i + 1]));
    }
    return new LoopDefect(rule, type, edits);
  }

  /** The source with the mistake in it. */
  String spoil(String source) {
    String spoiled = source;
    for (var edit : edits) {
      if (!spoiled.contains(edit.from())) {
        throw new IllegalStateException(
            "\"" + rule + "\" is not to be found in " + type + " any more: " + edit.from());
      }
      spoiled = spoiled.replace(edit.from(), edit.to());
    }
    return spoiled;
  }

  static List<LoopDefect> all() {
    var all = new ArrayList<>(ofTheOrder());
    all.addAll(ofTheWaiting());
    all.addAll(ofTheRoster());
    all.addAll(ofTheLinks());
    all.addAll(ofTheInstances());
    return all;
  }

  private static List<LoopDefect> ofTheOrder() {
    return List.of(
        of(
            "sockets are emptied before a timer fires",
            "EngineLoop",
            "    intake.receiveAll(now);\n    shared.settle();\n    fireTimers(now);\n",
            "    fireTimers(now);\n    shared.settle();\n    intake.receiveAll(now);\n"),
        of(
            "all sockets are emptied, however much there is",
            "AdvertIntake",
            "while (received >= RECEIVE_BATCH)",
            "while (received > RECEIVE_BATCH)"),
        of(
            "what the timers led to is done in the same turn",
            "EngineLoop",
            "    fireTimers(now);\n    shared.settle();\n",
            "    fireTimers(now);\n"),
        of(
            "orders are taken before anything is decided",
            "EngineLoop",
            "    orders.take(now);\n    casts.take()",
            "    casts.take()",
            "    return ports.clock().nanos();\n  }\n\n  private void endStartDelay",
            "    orders.take(now);\n    return ports.clock().nanos();\n  }\n\n"
                + "  private void endStartDelay"),
        of(
            "links are looked at before a timer fires",
            "EngineLoop",
            "    links.look(now);\n",
            "",
            "    fireTimers(now);\n",
            "    fireTimers(now);\n    links.look(now);\n"),
        of(
            "what is said leaves before what follows from it is done",
            "Shared",
            "    outbox.flush();\n    chores.work();\n",
            "    chores.work();\n    outbox.flush();\n"),
        of(
            "another configuration is taken",
            "EngineLoop",
            "    casts.take().forEach(cast -> recast(cast, now));\n",
            ""),
        of(
            "the last turn does what the end leads to",
            "EngineLoop",
            "    shared.settle();\n    shared.statics().end();\n",
            "    shared.statics().end();\n"),
        of(
            "an instance hears of orders before it begins",
            "EngineLoop",
            "    orders.take(nowNanos);\n    addresses.",
            "    addresses.",
            "    if (isAnotherStanding) {\n",
            "    orders.take(nowNanos);\n    if (isAnotherStanding) {\n"));
  }

  private static List<LoopDefect> ofTheWaiting() {
    return List.of(
        of("the steward is woken for what is told", "EngineLoop", "    events.ring();\n", ""),
        of(
            "the engine wakes for its instances' deadlines",
            "EngineLoop",
            "earliest(latest, shared.deadlines().earliestNanos())",
            "latest"),
        of(
            "it wakes for the first election",
            "EngineLoop",
            "    due = earliest(due, shared.startDelay().dueNanos());\n",
            ""),
        of("the first election begins when it may", "EngineLoop", "    endStartDelay(now);\n", ""),
        of(
            "no election begins before",
            "StartDelay",
            "isOver = untilNanos - nowNanos <= 0;",
            "isOver = true;"),
        of(
            "a stall is noticed",
            "EngineLoop",
            "    noticeStall(now - untilNanos, now - awakeNanos, now);\n",
            ""),
        of(
            "a short stall is one where adverts are frequent",
            "EngineLoop",
            ".reduce(EVERYDAY_NANOS, Math::min)",
            ".reduce(EVERYDAY_NANOS, Math::max)"),
        of("a deadline that moves is known", "Instance", "    deadlines.moved(this);\n", ""));
  }

  private static List<LoopDefect> ofTheRoster() {
    return List.of(
        of("who is new is found by its adverts", "Roster", "    index();\n    //", "    //"),
        of(
            "who is new is held like all others",
            "Roster",
            "    heldBecause.forEach(why -> instance.hold(why, shared.ports().clock().nanos()));\n",
            ""),
        of(
            "who has ended is no instance any more",
            "Roster",
            "        instances.remove(old);\n",
            ""),
        of(
            "the last words leave before the sockets do",
            "Roster",
            "    shared.settle();\n    shared.promotions()",
            "    shared.promotions()"),
        of(
            "nobody listens where no instance is",
            "Roster",
            "    before.forEach(shared.ports().adverts()::leave);\n",
            ""),
        of(
            "who did not change does not notice a reload",
            "Roster",
            "if (next == null || !old.canBecome(next)) {",
            "if (next == null || !old.canBecome(next) || config(configs) > 0) {",
            "  private Instance join(",
            "  private static int config(List<InstanceConfig> configs) {\n"
                + "    return configs.size();\n  }\n\n  private Instance join("));
  }

  private static List<LoopDefect> ofTheLinks() {
    return List.of(
        of(
            "an interface that comes back is joined anew",
            "LinkWatch",
            "        rejoin(appeared.interfaceName());\n",
            ""),
        of(
            "an address that somebody takes away comes back",
            "LinkWatch",
            "AddressWatch.reclaim(i, name,",
            "AddressWatch.reclaim(i, \"not \" + name,"),
        of(
            "addresses come back with their interface",
            "LinkWatch",
            "        roster.forEach(i -> AddressWatch.reclaim(i, nowNanos));\n",
            ""),
        of(
            "what happens to a link is looked at",
            "LinkWatch",
            "isAnotherStanding || !changes.isEmpty()",
            "isAnotherStanding || changes.size() > 1"),
        of(
            "what is gone is told",
            "AddressKeeper",
            "case Removed.NotThere notThere when wasPlaced -> taken.add(address);",
            "case Removed.NotThere notThere when wasPlaced -> {}"));
  }

  private static List<LoopDefect> ofTheInstances() {
    return List.of(
        of(
            "in the log a transition stands before what follows",
            "Instance",
            "      if (isTransition(effect)) {",
            "      if (!isTransition(effect) == true) {",
            "      if (!isTransition(effect)) {",
            "      if (isTransition(effect) == true) {"),
        of(
            "faults that come and go are told",
            "Instance",
            "      chores.add(() -> faultsTold.tell(state, config));\n",
            ""),
        of(
            "a group hears of its members' steps",
            "Instance",
            "    groups.stepped(this, input, step, nowNanos);\n",
            ""),
        of(
            "an address that was dropped is nobody's own",
            "Instance",
            "    reconcile(Standing.moving(moving, change.dropped()), nowNanos);\n",
            "    reconcile(moving, nowNanos);\n"),
        of(
            "addresses are announced",
            "Instance",
            "chores.add(() -> announcer.announce(burst, known).forEach(this::report));",
            "chores.add(() -> {});"),
        of(
            "who is no longer Active gives its addresses up",
            "Instance",
            "      case Effect.RemoveAddresses remove -> chores.add(this::removeAddresses);\n",
            "      case Effect.RemoveAddresses remove -> chores.add(() -> {});\n"),
        of(
            "what a group decides is told to its members",
            "SyncGroups",
            "    waiting.addAll(consequence.told());\n",
            "    waiting.addAll(consequence.told().stream().limit(0).toList());\n"));
  }
}
