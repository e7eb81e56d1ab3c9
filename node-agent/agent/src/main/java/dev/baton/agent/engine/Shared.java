package dev.baton.agent.engine;

import dev.baton.agent.link.AdvertCounts;

/** What all instances of an engine have in common. */
record Shared(
    Ports ports,
    EngineEvents events,
    Outbox outbox,
    Chores chores,
    SyncGroups groups,
    Deadlines<Instance> deadlines,
    TrackerStates trackers,
    AdvertCounts counts,
    StartDelay startDelay,
    Promotions promotions,
    StaticsKeeper statics) {
  static Shared of(Ports ports, EngineEvents events, AdvertCounts counts) {
    var outbox = new Outbox(ports.adverts(), ports.links(), events);
    var statics = new StaticsKeeper(ports, events);
    return new Shared(
        ports,
        events,
        outbox,
        new Chores(),
        new SyncGroups(),
        new Deadlines<>(),
        new TrackerStates(statics),
        counts,
        new StartDelay(),
        new Promotions(ports.promotion()),
        statics);
  }

  /** Says what is to be said, and does what follows from it. */
  void settle() {
    outbox.flush();
    chores.work();
  }
}
