package dev.baton.agent.linux;

import java.net.InetAddress;
import java.util.List;

/**
 * How an address is asked for and answered, in the terms of nf_tables.
 *
 * @param family the number of the netfilter family
 * @param setKeyType what nft's listing shows the set's addresses as; the kernel does not look at it
 */
record SilencedProtocol(int family, int setKeyType, int addressBytes, Hook input, Hook output) {
  static final int IPPROTO_ICMPV6 = 58;

  static final SilencedProtocol ARP =
      new SilencedProtocol(3, 7, 4, new Hook("input", 0, 0, 24), new Hook("output", 1, 0, 14));

  static final SilencedProtocol NEIGHBOR_DISCOVERY =
      new SilencedProtocol(10, 8, 16, new Hook("input", 1, 135, 8), new Hook("output", 3, 136, 8));

  static final List<SilencedProtocol> ALL = List.of(ARP, NEIGHBOR_DISCOVERY);

  /**
   * Where packets of the protocol pass.
   *
   * @param icmpType of the messages that count, 0 for ARP
   * @param addressOffset of the address that is asked for or answered, in the ARP packet or in the
   *     ICMPv6 message
   */
  record Hook(String chain, int number, int icmpType, int addressOffset) {}

  static SilencedProtocol of(InetAddress address) {
    return address.getAddress().length == 4 ? ARP : NEIGHBOR_DISCOVERY;
  }
}
