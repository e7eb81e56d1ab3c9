package dev.baton.vrrp;

/** One thing in which another router is configured otherwise than we are. */
public record Difference(Kind kind, String ours, String theirs) {

  /** What differs. */
  public enum Kind {
    /** The protocol version: the advert is discarded (R22). */
    VERSION("version"),
    /** It speaks version 3 alone where we speak version 2, too (RFC 9568 section 8.4.2, R93). */
    VERSION_2_MISSING("version-2-missing"),
    /** Version 2 authentication: the advert is discarded (R36). */
    AUTHENTICATION("authentication"),
    /** The interval: discarded in version 2 (R37), adopted in version 3 (R38). */
    INTERVAL("interval"),
    /** The addresses, whatever their order (R40, R41). */
    ADDRESS_LIST("address-list"),
    /** What the checksum covers: both are accepted (R28), but not by every router. */
    CHECKSUM_FORM("checksum-form"),
    /** The other router has our own address (R62). */
    DUPLICATE_ADDRESS("duplicate-address");

    private final String text;

    Kind(String text) {
      this.text = text;
    }

    /** The kind as it is recorded. */
    public String text() {
      return text;
    }
  }
}
