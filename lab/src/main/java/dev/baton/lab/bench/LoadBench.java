package dev.baton.lab.bench;

import dev.baton.lab.BatonAgent;
import dev.baton.lab.Command;
import dev.baton.lab.Host;
import dev.baton.lab.Keepalived;
import dev.baton.lab.Lab;
import dev.baton.lab.LabException;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/** Many instances between two hosts, over cables of their own: what an advert costs. */
final class LoadBench {
  private static final int MOST_OF_A_CABLE = 250;
  private static final Duration START_LIMIT = Duration.ofMinutes(2);
  private static final Duration SETTLING = Duration.ofSeconds(15);

  private final int instances;
  private final int intervalMillis;
  private final int seconds;
  private final Consumer<String> out;

  LoadBench(int instances, int intervalMillis, int seconds, Consumer<String> out) {
    this.instances = instances;
    this.intervalMillis = intervalMillis;
    this.seconds = seconds;
    this.out = out;
  }

  void run() {
    out.accept(
        "Load: %d instances, an advert each %d ms, measured for %d s"
            .formatted(instances, intervalMillis, seconds));
    out.accept(
        "%-9s %-22s %14s %12s %14s"
            .formatted("role", "process", "CPU, % of a core", "us/advert", "resident, MiB"));
    measure("Baton", (host, text) -> BatonAgent.on(host, text));
    measure("keepalived", (host, text) -> Keepalived.on(host, text));
  }

  private interface Launcher {
    void launch(Host host, String configuration);
  }

  private void measure(String program, Launcher launcher) {
    try (var lab = Lab.open("a", "b")) {
      for (int cable = 0; cable < cables(); cable++) {
        addCable(lab.host("a"), lab.host("b"), cable);
      }
      launcher.launch(lab.host("a"), configuration(200));
      lab.await("a is Active for all", START_LIMIT, () -> addresses(lab.host("a")) == instances);
      launcher.launch(lab.host("b"), configuration(100));
      lab.await("b hears", START_LIMIT, () -> lab.host("b").pids().size() > 1);
      LockSupport.parkNanos(SETTLING.toNanos());
      var active = Usage.of(lab.host("a"));
      var backup = Usage.of(lab.host("b"));
      long began = System.nanoTime();
      LockSupport.parkNanos(Duration.ofSeconds(seconds).toNanos());
      double nanos = System.nanoTime() - began;
      if (addresses(lab.host("a")) != instances || addresses(lab.host("b")) != 0) {
        out.accept("          the pair did not stay as it was: the load is too much here");
      }
      print("Active", active, Usage.of(lab.host("a")), nanos);
      print("Backup", backup, Usage.of(lab.host("b")), nanos);
    } catch (LabException e) {
      out.accept(program + ": " + String.valueOf(e.getMessage()).lines().findFirst().orElse(""));
    }
  }

  private int cables() {
    return (instances + MOST_OF_A_CABLE - 1) / MOST_OF_A_CABLE;
  }

  private static void addCable(Host one, Host other, int cable) {
    String name = "cable" + cable;
    Command.of("ip", "link", "add", name, "netns", one.namespace(), "type", "veth")
        .and("peer", "name", name, "netns", other.namespace())
        .check();
    int last = 1;
    for (var host : new Host[] {one, other}) {
      host.exec("ip", "addr", "add", "10.1%02d.0.%d/16".formatted(cable, last++), "dev", name);
      host.exec("ip", "link", "set", name, "up");
    }
  }

  private String configuration(int priority) {
    var text = new StringBuilder();
    for (int index = 0; index < instances; index++) {
      int cable = index / MOST_OF_A_CABLE;
      int vrid = 1 + index % MOST_OF_A_CABLE;
      text.append(
          String.format(
              Locale.ROOT,
              """
              vrrp_instance L%d {
                state BACKUP
                interface cable%d
                virtual_router_id %d
                version 3
                priority %d
                advert_int %.2f
                garp_master_repeat 1
                garp_master_delay 0
                virtual_ipaddress {
                  10.1%02d.1.%d
                }
              }
              """,
              index,
              cable,
              vrid,
              priority,
              intervalMillis / 1000.0,
              cable,
              vrid));
    }
    return text.toString();
  }

  private static long addresses(Host host) {
    return host.exec("ip", "-o", "-4", "addr")
        .lines()
        .filter(line -> line.contains("cable") && line.contains("/32"))
        .count();
  }

  private void print(String role, Usage before, Usage after, double nanos) {
    double adverts = instances * nanos / 1e6 / intervalMillis;
    after
        .byRole()
        .forEach((process, used) -> {
          var old = before.byRole().getOrDefault(process, used);
          double micros = used.cpuMicros() - old.cpuMicros();
          out.accept(
              String.format(
                  Locale.ROOT,
                  "%-9s %-22s %14.1f %12.2f %14.1f",
                  role,
                  process,
                  100 * micros * 1e3 / nanos,
                  micros / adverts,
                  used.residentKiB() / 1024.0));
        });
  }
}
