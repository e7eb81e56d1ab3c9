package dev.baton.vrrp;

import dev.baton.vrrp.packet.ChecksumForm;

/** What our version 3 checksums over IPv4 cover; both forms are always accepted (R28). */
public enum ChecksumChoice {
  /** The message and the pseudo-header, which keepalived insists on (R6). */
  PSEUDO_HEADER,
  /** The message alone, as RFC 9568 has it (R5). */
  MESSAGE_ONLY,
  /** What the other routers use, the pseudo-header form before one is heard. */
  AUTO;

  /** The form of the first advertisement. */
  ChecksumForm first() {
    return switch (this) {
      case PSEUDO_HEADER, AUTO -> ChecksumForm.PSEUDO_HEADER;
      case MESSAGE_ONLY -> ChecksumForm.MESSAGE_ONLY;
    };
  }
}
