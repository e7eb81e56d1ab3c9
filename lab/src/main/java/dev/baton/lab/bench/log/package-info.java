/**
 * The event log beside a plain file and a bare queue: {@code baton bench log}.
 *
 * <p>May use the event log, its queue and the controller's fold, as the only package of the lab:
 * everything else drives Baton from outside.
 */
@NullMarked
package dev.baton.lab.bench.log;

import org.jspecify.annotations.NullMarked;
