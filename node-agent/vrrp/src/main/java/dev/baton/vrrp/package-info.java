/**
 * One virtual router as a pure function: {@code (state, input, now) -> (state, effects)}.
 *
 * <p>{@link dev.baton.vrrp.VirtualRouter} is the whole protocol of RFC 9568 section 6.4 with its
 * errata, and of RFC 3768. Its words are the RFC's: Active, Backup, Initialize,
 * Active_Down_Interval, Skew_Time. Time is a number of monotonic nanoseconds that the caller
 * passes; deadlines are a part of the state. There is no thread, socket, clock, logger or random
 * number in here. May depend on {@code dev.baton.events} and {@code dev.baton.vrrp.packet} only.
 */
@NullMarked
package dev.baton.vrrp;

import org.jspecify.annotations.NullMarked;
