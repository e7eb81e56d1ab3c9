/**
 * What tests of every module use: one of each event, a log in memory, and the suite that every log
 * passes. Depends on the event model, the codec and the log port.
 */
@org.jspecify.annotations.NullMarked
package dev.baton.events.testkit;
