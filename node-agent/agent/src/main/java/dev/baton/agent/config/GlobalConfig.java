package dev.baton.agent.config;

/**
 * What concerns the whole node.
 *
 * @param routerId keepalived's {@code router_id}, empty when not set
 * @param nodeName from {@code #@baton node NAME}, empty when not set
 */
public record GlobalConfig(String routerId, String nodeName) {}
