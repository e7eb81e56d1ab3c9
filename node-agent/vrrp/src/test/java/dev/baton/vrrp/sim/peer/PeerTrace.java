package dev.baton.vrrp.sim.peer;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A recorded trace, its messages in hexadecimal digits: {@code settings CENTISECONDS PASSWORD|-},
 * {@code router VRID PRIORITY preempt|nopreempt ADDRESS VIP}, then with times in seconds {@code
 * started}, {@code in TIME SOURCE MESSAGE}, {@code out TIME MESSAGE}, {@code claim TIME VIP} and
 * {@code stopped}.
 */
record PeerTrace(Common common, List<Router> routers, List<Event> events) {
  private static final long CENTISECOND_NANOS = 10_000_000L;
  private static final long SECOND_NANOS = 1_000_000_000L;

  /** One virtual router of the real program. */
  record Router(int vrid, int priority, boolean preempts, InetAddress address, String vip) {
    PeerSettings settings(Common common) {
      var vips = List.of(InetAddress.ofLiteral(vip));
      return new PeerSettings(
          common.version(),
          vrid,
          priority,
          preempts,
          common.intervalCentiseconds(),
          address,
          vips,
          common.password());
    }
  }

  /** What all of them have in common. */
  record Common(int version, int intervalCentiseconds, String password) {
    /** When a router of priority 100 that hears nobody speaks for the first time. */
    private long ordinaryDownNanos() {
      long interval = intervalCentiseconds * CENTISECOND_NANOS;
      long skewed = version == 2 ? SECOND_NANOS : interval;
      return 3 * interval + skewed * 156 / 256;
    }
  }

  /** What happened. */
  sealed interface Event {
    long atNanos();
  }

  /** The real one heard this. */
  record In(long atNanos, InetAddress source, String message) implements Event {}

  /** The real one sent this. */
  record Out(long atNanos, String message) implements Event {}

  /** The real one announced an address. */
  record Claim(long atNanos, String vip) implements Event {}

  /** The real one was stopped. */
  record Stop(long atNanos) implements Event {}

  /** The variant begins with the version: {@code v2}, {@code v3-fast}. */
  static PeerTrace read(String program, String variant) {
    var name = program + "-" + variant + ".trace";
    int version = variant.charAt(1) - '0';
    var common = new ArrayList<Common>();
    var routers = new ArrayList<Router>();
    var events = new ArrayList<Event>();
    try (var stream = PeerTrace.class.getResourceAsStream(name);
        var reader = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
      for (var words : reader.lines().map(line -> line.split(" ")).toList()) {
        if (words[0].equals("settings")) {
          var password = words[2].equals("-") ? "" : words[2];
          common.add(new Common(version, Integer.parseInt(words[1]), password));
        } else {
          read(words, routers, events);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    events.sort(Comparator.comparingLong(Event::atNanos));
    return new PeerTrace(common.getFirst(), routers, events);
  }

  private static void read(String[] words, List<Router> routers, List<Event> events) {
    switch (words[0]) {
      case "router" ->
          routers.add(
              new Router(
                  Integer.parseInt(words[1]),
                  Integer.parseInt(words[2]),
                  words[3].equals("preempt"),
                  InetAddress.ofLiteral(words[4]),
                  words[5]));
      case "in" -> events.add(new In(nanos(words[1]), InetAddress.ofLiteral(words[2]), words[3]));
      case "out" -> events.add(new Out(nanos(words[1]), words[2]));
      case "claim" -> events.add(new Claim(nanos(words[1]), words[2]));
      case "stopped" -> events.add(new Stop(nanos(words[1])));
      default -> {}
    }
  }

  private static long nanos(String seconds) {
    return Math.round(Double.parseDouble(seconds) * 1e9);
  }

  private static int vrid(String message) {
    return Integer.parseInt(message.substring(2, 4), 16);
  }

  /** When the program was ready: the first router of them, who hears nobody, tells by its first. */
  long beganAtNanos() {
    var alone = routers.getFirst();
    return eventsOf(alone).stream()
            .filter(Out.class::isInstance)
            .findFirst()
            .orElseThrow()
            .atNanos()
        - common.ordinaryDownNanos();
  }

  List<Event> eventsOf(Router router) {
    return events.stream().filter(event -> isOf(event, router)).toList();
  }

  List<Long> claimsOf(Router router) {
    return eventsOf(router).stream().filter(Claim.class::isInstance).map(Event::atNanos).toList();
  }

  private static boolean isOf(Event event, Router router) {
    return switch (event) {
      case In in -> vrid(in.message()) == router.vrid();
      case Out out -> vrid(out.message()) == router.vrid();
      case Claim claim -> claim.vip().equals(router.vip());
      case Stop stop -> true;
    };
  }
}
