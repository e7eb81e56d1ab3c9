/**
 * The uplink: ships the node's log to the controller and brings its commands. Depends on the
 * events' uplink frames and Vert.x; the rest of the steward stands behind {@link
 * dev.baton.agent.uplink.NodeLog}.
 */
@org.jspecify.annotations.NullMarked
package dev.baton.agent.uplink;
