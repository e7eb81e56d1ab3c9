/**
 * The log on disk: a Chronicle queue of records. The only package that imports {@code net.openhft}.
 * Chronicle has no checksum and its readers stop silently at damage, so everything is checked here
 * again: checksum, dense numbers, chain, and that what can be read is all that was written.
 *
 * <pre>
 * DIR/log.lock     one writer: locked while a process has the log open; its pid
 * DIR/log/log.id   which log this is, and what its format is
 * DIR/log/log.head how many records were appended
 * DIR/log/log.acked how many of them a controller's disk holds
 * DIR/log/log.base where the log begins, once its oldest records are not kept any more
 * DIR/log/*        the queue's own files, one a day (UTC); of a day that is over an archive
 * </pre>
 *
 * <p>Depends on the event model, the codec and the log port; used by the programs' composition
 * roots and the {@code log} commands.
 */
@org.jspecify.annotations.NullMarked
package dev.baton.events.chronicle;
