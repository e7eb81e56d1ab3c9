package dev.baton.vrrp.sim;

import dev.baton.vrrp.packet.Reception;
import java.nio.ByteBuffer;

/** A VRRP message on the segment, with what its IP header says. */
record Datagram(Reception reception, ByteBuffer message) {}
