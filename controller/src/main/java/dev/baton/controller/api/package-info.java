/**
 * The HTTP interface for people and programs: the table of routes in {@link
 * dev.baton.controller.api.HttpApi}, one class a resource, {@link
 * dev.baton.controller.api.LiveFeed} for what happens now. Every error is a problem+json.
 *
 * <p>Reads images, asks {@code Decisions} for writes; depends on {@code projection}, {@code fleet},
 * {@code drain}, the events' JSON form and Vert.x.
 */
@org.jspecify.annotations.NullMarked
package dev.baton.controller.api;
