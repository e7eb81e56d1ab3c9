package dev.baton.agent.config;

/**
 * What {@code auth_hmac} says of the peers of an instance: they sign their advertisements
 * (draft-cassen-vrrp-auth-hmac). Baton signs none, and takes signed ones without a check.
 */
public enum Signatures {
  /** Nobody signs, and what is signed is discarded for its length. */
  NONE,
  /** Peers take unsigned advertisements, too: modes receive-only and permissive. */
  WELCOME,
  /** Peers discard unsigned advertisements: mode enforce. */
  DEMANDED
}
