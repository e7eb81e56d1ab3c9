package dev.baton.vrrp;

/** The two versions of the protocol that are in use. */
public enum VrrpVersion {
  /** RFC 3768: IPv4 only, intervals in whole seconds that must be equal everywhere. */
  V2(2),
  /** RFC 9568 (and RFC 5798): both families, intervals in centiseconds that Backups learn. */
  V3(3);

  private final int number;

  VrrpVersion(int number) {
    this.number = number;
  }

  /** The number in the first four bits of a message. */
  public int number() {
    return number;
  }
}
