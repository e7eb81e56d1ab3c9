package dev.baton.agent.config;

/**
 * An interface of a virtual router's own: a macvlan with a MAC address that moves with the router.
 *
 * @param parent the interface below
 * @param mac its six octets, as {@code 00:00:5e:00:01:33}
 * @param speaksIpv6 whether IPv6 addresses are put on it
 */
public record VirtualMac(String interfaceName, String parent, String mac, boolean speaksIpv6) {}
