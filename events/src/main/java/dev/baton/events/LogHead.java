package dev.baton.events;

/**
 * How far a log had come: who keeps it can tell later whether what stood before was changed.
 *
 * @param seq the newest record, 0 when there was none
 * @param hash its digest, and through its chain that of all before it
 */
public record LogHead(LogId logId, long seq, Sha256 hash) {}
