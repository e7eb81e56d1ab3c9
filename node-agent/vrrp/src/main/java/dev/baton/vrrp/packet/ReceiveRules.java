package dev.baton.vrrp.packet;

/**
 * Which of the receive checks apply where deployed routers and the RFC differ.
 *
 * @param takesNoAddresses whether an advertisement may be without addresses, as those of a virtual
 *     router are that is there for its election alone
 * @param takesSigned whether the signature of draft-cassen-vrrp-auth-hmac may follow; it is not
 *     checked
 */
public record ReceiveRules(
    int minimumTtl,
    int maximumTtl,
    boolean linkLocalFirstAddress,
    boolean linkLocalSource,
    boolean takesNoAddresses,
    boolean takesSigned) {

  /** Rejects a range that no packet fits. */
  public ReceiveRules {
    if (minimumTtl < 0 || maximumTtl > 255 || minimumTtl > maximumTtl) {
      throw new IllegalArgumentException("no TTL is " + minimumTtl + " to " + maximumTtl);
    }
  }

  /** RFC 9568 with its errata. */
  public static final ReceiveRules RFC_9568 = new ReceiveRules(255, 255, true, true, false, false);

  /** A plain keepalived.conf: IPv6 addresses need not begin with a link-local one. */
  public static final ReceiveRules KEEPALIVED =
      new ReceiveRules(255, 255, false, true, false, false);

  /** Unicast peers, which may be some hops away and use global addresses. */
  public static final ReceiveRules UNICAST = new ReceiveRules(0, 255, false, false, false, false);

  /** The same for packets that arrive with another TTL or hop limit. */
  public ReceiveRules withTtl(int minimum, int maximum) {
    return new ReceiveRules(
        minimum, maximum, linkLocalFirstAddress, linkLocalSource, takesNoAddresses, takesSigned);
  }

  /** The same for a virtual router without addresses. */
  public ReceiveRules withoutAddresses() {
    return new ReceiveRules(
        minimumTtl, maximumTtl, linkLocalFirstAddress, linkLocalSource, true, takesSigned);
  }

  /** The same for a virtual router whose peers may sign. */
  public ReceiveRules withSigned() {
    return new ReceiveRules(
        minimumTtl, maximumTtl, linkLocalFirstAddress, linkLocalSource, takesNoAddresses, true);
  }
}
