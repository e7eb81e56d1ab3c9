package dev.baton.controller.fleet;

import dev.baton.events.VirtualRouterId;
import java.util.List;
import java.util.Map;

/**
 * An address that moved from one Active to another, or was given up.
 *
 * @param seq in the controller's log: the event of the one that took it, else of the one that left
 * @param cause why the one that took it did, else why the one that left did
 * @param correlationId the drain that it belongs to, empty for none
 * @param isProvisional whether a member may still report something that alters it
 */
public record Failover(
    long seq,
    long timeNanos,
    VirtualRouterId router,
    Holder from,
    Holder to,
    String cause,
    boolean isPlanned,
    String correlationId,
    Seam seam,
    Bound bound,
    boolean isProvisional,
    Map<String, String> evidence,
    List<Long> eventSeqs) {}
