package dev.baton.lab;

import dev.baton.lab.AgentLog.Transition;
import dev.baton.lab.Sighting.Advert;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Holds an agent's log against what the tap saw: every time of being Active in the log shows on the
 * wire as an unbroken row of adverts that begins and ends with it, and no advert is outside of one.
 * While the lab kept the host from being heard, silence proves nothing and is not asked about; a
 * silence that the log owns up to, for the engine was kept from running, is as long as it says.
 */
public final class LogAgainstTap {
  /**
   * How far the kernel's stamp of a frame and the agent's time of the event may be apart: on a busy
   * machine by almost an interval, so that an advert that is missing or too many still shows.
   */
  private static final Duration TOLERANCE = Duration.ofMillis(900);

  /** How long the log's writer, and the tap's, may lag behind on a busy machine. */
  private static final Duration WRITTEN_LIMIT = Duration.ofSeconds(30);

  /** A dead engine says nothing: its end has the time at which its steward found it. */
  private static final Duration FOUND_DEAD = Duration.ofSeconds(10);

  private static final Duration EACH_SECOND = Duration.ofSeconds(1);

  /** A time of being Active, as the log tells it. */
  private record Reign(long fromNanos, long toNanos, boolean ended, boolean died) {}

  private final AgentLog log;
  private final VirtualRouterKey router;
  private final List<Advert> adverts;
  private final List<Blackouts.Stretch> blackouts;
  private final long intervalNanos;
  private final List<String> differences = new ArrayList<>();

  LogAgainstTap(
      AgentLog log,
      VirtualRouterKey router,
      List<Advert> adverts,
      List<Blackouts.Stretch> blackouts,
      Duration interval) {
    this.log = log;
    this.router = router;
    this.adverts =
        adverts.stream()
            .filter(advert -> advert.host().equals(log.host()) && advert.router().equals(router))
            .toList();
    this.blackouts = blackouts;
    this.intervalNanos = interval.toNanos();
  }

  /** What differs for the instances of one agent that advertise each second; empty is right. */
  public static List<String> differences(BatonAgent agent, List<InstanceSpec> instances, Tap tap) {
    // What happens from now on is not asked about: a busy machine may write it down later.
    long untilNanos = WallClock.nowNanos();
    var differences = new AtomicReference<List<String>>(List.of());
    Await.holdsWithin(
        WRITTEN_LIMIT,
        () -> {
          differences.set(differencesNow(agent, instances, tap, untilNanos));
          return differences.get().isEmpty();
        });
    return differences.get();
  }

  private static List<String> differencesNow(
      BatonAgent agent, List<InstanceSpec> instances, Tap tap, long untilNanos) {
    var name = agent.host().name();
    var log = AgentLog.of(name, agent.log());
    var adverts = tap.adverts();
    var blackouts = agent.host().lab().blackouts().of(name);
    return instances.stream()
        .map(one -> new LogAgainstTap(log, one.router(), adverts, blackouts, EACH_SECOND))
        .flatMap(comparison -> comparison.compare(untilNanos).stream())
        .toList();
  }

  List<String> compare(long seenUntilNanos) {
    var transitions = log.transitions(router);
    checkChain(transitions);
    var reigns = reigns(transitions, seenUntilNanos);
    reigns.forEach(reign -> checkReign(reign, seenUntilNanos));
    checkNothingElse(reigns, seenUntilNanos);
    if (!differences.isEmpty()) {
      differences.addFirst(story(transitions));
    }
    return differences;
  }

  private void checkChain(List<Transition> transitions) {
    var state = "INITIALIZE";
    for (var transition : transitions) {
      if (!transition.from().equals(state)) {
        differ(transition.timeNanos(), "goes on from " + transition.from() + ", not " + state);
      }
      state = transition.to();
    }
  }

