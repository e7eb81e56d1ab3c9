package dev.baton.agent.linux;

import dev.baton.agent.config.AddressOptions;
import dev.baton.agent.engine.AssignedAddress;
import dev.baton.agent.engine.InterfaceAddress;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * The rtnetlink messages about addresses.
 *
 * <pre>
 *   ifaddrmsg: family u8 | prefix length u8 | flags u8 | scope u8 | interface index u32
 * </pre>
 *
 * @param interfaceIndex of the interface that has it
 */
record AddressMessage(int interfaceIndex, InterfaceAddress address) {
  static final int NEW = 20;
  static final int DELETE = 21;
  static final int GET = 22;

  private static final int HEADER_BYTES = 8;
  private static final int AF_INET = 2;
  private static final int AF_INET6 = 10;

  private static final int ATTRIBUTE_ADDRESS = 1;
  private static final int ATTRIBUTE_LOCAL = 2;
  private static final int ATTRIBUTE_LABEL = 3;
  private static final int ATTRIBUTE_BROADCAST = 4;
  private static final int ATTRIBUTE_CACHE_INFORMATION = 6;
  private static final int ATTRIBUTE_FLAGS = 8;
  private static final int ATTRIBUTE_PROTOCOL = 11;

  private static final int FLAG_NO_DAD = 0x02;
  private static final int FLAG_HOME = 0x10;
  private static final int FLAG_MANAGE_TEMPORARY = 0x100;
  private static final int FLAG_NO_PREFIX_ROUTE = 0x200;
  private static final int FLAG_AUTOJOIN = 0x400;

  /** What marks an address as placed by us: VRRP's own protocol number. */
  private static final int PROTOCOL_BATON = 112;

  /** A request to add an address, which fails if it is there. */
  static void writeAdd(NetlinkWriter out, int interfaceIndex, AssignedAddress address) {
    int mode = NetlinkWriter.CREATE | NetlinkWriter.EXCLUSIVE;
    writeNew(out, mode, interfaceIndex, address);
  }

  /** A request to have an address as it should be, whether it is there or not. */
  static void writeRenew(NetlinkWriter out, int interfaceIndex, AssignedAddress address) {
    writeNew(out, NetlinkWriter.REPLACE, interfaceIndex, address);
  }

  private static void writeNew(
      NetlinkWriter out, int mode, int interfaceIndex, AssignedAddress address) {
    var options = address.options();
    begin(out, NEW, NetlinkWriter.ACK | mode, interfaceIndex, address);
    options.broadcast().forEach(b -> out.attribute(ATTRIBUTE_BROADCAST, b.getAddress()));
    int flags = flags(address);
    if (flags != 0) {
      out.attributeInt32(ATTRIBUTE_FLAGS, flags);
    }
    long validSeconds = address.lifetimeSeconds();
    long preferredSeconds = Math.min(options.preferredSeconds(), validSeconds);
    if (preferredSeconds != AddressOptions.FOREVER) {
      out.attribute(ATTRIBUTE_CACHE_INFORMATION, lifetimes(preferredSeconds, validSeconds));
    }
    if (!address.label().isEmpty()) {
      out.attributeText(ATTRIBUTE_LABEL, address.label());
    }
    out.attributeOctet(ATTRIBUTE_PROTOCOL, PROTOCOL_BATON).end();
  }

  private static int flags(AssignedAddress address) {
    // Usable when asked for: nobody else has the address, or the election would be another's.
    int flags = address.address().getAddress().length == 16 ? FLAG_NO_DAD : 0;
    for (var flag : address.options().flags()) {
      switch (flag) {
        case HOME -> flags |= FLAG_HOME;
        case DETECT_DUPLICATES -> flags &= ~FLAG_NO_DAD;
        case MANAGE_TEMPORARY -> flags |= FLAG_MANAGE_TEMPORARY;
        case NO_PREFIX_ROUTE -> flags |= FLAG_NO_PREFIX_ROUTE;
        case AUTOJOIN -> flags |= FLAG_AUTOJOIN;
      }
    }
    return flags;
  }

  /** ifa_cacheinfo: preferred u32 | valid u32 | created u32 | updated u32. */
  private static byte[] lifetimes(long preferredSeconds, long validSeconds) {
    return ByteBuffer.allocate(16)
        .order(ByteOrder.nativeOrder())
        .putInt((int) preferredSeconds)
        .putInt((int) validSeconds)
        .array();
  }

  /** A request to remove an address. */
  static void writeRemove(NetlinkWriter out, int interfaceIndex, AssignedAddress address) {
    begin(out, DELETE, NetlinkWriter.ACK, interfaceIndex, address).end();
  }

  /** A request for all addresses of both families. */
  static void writeDump(NetlinkWriter out) {
    out.begin(GET, NetlinkWriter.DUMP).octet(0).octet(0).octet(0).octet(0).int32(0).end();
  }

  private static NetlinkWriter begin(
      NetlinkWriter out, int type, int flags, int interfaceIndex, AssignedAddress address) {
    var bytes = address.address().getAddress();
    var peer = address.options().peer().stream().findFirst().orElse(address.address());
    return out.begin(type, flags)
        .octet(bytes.length == 16 ? AF_INET6 : AF_INET)
        .octet(address.prefixLength())
        .octet(0)
        .octet(address.options().scope())
        .int32(interfaceIndex)
        .attribute(ATTRIBUTE_LOCAL, bytes)
        .attribute(ATTRIBUTE_ADDRESS, peer.getAddress());
  }

  /** What a NEW or DELETE message says, or what to do instead where it says nothing of use. */
  static Parsed parse(NetlinkReader in) {
    if (in.payloadBytes() < HEADER_BYTES) {
      return new Parsed.Unusable();
    }
    byte[] local = {};
    byte[] address = {};
    int flags = in.payloadOctet(2);
    boolean placedByBaton = false;
    in.attributesAfter(HEADER_BYTES);
    while (in.nextAttribute()) {
      switch (in.attributeType()) {
        case ATTRIBUTE_LOCAL -> local = in.attributeBytes();
        case ATTRIBUTE_ADDRESS -> address = in.attributeBytes();
        case ATTRIBUTE_FLAGS -> flags = in.attributeInt();
        case ATTRIBUTE_PROTOCOL -> placedByBaton = in.attributeInt() == PROTOCOL_BATON;
        default -> {}
      }
    }
    // On a point-to-point link ADDRESS is the other end's, and LOCAL is ours.
    var own = local.length > 0 ? local : address;
    if (own.length != 4 && own.length != 16) {
      return new Parsed.Unusable();
    }
    var found =
        new InterfaceAddress(
            inetAddress(own), in.payloadOctet(1), in.payloadOctet(3), flags, placedByBaton);
    return new Parsed.Ok(new AddressMessage(in.payloadInt32(4), found));
  }

  /** What came of parsing. */
  sealed interface Parsed {
    /** A message about an IPv4 or IPv6 address. */
    record Ok(AddressMessage message) implements Parsed {}

    /** Another family, or too short. */
    record Unusable() implements Parsed {}
  }

  private static InetAddress inetAddress(byte[] bytes) {
    try {
      return InetAddress.getByAddress(bytes);
    } catch (UnknownHostException e) {
      throw new IllegalStateException("an address of " + bytes.length + " bytes: this is a bug", e);
    }
  }
}
