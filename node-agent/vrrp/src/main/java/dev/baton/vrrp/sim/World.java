package dev.baton.vrrp.sim;

/** What all hosts of a trial share. */
record World(
    Simulation simulation,
    SimulatedSegment segment,
    Deliveries deliveries,
    Rules rules,
    long jitterNanos) {}
