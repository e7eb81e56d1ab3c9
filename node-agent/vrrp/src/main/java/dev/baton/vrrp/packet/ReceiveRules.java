package dev.baton.vrrp.packet;

/** Which of the receive checks apply where deployed routers and the RFC differ. */
public record ReceiveRules(int minimumTtl, boolean linkLocalFirstAddress, boolean linkLocalSource) {

  /** RFC 9568 with its errata. */
  public static final ReceiveRules RFC_9568 = new ReceiveRules(255, true, true);

  /** A plain keepalived.conf: IPv6 addresses need not begin with a link-local one. */
  public static final ReceiveRules KEEPALIVED = new ReceiveRules(255, false, true);

  /** Unicast peers, which may be some hops away and use global addresses. */
  public static final ReceiveRules UNICAST = new ReceiveRules(0, false, false);
}
