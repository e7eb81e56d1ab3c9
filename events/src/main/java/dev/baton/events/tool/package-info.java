/**
 * The {@code baton log} commands: read a log on disk, also while it is written. Depends on the log
 * port, its Chronicle adapter, the JSON form and picocli.
 */
@org.jspecify.annotations.NullMarked
package dev.baton.events.tool;
