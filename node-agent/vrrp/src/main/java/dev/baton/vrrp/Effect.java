package dev.baton.vrrp;

import dev.baton.events.Cause;
import dev.baton.events.Event;
import dev.baton.events.Priority;

/** Everything that a virtual router asks to be done, in the order in which it is to be done. */
public sealed interface Effect {

  /** Send an advertisement in each spoken version with this priority, all else as configured. */
  record SendAdvertisement(Priority priority) implements Effect {}

  /** Have all configured addresses on the interface, and answer ARP and ND for them. */
  record AddAddresses() implements Effect {}

  /** Take the addresses away. */
  record RemoveAddresses(Cause why) implements Effect {}

  /** Stop answering ARP and ND for the addresses, but keep them. */
  record Silence() implements Effect {}

  /** Tell the neighbours where the addresses are. */
  record Announce(Burst burst) implements Effect {}

  /** Record an event of this instance. */
  record Report(Event event) implements Effect {}

  /** A command was decided upon. */
  record CommandAnswered(String commandId, Answer answer) implements Effect {}

  /** Which announcement it is. */
  enum Burst {
    /** On entering Active. */
    FIRST,
    /** The same again, for those who missed it. */
    SECOND,
    /** After another Active was heard, which hosts may have believed. */
    RIVAL,
    /** {@link #RIVAL} again. */
    RIVAL_SECOND,
    /** Periodically. */
    REFRESH
  }

  /** What became of a command. */
  sealed interface Answer {
    /** It was done. */
    record Applied() implements Answer {}

    /** It was not, and nothing changed. */
    record Refused(Refusal reason) implements Answer {}
  }

  /** Why a take-over is refused. */
  enum Refusal {
    /** The instance is Active already. */
    ALREADY_ACTIVE("already-active"),
    /** The instance is not taking part. */
    NOT_BACKUP("not-backup"),
    /** The node is held. */
    HELD("held"),
    /** The command came too late. */
    DEADLINE_PASSED("deadline-passed"),
    /** No router has been heard as Active. */
    NO_ACTIVE_HEARD("no-active-heard"),
    /** Another router than the expected one was heard last. */
    ANOTHER_ACTIVE("another-active"),
    /** The expected router was heard with another priority. */
    ANOTHER_PRIORITY("another-priority"),
    /** The expected router would win against our priority and address. */
    WOULD_NOT_WIN("would-not-win");

    private final String code;

    Refusal(String code) {
      this.code = code;
    }

    /** The reason as it is recorded. */
    public String code() {
      return code;
    }
  }
}
