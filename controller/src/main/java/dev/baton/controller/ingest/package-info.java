/**
 * The agents' way in: {@link dev.baton.controller.ingest.AgentListener} takes their connections,
 * {@link dev.baton.controller.ingest.Chains} checks that each record continues its node's log, and
 * {@link dev.baton.controller.ingest.Outbox} brings them their commands.
 *
 * <p>Depends on the uplink's frames, the codec, {@code projection} and Vert.x.
 */
@org.jspecify.annotations.NullMarked
package dev.baton.controller.ingest;
