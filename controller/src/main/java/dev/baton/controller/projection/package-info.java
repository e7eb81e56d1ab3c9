/**
 * The way from the log to images: {@link dev.baton.controller.projection.LogThread} appends, makes
 * durable and reads back on a thread of its own; {@link dev.baton.controller.projection.Projector}
 * folds what it read on the controller's event loop. The same way at start and live.
 *
 * <p>Depends on the log port, {@code fleet}, {@code drain} and Vert.x.
 */
@org.jspecify.annotations.NullMarked
package dev.baton.controller.projection;
