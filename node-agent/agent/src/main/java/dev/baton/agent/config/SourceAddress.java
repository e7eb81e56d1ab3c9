package dev.baton.agent.config;

import java.net.InetAddress;

/** Where advertisements come from. */
public sealed interface SourceAddress {
  /** The interface's primary address; for IPv6 its link-local address. */
  record PrimaryOfInterface() implements SourceAddress {}

  /**
   * A given address ({@code mcast_src_ip}, {@code unicast_src_ip}).
   *
   * @param mustExist the instance is in fault while its interface has no such address
   */
  record Fixed(InetAddress address, boolean mustExist) implements SourceAddress {}
}
