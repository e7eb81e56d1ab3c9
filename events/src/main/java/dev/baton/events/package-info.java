/**
 * What an event is. Families: instance, peer, tracker, config, node, drain, command, controller,
 * notification.
 *
 * <p>To add an event: add the record to its family here; give it a type id, version and fields in
 * {@code codec}; add a sample to the test kit's {@code EventSamples}; regenerate and commit its
 * golden file; let every fold that no longer compiles say what it means.
 *
 * <p>Depends on nothing.
 */
@org.jspecify.annotations.NullMarked
package dev.baton.events;
