package dev.baton.vrrp;

import dev.baton.events.Cause;
import dev.baton.events.InstanceState;
import dev.baton.events.Priority;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/** The states of RFC 9568 section 6.4, each with its deadlines. */
public sealed interface State {

  /** What is known and configured in every state. */
  Situation situation();

  /** The state as it is reported; Initialize with faults has a name of its own. */
  InstanceState reported();

  /** The effective priority. */
  default Priority priority() {
    return situation().priority();
  }

  /**
   * Not taking part.
   *
   * @param started whether it would take part if there were no faults
   */
  record Initialize(Situation situation, Map<String, Cause> faults, boolean started)
      implements State {
    /** Keeps a sorted copy of the faults. */
    public Initialize {
      faults = Collections.unmodifiableMap(new TreeMap<>(faults));
      if (started && faults.isEmpty()) {
        throw new IllegalStateException("started without a fault, but not started: this is a bug");
      }
    }

    @Override
    public InstanceState reported() {
      return started ? InstanceState.FAULT : InstanceState.INITIALIZE;
    }
  }

  /**
   * Listening.
   *
   * @param preemptAt when lower ones are no longer put up with; set while only such are heard
   * @param lingerUntil when the addresses of a router that handed over go away
   */
  record Backup(
      Situation situation,
      ActiveDown activeDown,
      Heard lastHeard,
      Deadline preemptAt,
      Deadline lingerUntil)
      implements State {
    @Override
    public InstanceState reported() {
      return InstanceState.BACKUP;
    }

    Backup with(Situation other) {
      return new Backup(other, activeDown, lastHeard, preemptAt, lingerUntil);
    }

    Backup with(ActiveDown other) {
      return new Backup(situation, other, lastHeard, preemptAt, lingerUntil);
    }

    Backup with(Heard other) {
      return new Backup(situation, activeDown, other, preemptAt, lingerUntil);
    }

    Backup withPreemptAt(Deadline other) {
      return new Backup(situation, activeDown, lastHeard, other, lingerUntil);
    }

    Backup withLingerUntil(Deadline other) {
      return new Backup(situation, activeDown, lastHeard, preemptAt, other);
    }
  }

  /**
   * Holding the addresses and advertising.
   *
   * @param reactFromNanos from when another Active's advert may be answered again
   */
  record Active(
      Situation situation, long nextAdvertAtNanos, long reactFromNanos, Announcing announcing)
      implements State {
    @Override
    public InstanceState reported() {
      return InstanceState.ACTIVE;
    }

    Active with(Situation other) {
      return new Active(other, nextAdvertAtNanos, reactFromNanos, announcing);
    }

    Active with(Announcing other) {
      return new Active(situation, nextAdvertAtNanos, reactFromNanos, other);
    }

    Active withNextAdvertAt(long otherNanos) {
      return new Active(situation, otherNanos, reactFromNanos, announcing);
    }

    Active withReactFrom(long otherNanos) {
      return new Active(situation, nextAdvertAtNanos, otherNanos, announcing);
    }
  }

  /**
   * Active_Down_Timer.
   *
   * @param activeInterval Active_Adver_Interval
   * @param lowerIgnored whether a lower router was heard, and ignored, since it was set
   */
  record ActiveDown(
      long atNanos, Centiseconds activeInterval, Arming armedBy, boolean lowerIgnored) {}

  /** Why Active_Down_Timer runs to where it does. */
  enum Arming {
    /** No router was heard yet: entering Backup, or waking from a stall. */
    NOBODY,
    /** A router was heard. */
    ADVERT,
    /** A router resigned. */
    RESIGNATION,
    /** It ran out before, but the rest of the sync group was not ready. */
    GROUP
  }

  /** The announcements that are still to come. */
  record Announcing(Deadline secondAt, Deadline rivalSecondAt, Deadline refreshAt) {
    boolean isDue(long nowNanos) {
      return secondAt.isDue(nowNanos) || rivalSecondAt.isDue(nowNanos) || refreshAt.isDue(nowNanos);
    }
  }
}
