package dev.baton.agent.engine;

import java.util.SplittableRandom;

/** What the hosts of a trial have in common. */
record LoopWorld(
    LoopTime time,
    LoopNetwork network,
    SplittableRandom chance,
    LoopRings rings,
    LoopTrace trace) {}
