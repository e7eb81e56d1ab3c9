package dev.baton.vrrp;

import dev.baton.events.InstanceEvent.Contribution;
import dev.baton.events.Priority;
import dev.baton.vrrp.packet.ChecksumForm;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;

/**
 * What a virtual router knows in every state.
 *
 * @param contributions what the trackers add and take
 * @param handOverUntil until when losing the election is a hand-over
 * @param checksumForm what a version 3 checksum over IPv4 that we send covers
 * @param othersReady whether the rest of the sync group lets the instance become Active
 */
public record Situation(
    RouterConfig config,
    boolean held,
    List<Contribution> contributions,
    Deadline handOverUntil,
    Peers peers,
    ChecksumForm checksumForm,
    boolean othersReady) {

  /** Keeps a copy. */
  public Situation {
    contributions = List.copyOf(contributions);
  }

  static Situation of(RouterConfig config) {
    var form = config.protocol().checksum().first();
    return new Situation(config, false, List.of(), Deadline.never(), Peers.NONE, form, true);
  }

  /**
   * The effective priority: a hold makes the instance the last resort, trackers never move the
   * owner and never make one of anybody else (R16, R69).
   */
  public Priority priority() {
    if (held) {
      return Priority.LAST_RESORT;
    }
    var base = config.election().priority();
    if (base.isOwner()) {
      return base;
    }
    long sum = base.value();
    for (var contribution : contributions) {
      sum += contribution.delta();
    }
    return new Priority((int) Math.clamp(sum, 1L, 254L));
  }

  /** Whether it is the owner of the addresses, and Active as soon as it begins. */
  boolean isOwnerAtOnce() {
    return priority().isOwner() && !config.election().conformance().ownerWaits();
  }

  /** Preempt_Mode as it stands: the owner always preempts (R55), a held instance never. */
  boolean preempts() {
    return !held && (config.election().preempt() || priority().isOwner());
  }

  Deadline nextSilence() {
    return peers.nextSilence();
  }

  InetAddress me() {
    return config.primaryAddress();
  }

  RouterConfig.Protocol protocol() {
    return config.protocol();
  }

  /** Whether a router with this priority and address wins against us (RFC 9568, 6.4.3). */
  boolean isBeatenBy(Priority other, InetAddress address) {
    int difference = other.value() - priority().value();
    return difference > 0 || (difference == 0 && Addresses.compare(address, me()) > 0);
  }

  /** Everything that moves the priority from its base, the hold included. */
  List<Contribution> allContributions() {
    var all = new ArrayList<>(contributions);
    if (held) {
      int unheld = with(false).priority().value();
      all.add(new Contribution("hold", Priority.LAST_RESORT.value() - unheld));
    }
    return all;
  }

  /** Another configuration; a form that was learned stays while learning is configured. */
  Situation with(RouterConfig other) {
    boolean learned =
        other.protocol().checksum() == ChecksumChoice.AUTO
            && config.protocol().checksum() == ChecksumChoice.AUTO;
    var form = learned ? checksumForm : other.protocol().checksum().first();
    return new Situation(other, held, contributions, handOverUntil, peers, form, othersReady);
  }

  /** Answers in the form that was heard, where that is configured. */
  Situation heard(ChecksumForm form) {
    if (form == checksumForm || config.protocol().checksum() != ChecksumChoice.AUTO) {
      return this;
    }
    return new Situation(config, held, contributions, handOverUntil, peers, form, othersReady);
  }

  Situation with(boolean otherHeld) {
    return new Situation(
        config, otherHeld, contributions, handOverUntil, peers, checksumForm, othersReady);
  }

  Situation with(List<Contribution> other) {
    return new Situation(config, held, other, handOverUntil, peers, checksumForm, othersReady);
  }

  Situation with(Deadline otherHandOverUntil) {
    return new Situation(
        config, held, contributions, otherHandOverUntil, peers, checksumForm, othersReady);
  }

  Situation with(Peers other) {
    return new Situation(
        config, held, contributions, handOverUntil, other, checksumForm, othersReady);
  }

  Situation withOthersReady(boolean other) {
    return new Situation(config, held, contributions, handOverUntil, peers, checksumForm, other);
  }
}
