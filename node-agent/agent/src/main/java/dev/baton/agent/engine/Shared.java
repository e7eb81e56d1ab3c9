package dev.baton.agent.engine;

/** What all instances of an engine have in common. */
record Shared(
    Ports ports,
    EngineEvents events,
    Outbox outbox,
    SyncGroups groups,
    Deadlines<Instance> deadlines,
    TrackerStates trackers) {
  static Shared of(Ports ports, EngineEvents events) {
    var outbox = new Outbox(ports.adverts(), events);
    var trackers = new TrackerStates();
    return new Shared(ports, events, outbox, new SyncGroups(), new Deadlines<>(), trackers);
  }
}
