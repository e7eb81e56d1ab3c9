package dev.baton.events;

/** What an instance noticed of the other routers; the envelope's subject is the instance. */
public sealed interface PeerEvent extends Event {
  /** {@code peer.first-heard}: a router begins to be heard as Active. */
  record FirstHeard(String address, Priority priority, int version, int intervalCentiseconds)
      implements PeerEvent {}

  /** {@code peer.fell-silent}: it is no longer heard. */
  record FellSilent(String address, long silentNanos) implements PeerEvent {}

  /**
   * {@code peer.gave-way}: its advert is overdue, and a better Active was heard meanwhile, or we
   * are it. It became Backup, as the protocol wants.
   *
   * @param winner the better one's address
   */
  record GaveWay(String address, String winner, long silentNanos) implements PeerEvent {}

  /**
   * {@code peer.advert-missed}: its advert is overdue, and nobody is heard who could have made it
   * Backup. Told of a router once a minute at most.
   *
   * @param unreported how often that happened since it was last told of this router
   */
  record AdvertMissed(String address, long silentNanos, long unreported) implements PeerEvent {}

  /**
   * {@code peer.mismatch}: it is configured otherwise.
   *
   * @param kind what differs: {@code address-list}, {@code interval}, {@code checksum-form}, ...
   */
  record Mismatch(String address, String kind, String ours, String theirs) implements PeerEvent {}
}
