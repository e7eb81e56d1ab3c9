/**
 * Benchmarks beside keepalived, a plain file and a bare queue in the same run: {@code baton bench}.
 * They print tables and assert nothing, for this machine is not that one.
 *
 * <p>May use the lab and nothing else of Baton.
 */
@NullMarked
package dev.baton.lab.bench;

import org.jspecify.annotations.NullMarked;
