package dev.baton.lab;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;

/** Sees every frame that passes the bridge, once, with the kernel's time stamp. */
public final class Tap implements AutoCloseable {
  private static final Duration STOP_LIMIT = Duration.ofSeconds(5);

  private final Lab lab;
  private final Path path;
  private final PcapFile file;
  private final Senders senders;
  private final Daemon tcpdump;

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
            ("tcpdump -i %s -n -U -s0 -B 16384 -Z root --immediate-mode"
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

  /** What has been seen so far, in order. */
  public List<Sighting> sightings() {
    return file.frames().stream().flatMap(frame -> Sighting.in(frame, senders)).toList();
  }

  /** The advertisements seen so far, in order. */
  public List<Sighting.Advert> adverts() {
    return sightings().stream()
        .filter(Sighting.Advert.class::isInstance)
        .map(Sighting.Advert.class::cast)
        .toList();
  }

  /** The announcements of addresses seen so far, in order. */
  public List<Sighting.Announcement> announcements() {
    return sightings().stream()
        .filter(Sighting.Announcement.class::isInstance)
        .map(Sighting.Announcement.class::cast)
        .toList();
  }

  /** Waits for an advertisement from now on that fits. */
  public Sighting.Advert awaitAdvert(String what, Predicate<Sighting.Advert> fits) {
    long fromNanos = WallClock.nowNanos();
    lab.await(what, () -> adverts().stream().anyMatch(after(fromNanos).and(fits)));
    return adverts().stream().filter(after(fromNanos).and(fits)).findFirst().orElseThrow();
  }

  private static Predicate<Sighting.Advert> after(long fromNanos) {
    return advert -> advert.timeNanos() >= fromNanos;
  }

  /** Stops to listen; fails when the kernel had to drop frames, for then the tap is no witness. */
  @Override
  public void close() {
    tcpdump.stop(STOP_LIMIT);
    if (!tcpdump.output().contains("\n0 packets dropped by kernel")) {
      throw new LabException("the tap missed frames\n" + tcpdump.tail());
    }
  }
}
