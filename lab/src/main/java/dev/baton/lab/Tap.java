package dev.baton.lab;

import dev.baton.lab.Sighting.Advert;
import dev.baton.lab.Sighting.Announcement;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/** Sees every frame that passes the bridge, once, with the kernel's time stamp. */
public final class Tap implements AutoCloseable {
  /** Longer than two intervals, and shorter than any Active_Down_Interval. */
  private static final Duration RECENT = Duration.ofMillis(2_300);

  /** Shorter than any Active_Down_Interval, however late the first of three adverts was. */
  private static final Duration PATIENCE = Duration.ofMillis(2_900);

  private final Lab lab;
  private final Path path;
  private final PcapFile file;
  private final Senders senders;
  private final Daemon tcpdump;
  private final List<Advert> adverts = new ArrayList<>();
  private final List<Announcement> announcements = new ArrayList<>();

  private Tap(Lab lab, Path path, Daemon tcpdump) {
    this.lab = lab;
    this.path = path;
    this.file = new PcapFile(path);
    this.senders = new Senders(lab.hosts());
    this.tcpdump = tcpdump;
  }

  /** Starts to listen; from the return on no frame is missed. */
  public static Tap on(Lab lab) {
    var path = lab.directory().resolve("tap.pcap");
    var words =
        List.of(
            ("tcpdump -i %s -n -U -s2048 -B 16384 -Z root --immediate-mode"
                    + " --time-stamp-precision=nano -w %s")
                .formatted(Lab.BRIDGE, path)
                .split(" "));
    var tap = new Tap(lab, path, lab.startOnFabric("tap", words));
    lab.await("the tap listens", () -> tap.tcpdump.output().contains("listening on"));
    return tap;
  }

  /** The capture file, for other tools. */
  public Path path() {
    return path;
  }

  /** The advertisements seen so far, in order. */
  public synchronized List<Advert> adverts() {
    readOn();
    return List.copyOf(adverts);
  }

  /** The announcements of addresses seen so far, in order. */
  public synchronized List<Announcement> announcements() {
    readOn();
    return List.copyOf(announcements);
  }

  private void readOn() {
    for (var frame : file.next()) {
      Sighting.in(frame, senders).forEach(this::keep);
    }
  }

  private void keep(Sighting sighting) {
    switch (sighting) {
      case Advert advert -> adverts.add(advert);
      case Announcement announcement -> announcements.add(announcement);
    }
  }

  /** Who advertises a virtual router now, at an advert each second. */
  public Set<String> activesOf(VirtualRouterKey router) {
    long fromNanos = WallClock.nowNanos() - RECENT.toNanos();
    var actives = new TreeSet<String>();
    for (var advert : adverts()) {
      if (advert.router().equals(router) && advert.timeNanos() >= fromNanos) {
        if (advert.resigns()) {
          actives.remove(advert.host());
        } else {
          actives.add(advert.host());
        }
      }
    }
    return actives;
  }

  /** Waits until a host, and no other, advertises each of these virtual routers. */
  public void awaitActive(Host host, List<InstanceSpec> instances) {
    for (var instance : instances) {
      lab.await(
          host + " alone is Active for " + instance.router(),
          () -> activesOf(instance.router()).equals(Set.of(host.name())));
    }
  }

  /**
   * Waits until a host, and no other, still advertises each of these virtual routers, which nobody
   * takes from whom he hears. On a busy machine the host may have fallen silent meanwhile: what
   * went to another one with such a silence since then is not among the answer.
   */
  public List<InstanceSpec> awaitKept(Host host, List<InstanceSpec> instances, long sinceNanos) {
    for (var instance : instances) {
      lab.await(
          host + " keeps " + instance.router(),
          () ->
              activesOf(instance.router()).equals(Set.of(host.name()))
                  || fellSilent(host, instance.router(), sinceNanos));
    }
    return instances.stream()
        .filter(instance -> !fellSilent(host, instance.router(), sinceNanos))
        .toList();
  }

  private boolean fellSilent(Host host, VirtualRouterKey router, long sinceNanos) {
    return silenceNanos(host, router, sinceNanos, WallClock.nowNanos()) > PATIENCE.toNanos();
  }

  /** How long a host did not advertise a virtual router, at the longest within this time. */
  public long silenceNanos(Host host, VirtualRouterKey router, long fromNanos, long toNanos) {
    long longestNanos = 0;
    long lastNanos = fromNanos;
    for (var advert : adverts()) {
      boolean isIts = advert.host().equals(host.name()) && advert.router().equals(router);
      if (isIts && advert.timeNanos() > fromNanos && advert.timeNanos() < toNanos) {
        longestNanos = Math.max(longestNanos, advert.timeNanos() - lastNanos);
        lastNanos = advert.timeNanos();
      }
    }
    return Math.max(longestNanos, toNanos - lastNanos);
  }

  /** Waits until one host alone, whichever it is, advertises each of these virtual routers. */
  public void awaitOneActive(List<InstanceSpec> instances) {
    for (var instance : instances) {
      lab.await(
          "one Active for " + instance.router(), () -> activesOf(instance.router()).size() == 1);
    }
  }

  /** Waits for an advertisement from now on that fits. */
  public Advert awaitAdvert(String what, Predicate<Advert> fits) {
    long fromNanos = WallClock.nowNanos();
    lab.await(what, () -> adverts().stream().anyMatch(after(fromNanos).and(fits)));
    return adverts().stream().filter(after(fromNanos).and(fits)).findFirst().orElseThrow();
  }

  private static Predicate<Advert> after(long fromNanos) {
    return advert -> advert.timeNanos() >= fromNanos;
  }

  /** Stops to listen; fails when the kernel had to drop frames, for then the tap is no witness. */
  @Override
  public void close() {
    tcpdump.stop(Await.LIMIT);
    if (!tcpdump.output().contains("\n0 packets dropped by kernel")) {
      throw new LabException("the tap missed frames\n" + tcpdump.tail());
    }
  }
}
