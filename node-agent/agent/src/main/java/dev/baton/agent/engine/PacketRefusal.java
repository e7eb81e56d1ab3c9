package dev.baton.agent.engine;

import dev.baton.agent.config.FirewallTables;
import java.net.InetAddress;
import java.util.Collection;

/**
 * Has this host take no packets to addresses that are on it: RFC 9568 with Accept_Mode false.
 * Packets through the host, ARP and neighbour discovery are not affected.
 */
public interface PacketRefusal {
  /** Which tables it is done in from now on; what is refused stays so while they change. */
  void use(FirewallTables tables);

  /** Refuses packets to addresses; why that cannot be, empty when it is so. */
  String refuse(Collection<InetAddress> addresses);

  /** Takes packets to addresses again; does nothing for those that were not refused. */
  void accept(Collection<InetAddress> addresses);

  /** Puts back what somebody else took away of it. */
  Mended mend();

  /** Takes everything that was made for it away. */
  void end();
}
