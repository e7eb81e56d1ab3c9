/**
 * The JSON form of events, for people and other programs: what the API answers and what {@code
 * baton log dump} prints. Depends on the event model, the codec's names and Jackson.
 */
@org.jspecify.annotations.NullMarked
package dev.baton.events.json;
