package dev.baton.vrrp.packet;

/** What became of a received message. */
public sealed interface Decoded {

  /** A valid advertisement, and what its checksum covered. */
  record Ok(Advertisement advertisement, ChecksumForm checksumForm) implements Decoded {}

  /** A message to be discarded and counted. */
  record Rejected(Reason reason) implements Decoded {}

  /** Why a message is discarded. */
  enum Reason {
    /** TTL or hop limit out of range: it crossed a router (R21). */
    TTL("ip-ttl-errors"),
    /** Neither version 2 nor 3, or version 2 over IPv6 (R22). */
    VERSION("version-errors"),
    /** Not an advertisement (R23). */
    TYPE("invalid-type-pkts-rcvd"),
    /** Shorter than its own address count says (R24). */
    TOO_SHORT("packet-length-errors"),
    /** Longer than its own address count says. */
    TOO_LONG("packet-length-errors"),
    /** Longer by just the signature of draft-cassen-vrrp-auth-hmac, which is not expected. */
    SIGNED("packet-length-errors"),
    /** Damaged, or covered in a form that is not accepted (R27-R29). */
    CHECKSUM("checksum-errors"),
    /** VRID 0. */
    VRID("vrid-errors"),
    /** No address at all (R32). */
    NO_ADDRESSES("address-list-errors"),
    /** An interval of zero, which must never reach a timer (R33). */
    ZERO_INTERVAL("interval-errors"),
    /** IPv6 whose first address is not the virtual router's link-local one (R34). */
    FIRST_ADDRESS_NOT_LINK_LOCAL("address-list-errors"),
    /** IPv6 from an address that is not link-local (R43). */
    SOURCE_NOT_LINK_LOCAL("source-errors"),
    /** By unicast from somebody who is not among the configured peers. */
    NO_PEER("source-errors"),
    /** A version 2 authentication type other than none and password (R36). */
    AUTHENTICATION_TYPE("auth-type-errors");

    private final String counter;

    Reason(String counter) {
      this.counter = counter;
    }

    /** The counter it belongs to: the RFC 8347 leaf name where there is one. */
    public String counter() {
      return counter;
    }
  }
}
