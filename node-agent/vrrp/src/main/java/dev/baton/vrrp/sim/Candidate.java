package dev.baton.vrrp.sim;

import dev.baton.vrrp.Addresses;
import java.net.InetAddress;
import java.util.Comparator;

/** One router's part in one virtual router: an instance of ours, or another's. */
interface Candidate {
  /** Who wins an election (RFC 9568 section 6.4.3). */
  Comparator<Candidate> BY_STRENGTH =
      Comparator.comparingInt(Candidate::priority)
          .thenComparing(Candidate::address, Addresses::compare);

  String name();

  Node node();

  boolean isActive();

  /** The effective priority. */
  int priority();

  /** The primary address, which breaks ties. */
  InetAddress address();

  long intervalNanos();

  /** Skew_Time as it would be now. */
  long skewNanos();

  /** How long it may take until it has taken over, or has decided not to; 0 when it is decided. */
  long patienceNanos();

  /** Whether what that one advertises keeps it from taking over (RFC 9568 section 6.4.2). */
  boolean putsUpWith(Candidate active);

  /** How often its state changed. */
  int transitionCount();

  /** How many advertisements it sent. */
  int advertCount();
}
