/**
 * A controller under the records of many agents: {@code baton bench ingest}. The agents are
 * simulated: each has a connection, an identity and a chain of records of its own, but no process.
 *
 * <p>May use the event log's codecs and frames; the controller is a process beside it.
 */
@NullMarked
package dev.baton.lab.bench.ingest;

import org.jspecify.annotations.NullMarked;
