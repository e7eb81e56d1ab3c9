package dev.baton.agent.config;

/** How advertisements travel: from which address, and where to. */
public record Delivery(SourceAddress source, Destination destination) {}
