package dev.baton.agent.config;

/** What a version 3 checksum over IPv4 covers. */
public enum Checksum {
  /** The message and the pseudo-header, as in keepalived and FRR. */
  PSEUDO_HEADER,
  /** The message alone, as in RFC 9568: {@code v3_checksum_as_v2}. */
  MESSAGE_ONLY,
  /** As the peers do: {@code #@baton checksum auto}. */
  AUTO
}