  private static List<Reign> reigns(List<Transition> transitions, long seenUntilNanos) {
    var reigns = new ArrayList<Reign>();
    for (int i = 0; i < transitions.size(); i++) {
      var begin = transitions.get(i);
      if (begin.toActive() && begin.timeNanos() < seenUntilNanos) {
        boolean ended = i + 1 < transitions.size();
        long end = ended ? transitions.get(i + 1).timeNanos() : seenUntilNanos;
        boolean died = ended && transitions.get(i + 1).cause().equals(AgentLog.DEATH);
        reigns.add(new Reign(begin.timeNanos(), end, ended, died));
      }
    }
    return reigns;
  }

  private void checkReign(Reign reign, long seenUntilNanos) {
    long endNanos = Math.min(reign.toNanos(), seenUntilNanos);
    var within =
        adverts.stream().filter(advert -> !advert.resigns() && isIn(advert, reign)).toList();
    if (within.isEmpty()) {
      // An unfinished one may have begun only just now.
      long allowedNanos = reign.toNanos() < seenUntilNanos ? -TOLERANCE.toNanos() : 0;
      checkGap(reign.fromNanos(), endNanos, allowedNanos, "Active, and no advert shows it,");
      return;
    }
    checkGap(reign.fromNanos(), within.getFirst().timeNanos(), 0, "Active, without an advert");
    for (int i = 1; i < within.size(); i++) {
      long before = within.get(i - 1).timeNanos();
      checkGap(before, within.get(i).timeNanos(), intervalNanos, "Active, and silent");
    }
    long lastNanos = intervalNanos + (reign.died() ? FOUND_DEAD.toNanos() : 0);
    checkGap(within.getLast().timeNanos(), endNanos, lastNanos, "Active, and silent");
  }

  private void checkGap(long fromNanos, long toNanos, long allowedNanos, String what) {
    long tolerated = allowedNanos + TOLERANCE.toNanos() + log.stalledNanos(fromNanos, toNanos);
    if (toNanos - fromNanos > tolerated && !excused(fromNanos, toNanos)) {
      differ(fromNanos, what + " for " + Duration.ofNanos(toNanos - fromNanos));
    }
  }

  private void checkNothingElse(List<Reign> reigns, long seenUntilNanos) {
    for (var advert : adverts) {
      boolean known = reigns.stream().anyMatch(reign -> isIn(advert, reign));
      if (!known && advert.timeNanos() < seenUntilNanos) {
        differ(
            advert.timeNanos(),
            "advertises priority " + advert.priority() + ", and is not Active by its log");
      }
      boolean resignationKnown =
          reigns.stream().anyMatch(reign -> reign.ended() && isNear(advert, reign.toNanos()));
      if (advert.resigns() && !resignationKnown) {
        differ(advert.timeNanos(), "resigns, and goes on as Active by its log");
      }
    }
  }

  private static boolean isIn(Advert advert, Reign reign) {
    long slack = TOLERANCE.toNanos();
    return advert.timeNanos() >= reign.fromNanos() - slack
        && advert.timeNanos() <= reign.toNanos() + slack;
  }

  private static boolean isNear(Advert advert, long timeNanos) {
    return Math.abs(advert.timeNanos() - timeNanos) <= TOLERANCE.toNanos();
  }

  private boolean excused(long fromNanos, long toNanos) {
    return blackouts.stream().anyMatch(stretch -> stretch.overlaps(fromNanos, toNanos));
  }

  private void differ(long timeNanos, String what) {
    differences.add("%s %s %s: %s".formatted(at(timeNanos), log.host(), router, what));
  }

  private String story(List<Transition> transitions) {
    var lines = new ArrayList<String>();
    lines.add(log.host() + " " + router + ": the log and the wire differ. The log says:");
    for (var one : transitions) {
      lines.add(
          "  %s %s -> %s, %s".formatted(at(one.timeNanos()), one.from(), one.to(), one.cause()));
    }
    lines.add("The wire says:");
    for (var row : Row.of(adverts, 3 * intervalNanos)) {
      lines.add(
          "  %s to %s: %d adverts%s"
              .formatted(
                  at(row.fromNanos()),
                  at(row.toNanos()),
                  row.count(),
                  row.resigned() ? ", resigned" : ""));
    }
    return String.join("\n", lines);
  }

  private static String at(long timeNanos) {
    return Instant.ofEpochSecond(0, timeNanos).toString().substring(11);
  }
}
