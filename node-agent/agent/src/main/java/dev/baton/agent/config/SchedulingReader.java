package dev.baton.agent.config;

import dev.baton.agent.config.Entry.Word;
import dev.baton.agent.config.Scheduling.Raise;
import dev.baton.agent.config.Scheduling.Rank;
import java.util.List;
import java.util.TreeSet;

/** Reads how the engine is scheduled. */
final class SchedulingReader {
  /** The words of {@code global_defs}. */
  static final String WORDS =
      "vrrp_priority vrrp_rt_priority max_auto_priority min_auto_priority_delay"
          + " vrrp_rlimit_rttime vrrp_rlimit_rtime vrrp_no_swap vrrp_cpu_affinity";

  private static final Range NICENESS = new Range(-20, 19);
  private static final Range REAL_TIME = new Range(1, 99);
  private static final Range HIGHEST = new Range(-1, 99);
  private static final Range LATE_MICROS = new Range(1, 10_000_000);
  private static final Range LIMIT_MICROS = new Range(2, 999_999_999);

  /** As many as a mask of the C library has. */
  private static final Range PROCESSOR = new Range(0, 1023);

  private final Settings globals;
  private final Findings findings;

  private SchedulingReader(Settings globals, Findings findings) {
    this.globals = globals;
    this.findings = findings;
  }

  static Scheduling read(Settings globals, Findings findings) {
    return new SchedulingReader(globals, findings).read();
  }

  private Scheduling read() {
    var raise = raise();
    return new Scheduling(
        rank(raise), raise, limitMicros(), globals.has("vrrp_no_swap"), processors());
  }

  /** Who is to be raised when it is needed does not begin at the top. */
  private Rank rank(Raise raise) {
    var realTime = realTime();
    var niceness = number("vrrp_priority", NICENESS);
    if (!realTime.isEmpty()) {
      if (!niceness.isEmpty()) {
        globals.warn(
            "vrrp_priority",
            "vrrp_priority is read over, because vrrp_rt_priority counts; remove one");
      }
      return new Rank.RealTime(realTime.getFirst());
    }
    if (!niceness.isEmpty()) {
      return new Rank.Ordinary(niceness.getFirst());
    }
    return raise.highest() > 0 ? new Rank.Ordinary(0) : new Rank.Usual();
  }

  /** Outside its limits the nearest one counts, as for keepalived. */
  private List<Integer> realTime() {
    String keyword = "vrrp_rt_priority";
    String given = globals.word(keyword, "");
    if (!Numbers.isInteger(given) || REAL_TIME.contains(Integer.parseInt(given))) {
      return number(keyword, REAL_TIME);
    }
    int nearest = Math.clamp(Integer.parseInt(given), REAL_TIME.min(), REAL_TIME.max());
    globals.warn(
        keyword,
        "%s is '%s', allowed is %s; %d is used instead: correct it"
            .formatted(keyword, given, REAL_TIME, nearest));
    return List.of(nearest);
  }

  private Raise raise() {
    boolean isBare =
        globals.has("max_auto_priority")
            && globals.all("max_auto_priority").getLast().arguments().isEmpty();
    int highest =
        isBare
            ? REAL_TIME.max()
            : number("max_auto_priority", HIGHEST).stream().findFirst().orElse(0);
    long micros =
        globals.integer(
            "min_auto_priority_delay", LATE_MICROS, (int) (Raise.NEVER.lateNanos() / 1_000));
    if (highest <= 0) {
      return Raise.NEVER;
    }
    return new Raise(highest, micros * 1_000);
  }

  private long limitMicros() {
    var newer = number("vrrp_rlimit_rttime", LIMIT_MICROS);
    var older = number("vrrp_rlimit_rtime", LIMIT_MICROS);
    return (newer.isEmpty() ? older : newer).stream().findFirst().orElse(0);
  }

  /** None where the line is wrong. */
  private List<Integer> number(String keyword, Range allowed) {
    String given = globals.word(keyword, "");
    if (given.isEmpty()) {
      return List.of();
    }
    if (Numbers.isInteger(given) && allowed.contains(Integer.parseInt(given))) {
      return List.of(Integer.parseInt(given));
    }
    globals.warn(
        keyword,
        "%s is '%s', allowed is %s; the line is read over: correct it"
            .formatted(keyword, given, allowed));
    return List.of();
  }

  private List<Integer> processors() {
    String keyword = "vrrp_cpu_affinity";
    var processors = new TreeSet<Integer>();
    for (var statement : globals.all(keyword)) {
      if (statement.arguments().isEmpty()) {
        findings.warn(
            statement.position(), keyword + " has no value and is read over; give it one");
      }
      for (Word word : statement.arguments()) {
        if (Numbers.isInteger(word.text()) && PROCESSOR.contains(Integer.parseInt(word.text()))) {
          processors.add(Integer.parseInt(word.text()));
        } else {
          findings.warn(
              word.position(),
              "a processor of %s is '%s', allowed is %s; it is read over: correct it"
                  .formatted(keyword, word.text(), PROCESSOR));
        }
      }
    }
    return List.copyOf(processors);
  }
}
