/**
 * The controller's programs. {@link dev.baton.controller.ControllerMain} reads the command line,
 * {@link dev.baton.controller.Controller} wires the parts: agents' records come in through {@code
 * ingest}, go into the log, come back through {@code projection} as immutable images, and out
 * through {@code api}; {@link dev.baton.controller.Decisions} asks {@code drain} what follows.
 *
 * <p>Vert.x stands here and in {@code ingest}, {@code projection} and {@code api} only.
 */
@org.jspecify.annotations.NullMarked
package dev.baton.controller;
