package dev.baton.events;

/** A fact that happened. Families are sealed, so that a new event breaks every incomplete fold. */
public sealed interface Event
    permits InstanceEvent,
        PeerEvent,
        TrackerEvent,
        ConfigEvent,
        NodeEvent,
        DrainEvent,
        CommandEvent,
        ControllerEvent,
        NotificationEvent {}
