package dev.baton.lab;

import dev.baton.events.Priority;
import dev.baton.events.Vrid;
import dev.baton.vrrp.Centiseconds;
import dev.baton.vrrp.VrrpVersion;
import dev.baton.vrrp.packet.Advertisement;
import dev.baton.vrrp.packet.AdvertisementCodec;
import dev.baton.vrrp.packet.Authentication;
import dev.baton.vrrp.packet.ChecksumForm;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;

/** What the foreign router gets to hear, each virtual router one situation of the protocol. */
final class TraceScript {
  static final String LOWER_ADDRESS = "10.77.0.5";
  static final String HIGHER_ADDRESS = "10.77.0.200";

  private static final InetAddress GROUP = InetAddress.ofLiteral("224.0.0.18");

  /** What all routers of a trace have in common. */
  enum Variant {
    V2(VrrpVersion.V2, 100, ""),
    V2_PASSWORD(VrrpVersion.V2, 100, "s3cret"),
    V3(VrrpVersion.V3, 100, ""),
    V3_FAST(VrrpVersion.V3, 20, "");

    private final VrrpVersion version;
    private final int intervalCentiseconds;
    private final String password;

    Variant(VrrpVersion version, int intervalCentiseconds, String password) {
      this.version = version;
      this.intervalCentiseconds = intervalCentiseconds;
      this.password = password;
    }

    boolean isVersion2() {
      return version == VrrpVersion.V2;
    }

    int intervalCentiseconds() {
      return intervalCentiseconds;
    }

    String password() {
      return password;
    }

    private Authentication authentication() {
      return password.isEmpty() ? Authentication.NONE : Authentication.password(password);
    }
  }

  /** One virtual router of the foreign router. */
  record Router(int vrid, int priority, boolean preempts, String what) {
    String address() {
      return "10.77.0." + vrid;
    }
  }

  /** Something to be sent. */
  record Stimulus(long atNanos, String source, String message) {
    String line() {
      return atNanos + " " + source + " " + message;
    }
  }

  private final Variant variant;
  private final List<Stimulus> stimuli = new ArrayList<>();

  TraceScript(Variant variant) {
    this.variant = variant;
    int interval = variant.intervalCentiseconds();
    once(62, 0.3, HIGHER_ADDRESS, 150);
    once(62, 8.05, HIGHER_ADDRESS, 0);
    once(63, 0.3, LOWER_ADDRESS, 50);
    once(63, 0.35, LOWER_ADDRESS, 50);
    once(63, 5.0, HIGHER_ADDRESS, 50);
    once(64, 0.3, LOWER_ADDRESS, 100);
    once(64, 4.3, HIGHER_ADDRESS, 100);
    again(65, 2.5, HIGHER_ADDRESS, 150);
    once(65, 2.5 + interval / 100.0, HIGHER_ADDRESS, 0);
    add(0.3, HIGHER_ADDRESS, advertisement(66, 150, 3 * interval, 66), ChecksumForm.PSEUDO_HEADER);
    add(0.3, HIGHER_ADDRESS, advertisement(67, 150, 2 * interval, 67), ChecksumForm.PSEUDO_HEADER);
    double later = 0.3 + interval / 100.0;
    add(later, HIGHER_ADDRESS, advertisement(67, 0, 2 * interval, 67), ChecksumForm.PSEUDO_HEADER);
    again(68, 4.5, LOWER_ADDRESS, 50);
    again(69, 3.5, LOWER_ADDRESS, 50);
    add(0.3, HIGHER_ADDRESS, advertisement(70, 150, interval, 70), ChecksumForm.MESSAGE_ONLY);
    once(71, 0.3, HIGHER_ADDRESS, 255);
    otherAddresses(72, 0.3);
    stimuli.sort(Comparator.comparingLong(Stimulus::atNanos));
  }

  static List<Router> routers() {
    return List.of(
        new Router(61, 100, true, "is alone"),
        new Router(62, 100, true, "hears a higher one, then a resignation while Active"),
        new Router(63, 100, true, "hears a lower one while Active"),
        new Router(64, 100, true, "hears its equal, with a lower and with a higher address"),
        new Router(65, 100, true, "is Backup when the Active resigns"),
        new Router(66, 100, true, "hears a higher one with a longer interval"),
        new Router(67, 100, true, "hears a resignation after a longer interval"),
        new Router(68, 100, true, "is started while a lower one is Active"),
        new Router(69, 100, false, "is started while a lower one is Active, and must not preempt"),
        new Router(70, 100, true, "hears a higher one whose checksum covers the message alone"),
        new Router(71, 255, true, "is the owner and hears another owner"),
        new Router(72, 100, true, "hears a higher one with other addresses"));
  }

  List<Stimulus> stimuli() {
    return List.copyOf(stimuli);
  }

  /** More often than each interval: at its end, the router's own timer would race with it. */
  private void again(int vrid, double untilSeconds, String source, int priority) {
    for (double at = untilSeconds; at > -6.5; at -= variant.intervalCentiseconds() / 130.0) {
      once(vrid, at, source, priority);
    }
  }

  private void once(int vrid, double atSeconds, String source, int priority) {
    var message = advertisement(vrid, priority, variant.intervalCentiseconds(), vrid);
    add(atSeconds, source, message, ChecksumForm.PSEUDO_HEADER);
  }

  private void otherAddresses(int vrid, double atSeconds) {
    var message = advertisement(vrid, 150, variant.intervalCentiseconds(), vrid + 20);
    add(atSeconds, HIGHER_ADDRESS, message, ChecksumForm.PSEUDO_HEADER);
  }

  private Advertisement advertisement(int vrid, int priority, int interval, int lastOctet) {
    return new Advertisement(
        variant.version,
        new Vrid(vrid),
        new Priority(priority),
        new Centiseconds(interval),
        List.of(InetAddress.ofLiteral("10.77.0." + lastOctet)),
        variant.authentication());
  }

  private void add(double atSeconds, String source, Advertisement message, ChecksumForm form) {
    var from = InetAddress.ofLiteral(source);
    var octets = AdvertisementCodec.encode(message, from, GROUP, form);
    stimuli.add(new Stimulus((long) (atSeconds * 1e9), source, HexFormat.of().formatHex(octets)));
  }
}
