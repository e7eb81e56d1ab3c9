package dev.baton.agent.engine;

/** All that the engine needs of its host. */
public record Ports(
    MonotonicClock clock,
    Wakeups wakeups,
    AdvertisementChannel adverts,
    LinkMonitor links,
    AddressTable addresses,
    RoutingTable routing,
    NeighborAnnouncer announcer,
    NeighborSilence silence,
    VirtualLinkTable virtualLinks,
    Forwarding forwarding,
    PacketRefusal refusal,
    SecondaryPromotion promotion,
    Urgency urgency,
    GroupReports reports) {
  /** The same with links that are seen in another way. */
  Ports with(LinkMonitor otherLinks) {
    return new Ports(
        clock,
        wakeups,
        adverts,
        otherLinks,
        addresses,
        routing,
        announcer,
        silence,
        virtualLinks,
        forwarding,
        refusal,
        promotion,
        urgency,
        reports);
  }
}
