package dev.baton.lab;

import dev.baton.lab.AgentLog.Transition;
import dev.baton.lab.Sighting.Advert;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Holds an agent's log against what the tap saw: every time of being Active in the log shows on the
 * wire as an unbroken row of adverts that begins and ends with it, and no advert is outside of one.
 * While the lab kept the host from being heard, silence proves nothing and is not asked about.
 */
public final class LogAgainstTap {
  /** How far the kernel's stamp of a frame and the agent's time of the event may be apart. */
  private static final Duration TOLERANCE = Duration.ofMillis(500);

  private static final Duration EACH_SECOND = Duration.ofSeconds(1);

  /** A time of being Active, as the log tells it. */
  private record Reign(long fromNanos, long toNanos, boolean ended) {}

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
    // Taken before the log is read: what the log has more is younger.
    long seenUntilNanos = WallClock.nowNanos();
    var name = agent.host().name();
    var log = AgentLog.of(name, agent.log());
    var adverts = tap.adverts();
    var blackouts = agent.host().lab().blackouts().of(name);
    return instances.stream()
        .map(one -> new LogAgainstTap(log, one.router(), adverts, blackouts, EACH_SECOND))
        .flatMap(comparison -> comparison.compare(seenUntilNanos).stream())
        .toList();
  }

  List<String> compare(long seenUntilNanos) {
    var transitions = log.transitions(router);
    checkChain(transitions);
    var reigns = reigns(transitions, seenUntilNanos);
    reigns.forEach(this::checkReign);
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
        reigns.add(new Reign(begin.timeNanos(), end, ended));
      }
    }
    return reigns;
  }

  private void checkReign(Reign reign) {
    var within =
        adverts.stream().filter(advert -> !advert.resigns() && isIn(advert, reign)).toList();
    if (within.isEmpty()) {
      if (!excused(reign.fromNanos(), reign.toNanos())) {
        differ(reign.fromNanos(), "is Active, and no advert shows it");
      }
      return;
    }
    checkGap(reign.fromNanos(), within.getFirst().timeNanos(), 0, "Active, without an advert");
    for (int i = 1; i < within.size(); i++) {
      long before = within.get(i - 1).timeNanos();
      checkGap(before, within.get(i).timeNanos(), intervalNanos, "Active, and silent");
    }
    checkGap(within.getLast().timeNanos(), reign.toNanos(), intervalNanos, "Active, and silent");
  }

  private void checkGap(long fromNanos, long toNanos, long allowedNanos, String what) {
    long tolerated = allowedNanos + TOLERANCE.toNanos();
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
