package dev.baton.lab.bench;

import dev.baton.events.Family;
import dev.baton.lab.BatonAgent;
import dev.baton.lab.Host;
import dev.baton.lab.InstanceSpec;
import dev.baton.lab.Keepalived;
import dev.baton.lab.Lab;
import dev.baton.lab.LabException;
import dev.baton.lab.Sighting.Advert;
import dev.baton.lab.Tap;
import dev.baton.lab.VirtualRouterKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/** Cuts the Actives off and measures when their Backups advertise. */
final class FailoverBench {
  private static final int ACTIVE_PRIORITY = 200;
  private static final int BACKUP_PRIORITY = 100;
  private static final double MILLI_NANOS = 1e6;
  private static final double[] QUANTILES = {0, 0.5, 0.9, 1};

  /** keepalived with the scheduling that Baton's engine asks for by itself. */
  private static final String REAL_TIME =
      "global_defs {\n  vrrp_rt_priority 50\n  vrrp_rlimit_rttime 1000000\n}\n";

  private static final List<Program> PROGRAMS =
      List.of(
          new Program("Baton", (host, specs) -> BatonAgent.on(host, specs)),
          new Program("keepalived", (host, specs) -> Keepalived.on(host, specs)),
          new Program(
              "keepalived, vrrp_rt_priority",
              (host, specs) -> Keepalived.on(host, REAL_TIME + InstanceSpec.configuration(specs))));

  private final Lab lab;
  private final Tap tap;
  private final Host active;
  private final Host backup;
  private final int intervalCentiseconds;
  private final List<InstanceSpec> specs;
  private final List<Long> lateNanos = new ArrayList<>();

  private record Program(String name, Launcher launcher) {}

  private interface Launcher {
    void launch(Host host, List<InstanceSpec> specs);
  }

  private FailoverBench(Lab lab, Tap tap, int intervalCentiseconds, int routers) {
    this.lab = lab;
    this.tap = tap;
    this.active = lab.host("active");
    this.backup = lab.host("backup");
    this.intervalCentiseconds = intervalCentiseconds;
    this.specs = specs(routers);
  }

  /** One pair at a time: what another pair does would be measured, too. */
  static void run(List<Integer> intervalsMillis, int rounds, int routers, Consumer<String> out) {
    out.accept("Failover: how late the Backup's first advert is after Active_Down_Interval, ms");
    out.accept(
        "%-8s %-28s %7s %8s %8s %8s %8s"
            .formatted("interval", "router", "samples", "min", "median", "p90", "max"));
    for (int interval : intervalsMillis) {
      for (var program : PROGRAMS) {
        measure(program, interval, rounds, routers, out);
      }
    }
  }

  /** What a program does not do is said, and the next one is measured. */
  private static void measure(
      Program program, int intervalMillis, int rounds, int routers, Consumer<String> out) {
    try (var lab = Lab.open("active", "backup");
        var tap = Tap.on(lab)) {
      var bench = new FailoverBench(lab, tap, intervalMillis / 10, routers);
      String failure = bench.run(program, rounds);
      out.accept(bench.line(program));
      if (!failure.isEmpty()) {
        out.accept("         " + failure);
      }
    } catch (LabException e) {
      out.accept("         " + firstLine(e));
    }
  }

  /** Returns what did not happen, if anything. */
  private String run(Program program, int rounds) {
    program.launcher().launch(active, specs);
    program
        .launcher()
        .launch(backup, specs.stream().map(spec -> spec.withPriority(BACKUP_PRIORITY)).toList());
    try {
      for (int round = 0; round < rounds; round++) {
        tap.awaitActive(active, specs);
        lab.cutSilently(active);
        tap.awaitActive(backup, specs);
        measure();
        lab.mend(active);
      }
      return "";
    } catch (LabException e) {
      return firstLine(e);
    }
  }

  private static String firstLine(LabException e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
  }

  private List<InstanceSpec> specs(int routers) {
    String line = String.format(Locale.ROOT, "advert_int %.2f", intervalCentiseconds / 100.0);
    return IntStream.rangeClosed(1, routers)
        .mapToObj(vrid ->
            new InstanceSpec(
                new VirtualRouterKey(Family.IPV4, vrid),
                3,
                ACTIVE_PRIORITY,
                List.of("10.77.0." + (100 + vrid)),
                List.of(line)))
        .toList();
  }

  private void measure() {
    var adverts = tap.adverts();
    for (var spec : specs) {
      var own = adverts.stream().filter(a -> a.router().equals(spec.router())).toList();
      lateNanos.add(lastTakeOverNanos(own) - activeDownNanos());
    }
  }

  /** From the last advert of the one to the first of the other. */
  private long lastTakeOverNanos(List<Advert> adverts) {
    for (int i = adverts.size() - 1; i > 0; i--) {
      var before = adverts.get(i - 1);
      if (before.host().equals(active.name()) && adverts.get(i).host().equals(backup.name())) {
        return adverts.get(i).timeNanos() - before.timeNanos();
      }
    }
    throw new IllegalStateException("no take-over on the bridge");
  }

  /** RFC 9568 section 6.1. */
  private long activeDownNanos() {
    long intervalNanos = intervalCentiseconds * 10_000_000L;
    return 3 * intervalNanos + (256 - BACKUP_PRIORITY) * intervalNanos / 256;
  }

  private String line(Program program) {
    var late = lateNanos.stream().sorted().toList();
    var line = new StringBuilder();
    line.append(
        "%-8s %-28s %7d".formatted(intervalCentiseconds * 10 + " ms", program.name(), late.size()));
    if (!late.isEmpty()) {
      for (double quantile : QUANTILES) {
        line.append(String.format(Locale.ROOT, " %8.2f", at(late, quantile)));
      }
    }
    return line.toString();
  }

  private static double at(List<Long> sorted, double quantile) {
    return sorted.get((int) Math.round(quantile * (sorted.size() - 1))) / MILLI_NANOS;
  }
}
