package dev.baton.agent.config;

/**
 * How an instance behaves where the specifications, and deployed routers, differ.
 *
 * @param answersLower an Active answers a losing advert at once ({@code lower_prio_no_advert} off)
 * @param answersHigher an Active sends a last advert before it yields ({@code
 *     higher_prio_send_advert})
 * @param ownerIgnoresAdverts {@code owner_ignore_adverts}
 * @param skipsAddressCheck {@code skip_check_adv_addr}
 * @param isStrict {@code strict_mode}: advertisements are checked by the letter
 * @param signatures what {@code auth_hmac} says of its peers
 * @param isDual version 2 is spoken beside version 3: {@code #@baton dual_version}
 */
public record Manners(
    Checksum checksum,
    boolean answersLower,
    boolean answersHigher,
    boolean ownerIgnoresAdverts,
    boolean skipsAddressCheck,
    boolean isStrict,
    Signatures signatures,
    boolean isDual) {

  /** The same with the other version beside it or not. */
  Manners withDual(boolean other) {
    return new Manners(
        checksum,
        answersLower,
        answersHigher,
        ownerIgnoresAdverts,
        skipsAddressCheck,
        isStrict,
        signatures,
        other);
  }
}
