/**
 * Snapshots: what the controller knows at one position of its log, in a file, so that a start reads
 * the rest of the log alone. A snapshot is never needed: one that is damaged, of another version or
 * of another log is passed over, and the log is read from its beginning.
 *
 * <p>Depends on {@code projection} and {@code ingest}, whose state it keeps, on Jackson and on
 * Vert.x for the thread that writes.
 */
@org.jspecify.annotations.NullMarked
package dev.baton.controller.snapshot;
