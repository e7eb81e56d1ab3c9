package dev.baton.agent.engine;

import dev.baton.agent.config.FirewallTables;
import java.util.Collection;

/**
 * Has this host take no packets to addresses that are on it, and send none from them: RFC 9568 with
 * Accept_Mode false. Packets through the host, ARP and neighbour discovery are not affected.
 */
public interface PacketRefusal {
  /** Which tables it is done in from now on; what is refused stays so while they change. */
  void use(FirewallTables tables);

  /** Refuses packets; why that cannot be, empty when it is so. */
  String refuse(Collection<RefusedAddress> addresses);

  /** Takes packets again; does nothing for addresses that were not refused. */
  void accept(Collection<RefusedAddress> addresses);

  /** Puts back what somebody else took away of it, or changed. */
  Mended mend();

  /** Takes everything that was made for it away. */
  void end();
}
