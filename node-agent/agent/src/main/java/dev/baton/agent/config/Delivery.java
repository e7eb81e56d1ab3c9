package dev.baton.agent.config;

/**
 * How advertisements travel: from which address, and where to.
 *
 * @param needsLink the instance is in fault while its interface is down
 * @param tellsOfStrangers it is told where advertisements of unknown VRIDs come from
 */
public record Delivery(
    SourceAddress source, Destination destination, boolean needsLink, boolean tellsOfStrangers) {}
