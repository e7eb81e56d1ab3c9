package dev.baton.events;

/** What an instance noticed of the other routers; the envelope's subject is the instance. */
public sealed interface PeerEvent extends Event {
  /** {@code peer.first-heard}: a router begins to be heard as Active. */
  record FirstHeard(String address, Priority priority, int version, int intervalCentiseconds)
      implements PeerEvent {}

  /** {@code peer.fell-silent}: it is no longer heard. */
  record FellSilent(String address, long silentNanos) implements PeerEvent {}

  /**
   * {@code peer.mismatch}: it is configured otherwise.
   *
   * @param kind what differs: {@code address-list}, {@code interval}, {@code checksum-form}, ...
   */
  record Mismatch(String address, String kind, String ours, String theirs) implements PeerEvent {}
}
