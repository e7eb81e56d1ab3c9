/** Events. */
@org.jspecify.annotations.NullMarked
package dev.baton.events;
