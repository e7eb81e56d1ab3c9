package dev.baton.vrrp.sim.peer;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.OptionalLong;

/**
 * A router by the letter of one RFC, with what its authors did not think of. RFC 3768 and 5798
 * discard a losing advertisement, RFC 9568 answers each one at once, however many there are; all of
 * them discard whatever an owner hears.
 */
public final class LetterModel implements PeerModel {
  private static final long CENTISECOND_NANOS = 10_000_000L;
  private static final int OWNER = 255;

  /** Which text it follows. */
  public enum Rfc {
    /** Version 2: intervals must be equal, the skew is a part of a second. */
    RFC_3768,
    /** Version 3: intervals are learned, the skew is not computed anew. */
    RFC_5798,
    /** Version 3: the skew is computed anew, losing adverts are answered. */
    RFC_9568
  }

  private final PeerSettings settings;
  private final Rfc rfc;
  private final PeerWire wire;
  private final PeerClock activeDownTimer = new PeerClock();
  private final PeerClock adverTimer = new PeerClock();
  private boolean initialize = true;
  private boolean active;
  private long activeAdverIntervalNanos;
  private long skewTimeNanos;

  /** A router in Initialize. */
  public LetterModel(PeerSettings settings, Rfc rfc, PeerWire wire) {
    this.settings = settings;
    this.rfc = rfc;
    this.wire = wire;
  }

  @Override
  public void start(long nowNanos) {
    initialize = false;
    activeAdverIntervalNanos = advertisementIntervalNanos();
    skewTimeNanos = computeSkewTime();
    if (settings.priority() == OWNER) {
      transitionToActive(nowNanos);
    } else {
      activeDownTimer.set(nowNanos + activeDownIntervalNanos());
    }
  }

  @Override
  public void stop(long nowNanos) {
    if (isActive()) {
      send(0);
      wire.became(false);
    }
    die();
  }

  @Override
  public void die() {
    initialize = true;
    active = false;
    activeDownTimer.off();
    adverTimer.off();
  }

  @Override
  public void hear(byte[] octets, InetAddress source, int ttl, long nowNanos) {
    if (initialize || ttl != 255 || !PeerMessage.isComplete(octets, source)) {
      return;
    }
    var message = PeerMessage.read(octets, source);
    if (settings.priority() == OWNER || !isValid(message)) {
      return;
    }
    if (isActive()) {
      inActive(message, source, nowNanos);
    } else if (message.priority() == 0) {
      activeDownTimer.set(nowNanos + skewTimeNanos);
    } else if (!settings.preempts() || message.priority() >= settings.priority()) {
      adopt(message);
      activeDownTimer.set(nowNanos + activeDownIntervalNanos());
    }
  }

  /** In IPv4 both forms of the checksum are taken, or two letters could never talk. */
  private boolean isValid(PeerMessage message) {
    boolean sum =
        (message.isSumOfMessage() && !settings.isIpv6())
            || (message.version() == 3 && message.isSumWithPseudoHeader());
    boolean known = message.version() == settings.version() && message.vrid() == settings.vrid();
    boolean interval =
        rfc == Rfc.RFC_3768
            ? message.interval() * 100 == settings.intervalCentiseconds()
            : message.interval() > 0;
    boolean plain = message.authenticationType() == 0 && !message.addresses().isEmpty();
    return sum && known && interval && plain;
  }

  private void inActive(PeerMessage message, InetAddress source, long nowNanos) {
    if (message.priority() == 0) {
      send(settings.priority());
      adverTimer.set(nowNanos + advertisementIntervalNanos());
    } else if (isGreater(message, source)) {
      active = false;
      adverTimer.off();
      wire.became(false);
      adopt(message);
      activeDownTimer.set(nowNanos + activeDownIntervalNanos());
    } else if (rfc == Rfc.RFC_9568) {
      send(settings.priority());
    }
  }

  private boolean isGreater(PeerMessage message, InetAddress source) {
    int difference = message.priority() - settings.priority();
    byte[] mine = settings.address().getAddress();
    return difference > 0
        || (difference == 0 && Arrays.compareUnsigned(source.getAddress(), mine) > 0);
  }

  private void adopt(PeerMessage message) {
    switch (rfc) {
      case RFC_3768 -> {}
      case RFC_5798 -> activeAdverIntervalNanos = message.interval() * CENTISECOND_NANOS;
      case RFC_9568 -> {
        activeAdverIntervalNanos = message.interval() * CENTISECOND_NANOS;
        skewTimeNanos = computeSkewTime();
      }
    }
  }

  @Override
  public void tick(long nowNanos) {
    if (activeDownTimer.isDue(nowNanos)) {
      transitionToActive(nowNanos);
    } else if (adverTimer.isDue(nowNanos)) {
      send(settings.priority());
      adverTimer.set(nowNanos + advertisementIntervalNanos());
    }
  }

  private void transitionToActive(long nowNanos) {
    active = true;
    activeDownTimer.off();
    adverTimer.set(nowNanos + advertisementIntervalNanos());
    wire.became(true);
    send(settings.priority());
    wire.announce();
  }

  private void send(int priority) {
    wire.advertise(PeerMessage.write(settings, priority, settings.isIpv6()));
  }

  private long advertisementIntervalNanos() {
    return settings.intervalCentiseconds() * CENTISECOND_NANOS;
  }

  private long computeSkewTime() {
    long scale = rfc == Rfc.RFC_3768 ? 100 * CENTISECOND_NANOS : activeAdverIntervalNanos;
    return (256 - settings.priority()) * scale / 256;
  }

  private long activeDownIntervalNanos() {
    return 3 * activeAdverIntervalNanos + skewTimeNanos;
  }

  @Override
  public long skewNanos() {
    return skewTimeNanos;
  }

  @Override
  public OptionalLong nextNanos() {
    return activeDownTimer.earlier(adverTimer);
  }

  @Override
  public boolean isActive() {
    return active;
  }

  @Override
  public int priority() {
    return settings.priority();
  }
}
