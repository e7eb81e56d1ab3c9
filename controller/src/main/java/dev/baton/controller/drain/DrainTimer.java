package dev.baton.controller.drain;

/**
 * When a {@code drain.timer-fired} is due.
 *
 * @param name says what it is for and on which event it rests, so that it fires once
 */
public record DrainTimer(String drainId, String name, long dueAtNanos) {}
