package dev.baton.events;

/** The address family of a virtual router; the same VRID in both is two virtual routers. */
public enum Family {
  /** IPv4. */
  IPV4("ipv4"),
  /** IPv6. */
  IPV6("ipv6");

  private final String text;

  Family(String text) {
    this.text = text;
  }

  /** The word used in JSON and in virtual router names: {@code ipv4} or {@code ipv6}. */
  public String text() {
    return text;
  }
}
