package dev.baton.agent.engine;

import dev.baton.events.Family;
import java.net.InetAddress;

/**
 * Where an advertisement comes from or goes to. Received paths are interned by the channel, so that
 * a peer that goes on advertising costs no allocation.
 *
 * @param destination the VRRP group, or a unicast peer
 */
public record AdvertPath(
    String interfaceName, Family family, InetAddress source, InetAddress destination) {}
