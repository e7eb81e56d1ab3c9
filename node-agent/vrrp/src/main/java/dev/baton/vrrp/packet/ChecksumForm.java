package dev.baton.vrrp.packet;

/**
 * What a checksum covers. Version 2 and IPv6 have one form each; for version 3 over IPv4 the RFCs
 * were read both ways, and both ways are deployed.
 */
public enum ChecksumForm {
  /** The VRRP message alone (RFC 9568 section 5.2.8; Cisco, Juniper, Arista). */
  MESSAGE_ONLY("message-only"),
  /** The message and the IP pseudo-header (keepalived, FRR, MikroTik; IPv6 everywhere). */
  PSEUDO_HEADER("pseudo-header");

  private final String text;

  ChecksumForm(String text) {
    this.text = text;
  }

  /** The form as it is recorded. */
  public String text() {
    return text;
  }
}
