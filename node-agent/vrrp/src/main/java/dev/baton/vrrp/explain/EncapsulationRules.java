package dev.baton.vrrp.explain;

import dev.baton.events.Family;
import dev.baton.vrrp.Addresses;
import dev.baton.vrrp.explain.Explanation.Draft;
import dev.baton.vrrp.packet.Reception;
import java.util.Map;

/** What RFC 9568 section 5.1 asks of the packet around an advertisement. */
final class EncapsulationRules {
  private static final Map<Family, String> GROUPS =
      Map.of(Family.IPV4, "224.0.0.18", Family.IPV6, "ff02::12");

  private final Draft draft;

  EncapsulationRules(Draft draft) {
    this.draft = draft;
  }

  void check(Octets message, Reception reception, String sourceMac) {
    boolean isMulticast =
        Addresses.text(reception.destination()).equals(GROUPS.get(reception.family()));
    if (reception.ttl() != 255) {
      String name = reception.family() == Family.IPV4 ? "TTL" : "hop limit";
      draft.wrong(
          name
              + " is "
              + reception.ttl()
              + ", it must be 255: the packet has crossed a router, or was forged from afar (RFC"
              + " 9568, 5.1.1.3 and 5.1.2.3); unicast peers are usually allowed fewer");
    }
    if (!isMulticast) {
      draft.note(
          "not sent to the group "
              + GROUPS.get(reception.family())
              + ": unicast, which is no part"
              + " of RFC 9568 but common; both sides must be configured for it");
    }
    if (reception.family() == Family.IPV6
        && !reception.source().isLinkLocalAddress()
        && isMulticast) {
      draft.wrong("the source is not a link-local address (RFC 9568, 5.1.2.1)");
    }
    noteSourceMac(message, sourceMac);
  }

  private void noteSourceMac(Octets message, String sourceMac) {
    if (sourceMac.isEmpty() || !message.has(1, 1)) {
      return;
    }
    if (!EthernetNames.isVirtual(sourceMac)) {
      draft.note(
          "sent from the interface's own MAC address, as keepalived does without use_vmac; RFC"
              + " 9568 section 7.3 wants the virtual router's");
    } else if (Integer.parseInt(sourceMac.substring(15), 16) != message.u8(1)) {
      draft.wrong("the source MAC address is that of another virtual router (RFC 9568, 7.3)");
    }
  }
}
