package dev.baton.lab.bench;

import dev.baton.events.Family;
import dev.baton.lab.BatonAgent;
import dev.baton.lab.Host;
import dev.baton.lab.InstanceSpec;
import dev.baton.lab.Keepalived;
import dev.baton.lab.Lab;
import dev.baton.lab.Sighting.Advert;
import dev.baton.lab.Tap;
import dev.baton.lab.VirtualRouterKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/** Cuts the Actives off and measures when their Backups advertise. */
final class FailoverBench {
  private static final int[] INTERVALS_CENTISECONDS = {100, 10, 1};
  private static final int ACTIVE_PRIORITY = 200;
  private static final int BACKUP_PRIORITY = 100;
  private static final double MILLI_NANOS = 1e6;

  /** keepalived with the scheduling that Baton's engine asks for by itself. */
  private static final String REAL_TIME =
      "global_defs {\n  vrrp_rt_priority 50\n  vrrp_rlimit_rttime 1000000\n}\n";

  private final Lab lab;
  private final Tap tap;
  private final int intervalCentiseconds;
  private final List<Pair> pairs = new ArrayList<>();

  /** Two hosts with the same program. */
  private record Pair(
      String program, Host active, Host backup, List<InstanceSpec> specs, List<Long> lateNanos) {}

  private FailoverBench(Lab lab, Tap tap, int intervalCentiseconds) {
    this.lab = lab;
    this.tap = tap;
    this.intervalCentiseconds = intervalCentiseconds;
  }

  static void run(int rounds, int routers, Consumer<String> out) {
    out.accept("Failover: how late the Backup's first advert is after Active_Down_Interval, ms");
    out.accept(
        "%-8s %-28s %7s %8s %8s %8s %8s"
            .formatted("interval", "router", "samples", "min", "median", "p90", "max"));
    for (int interval : INTERVALS_CENTISECONDS) {
      try (var lab = Lab.open("a1", "a2", "b1", "b2", "c1", "c2");
          var tap = Tap.on(lab)) {
        new FailoverBench(lab, tap, interval).run(rounds, routers).forEach(out);
      }
    }
  }

  private List<String> run(int rounds, int routers) {
    pairs.add(pair("Baton", "a", 1, routers));
    pairs.add(pair("keepalived", "b", 1 + routers, routers));
    pairs.add(pair("keepalived, vrrp_rt_priority", "c", 1 + 2 * routers, routers));
    start(pairs.get(0), (host, specs) -> BatonAgent.on(host, specs));
    start(pairs.get(1), (host, specs) -> Keepalived.on(host, specs));
    start(
        pairs.get(2),
        (host, specs) -> Keepalived.on(host, REAL_TIME + InstanceSpec.configuration(specs)));
    for (int round = 0; round < rounds; round++) {
      pairs.forEach(pair -> tap.awaitActive(pair.active(), pair.specs()));
      pairs.forEach(pair -> lab.cutSilently(pair.active()));
      pairs.forEach(pair -> tap.awaitActive(pair.backup(), pair.specs()));
      pairs.forEach(this::measure);
      pairs.forEach(pair -> lab.mend(pair.active()));
    }
    return pairs.stream().map(this::line).toList();
  }

  private Pair pair(String program, String letter, int firstVrid, int routers) {
    var specs = new ArrayList<InstanceSpec>();
    String line = String.format(Locale.ROOT, "advert_int %.2f", intervalCentiseconds / 100.0);
    for (int vrid = firstVrid; vrid < firstVrid + routers; vrid++) {
      var router = new VirtualRouterKey(Family.IPV4, vrid);
      var addresses = List.of("10.77.0." + (100 + vrid));
      specs.add(new InstanceSpec(router, 3, ACTIVE_PRIORITY, addresses, List.of(line)));
    }
    var active = lab.host(letter + "1");
    return new Pair(program, active, lab.host(letter + "2"), specs, new ArrayList<>());
  }

  private interface Launcher {
    void launch(Host host, List<InstanceSpec> specs);
  }

  private static void start(Pair pair, Launcher launcher) {
    launcher.launch(pair.active(), pair.specs());
    launcher.launch(
        pair.backup(),
        pair.specs().stream().map(spec -> spec.withPriority(BACKUP_PRIORITY)).toList());
  }

  private void measure(Pair pair) {
    var adverts = tap.adverts();
    for (var spec : pair.specs()) {
      var own = adverts.stream().filter(a -> a.router().equals(spec.router())).toList();
      pair.lateNanos().add(lastTakeOverNanos(own, pair) - activeDownNanos());
    }
  }

  /** From the last advert of the one to the first of the other. */
  private static long lastTakeOverNanos(List<Advert> adverts, Pair pair) {
    for (int i = adverts.size() - 1; i > 0; i--) {
      var before = adverts.get(i - 1);
      if (before.host().equals(pair.active().name())
          && adverts.get(i).host().equals(pair.backup().name())) {
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

  private String line(Pair pair) {
    var late = pair.lateNanos().stream().sorted().toList();
    return String.format(
        Locale.ROOT,
        "%-8s %-28s %7d %8.2f %8.2f %8.2f %8.2f",
        intervalCentiseconds * 10 + " ms",
        pair.program(),
        late.size(),
        at(late, 0),
        at(late, 0.5),
        at(late, 0.9),
        at(late, 1));
  }

  private static double at(List<Long> sorted, double quantile) {
    return sorted.get((int) Math.round(quantile * (sorted.size() - 1))) / MILLI_NANOS;
  }
}
