package dev.baton.agent.linux;

import dev.baton.agent.config.Encapsulation;
import dev.baton.agent.config.Encapsulation.Ila;
import dev.baton.agent.config.Encapsulation.Mpls;
import dev.baton.agent.config.Encapsulation.Tunnel;
import dev.baton.events.Family;
import java.nio.ByteBuffer;

/** The attributes of a route, or of one of its next hops, that say what goes around a packet. */
final class EncapsulationMessage {
  private static final int TYPE = 21;
  private static final int CONTENT = 22;

  private static final int TYPE_MPLS = 1;
  private static final int TYPE_IP = 2;
  private static final int TYPE_ILA = 3;
  private static final int TYPE_IP6 = 4;

  private static final int MPLS_DESTINATION = 1;
  private static final int ILA_LOCATOR = 1;
  private static final int TUNNEL_ID = 1;
  private static final int TUNNEL_DESTINATION = 2;
  private static final int TUNNEL_SOURCE = 3;
  private static final int TUNNEL_HOP_LIMIT = 4;
  private static final int TUNNEL_TOS = 5;
  private static final int TUNNEL_FLAGS = 6;

  private static final int LABEL_SHIFT = 12;
  private static final int BOTTOM_OF_STACK = 0x100;

  private EncapsulationMessage() {}

  static void write(NetlinkWriter out, Encapsulation encapsulation) {
    switch (encapsulation) {
      case Mpls mpls -> begin(out, TYPE_MPLS, () -> writeLabels(out, mpls));
      case Ila ila ->
          begin(out, TYPE_ILA, () -> out.attribute(ILA_LOCATOR, bigEndian(ila.locator())));
      case Tunnel tunnel ->
          begin(
              out,
              tunnel.family() == Family.IPV4 ? TYPE_IP : TYPE_IP6,
              () -> writeTunnel(out, tunnel));
    }
  }

  private static void begin(NetlinkWriter out, int type, Runnable content) {
    out.nested(CONTENT, content).attributeInt16(TYPE, type);
  }

  /** RFC 3032 section 2.1. */
  private static void writeLabels(NetlinkWriter out, Mpls mpls) {
    var stack = ByteBuffer.allocate(mpls.labels().size() * Integer.BYTES);
    mpls.labels().forEach(label -> stack.putInt(label << LABEL_SHIFT));
    int last = stack.position() - Integer.BYTES;
    stack.putInt(last, stack.getInt(last) | BOTTOM_OF_STACK);
    out.attribute(MPLS_DESTINATION, stack.array());
  }

  private static void writeTunnel(NetlinkWriter out, Tunnel tunnel) {
    if (tunnel.id() != 0) {
      out.attribute(TUNNEL_ID, bigEndian(tunnel.id()));
    }
    tunnel.destination().forEach(to -> out.attribute(TUNNEL_DESTINATION, to.getAddress()));
    tunnel.source().forEach(from -> out.attribute(TUNNEL_SOURCE, from.getAddress()));
    if (tunnel.tos() != 0) {
      out.attributeOctet(TUNNEL_TOS, tunnel.tos());
    }
    if (tunnel.hopLimit() != 0) {
      out.attributeOctet(TUNNEL_HOP_LIMIT, tunnel.hopLimit());
    }
    if (tunnel.flags() != 0) {
      out.attributeInt16(TUNNEL_FLAGS, tunnel.flags());
    }
  }

  private static byte[] bigEndian(long number) {
    return ByteBuffer.allocate(Long.BYTES).putLong(number).array();
  }
}
