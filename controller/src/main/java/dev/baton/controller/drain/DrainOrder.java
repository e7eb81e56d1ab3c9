package dev.baton.controller.drain;

import dev.baton.events.EventId;
import dev.baton.events.NodeName;

/**
 * What an operator asked for.
 *
 * @param holdExpiresAtNanos 0 for never
 * @param event the one that recorded it
 */
public record DrainOrder(
    String id,
    NodeName node,
    String message,
    String by,
    long createdAtNanos,
    long deadlineAtNanos,
    long holdExpiresAtNanos,
    EventId event) {}
