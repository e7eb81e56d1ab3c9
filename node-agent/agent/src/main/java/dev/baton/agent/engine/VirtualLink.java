package dev.baton.agent.engine;

import dev.baton.vrrp.packet.MacAddress;

/**
 * A virtual router's own interface above a real one, with the virtual router's MAC address.
 *
 * @param speaksIpv6 whether IPv6 addresses will be on it; otherwise it has no IPv6 at all
 */
public record VirtualLink(String name, String parent, MacAddress mac, boolean speaksIpv6) {}
