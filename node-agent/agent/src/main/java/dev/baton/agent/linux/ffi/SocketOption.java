package dev.baton.agent.linux.ffi;

/** A socket option, by the numbers of asm-generic, which x86-64 and aarch64 share. */
public enum SocketOption {
  SO_RCVBUF(1, 8),
  SO_PRIORITY(1, 12),
  SO_BINDTODEVICE(1, 25),
  SO_RCVBUFFORCE(1, 33),
  IP_TOS(0, 1),
  IP_TTL(0, 2),
  IP_TRANSPARENT(0, 19),
  IP_MULTICAST_IF(0, 32),
  IP_MULTICAST_TTL(0, 33),
  IP_MULTICAST_LOOP(0, 34),
  IP_ADD_MEMBERSHIP(0, 35),
  IP_MULTICAST_ALL(0, 49),
  IPV6_UNICAST_HOPS(41, 16),
  IPV6_MULTICAST_IF(41, 17),
  IPV6_MULTICAST_HOPS(41, 18),
  IPV6_MULTICAST_LOOP(41, 19),
  IPV6_JOIN_GROUP(41, 20),
  IPV6_MULTICAST_ALL(41, 29),
  IPV6_RECVPKTINFO(41, 49),
  IPV6_RECVHOPLIMIT(41, 51),
  IPV6_TCLASS(41, 67),
  NETLINK_ADD_MEMBERSHIP(270, 1);

  private final int level;
  private final int number;

  SocketOption(int level, int number) {
    this.level = level;
    this.number = number;
  }

  /** The level of {@code setsockopt}. */
  public int level() {
    return level;
  }

  /** The option's number within its level. */
  public int number() {
    return number;
  }
}
