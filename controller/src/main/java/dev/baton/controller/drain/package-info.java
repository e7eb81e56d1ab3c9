/**
 * Maintenance drains: what an operator asks, the plan, and one step after the other as the facts
 * allow. {@link dev.baton.controller.drain.Drains} is the fold of the log; {@link
 * dev.baton.controller.drain.DrainDecider} says which events follow from what is known now, so a
 * plan that was interrupted goes on by itself.
 *
 * <p>Pure: depends on the event model and on {@code fleet}; reads no clock.
 */
@org.jspecify.annotations.NullMarked
package dev.baton.controller.drain;
