package dev.baton.agent.engine;

/** What all instances of an engine have in common. */
record Shared(Ports ports, EngineEvents events, Outbox outbox, SyncGroups groups) {
  static Shared of(Ports ports, EngineEvents events) {
    return new Shared(ports, events, new Outbox(ports.adverts(), events), new SyncGroups());
  }
}
