package dev.baton.agent.track;

import dev.baton.agent.config.TrackerKind;
import dev.baton.agent.link.TrackerState.Sense;

/**
 * What a tracker saw, told when it is something else than before, and at first.
 *
 * @param number of a file: what is in it; of processes: how many there are; else 0
 * @param detail the same in words, for the log
 */
public record TrackerReport(
    TrackerKind kind, String name, Sense sense, long number, String detail) {}
