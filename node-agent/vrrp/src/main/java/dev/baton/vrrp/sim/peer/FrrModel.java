package dev.baton.vrrp.sim.peer;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.OptionalLong;

/**
 * FRR 8.4.4 as its traces show it. What is its own:
 *
 * <ul>
 *   <li>it counts in whole centiseconds, so close priorities of fast virtual routers are one;
 *   <li>in version 2, too, a resignation is waited upon by centiseconds;
 *   <li>a losing advertisement is discarded in silence;
 *   <li>it announces once;
 *   <li>it knows no password, and discards who sends one;
 *   <li>it has no owner: 255 is not taken, the default of 100 remains.
 * </ul>
 */
public final class FrrModel implements PeerModel {
  private static final long CENTISECOND_NANOS = 10_000_000L;
  private static final int DEFAULT_PRIORITY = 100;
  private static final int OWNER = 255;

  private final PeerSettings settings;
  private final PeerWire wire;
  private final int priority;
  private final PeerClock down = new PeerClock();
  private final PeerClock advert = new PeerClock();
  private boolean runs;
  private boolean isMaster;
  private int masterIntervalCentiseconds;

  /** An FRR that is not running yet. */
  public FrrModel(PeerSettings settings, PeerWire wire) {
    this.settings = settings;
    this.wire = wire;
    this.priority = settings.priority() == OWNER ? DEFAULT_PRIORITY : settings.priority();
  }

  @Override
  public void start(long nowNanos) {
    runs = true;
    isMaster = false;
    masterIntervalCentiseconds = settings.intervalCentiseconds();
    down.set(nowNanos + downNanos());
  }

  @Override
  public void stop(long nowNanos) {
    if (runs && isMaster) {
      wire.advertise(message(0));
      wire.became(false);
    }
    die();
  }

  @Override
  public void die() {
    runs = false;
    isMaster = false;
    down.off();
    advert.off();
  }

  @Override
  public void hear(byte[] octets, InetAddress source, int ttl, long nowNanos) {
    if (!runs || ttl != 255 || !PeerMessage.isComplete(octets, source)) {
      return;
    }
    var message = PeerMessage.read(octets, source);
    if (message.vrid() != settings.vrid() || !accepts(message)) {
      return;
    }
    if (isMaster) {
      hearAsMaster(message, source, nowNanos);
    } else if (message.priority() == 0) {
      down.set(nowNanos + skewNanos());
    } else if (!settings.preempts() || message.priority() >= priority) {
      learn(message);
      down.set(nowNanos + downNanos());
    }
  }

  private boolean accepts(PeerMessage message) {
    if (message.version() != settings.version() || message.addresses().isEmpty()) {
      return false;
    }
    return message.version() == 2
        ? message.isSumOfMessage()
            && message.interval() == settings.intervalCentiseconds() / 100
            && message.authenticationType() == 0
        : message.isSumWithPseudoHeader() && message.interval() > 0;
  }

  private void hearAsMaster(PeerMessage message, InetAddress source, long nowNanos) {
    if (message.priority() == 0) {
      wire.advertise(message(priority));
      advert.set(nowNanos + settings.intervalCentiseconds() * CENTISECOND_NANOS);
      return;
    }
    byte[] mine = settings.address().getAddress();
    boolean wins = Arrays.compareUnsigned(source.getAddress(), mine) > 0;
    if (message.priority() > priority || (message.priority() == priority && wins)) {
      isMaster = false;
      advert.off();
      wire.became(false);
      learn(message);
      down.set(nowNanos + downNanos());
    }
  }

  private void learn(PeerMessage message) {
    if (message.version() == 3) {
      masterIntervalCentiseconds = message.interval();
    }
  }

  @Override
  public void tick(long nowNanos) {
    if (down.isDue(nowNanos)) {
      down.off();
      isMaster = true;
      wire.became(true);
      wire.advertise(message(priority));
      wire.announce();
      advert.set(nowNanos + settings.intervalCentiseconds() * CENTISECOND_NANOS);
    } else if (advert.isDue(nowNanos)) {
      wire.advertise(message(priority));
      advert.set(nowNanos + settings.intervalCentiseconds() * CENTISECOND_NANOS);
    }
  }

  private byte[] message(int withPriority) {
    return PeerMessage.write(settings, withPriority, settings.version() == 3);
  }

  private int skewCentiseconds() {
    return (256 - priority) * masterIntervalCentiseconds / 256;
  }

  private long downNanos() {
    return (3 * masterIntervalCentiseconds + skewCentiseconds()) * CENTISECOND_NANOS;
  }

  @Override
  public long skewNanos() {
    return skewCentiseconds() * CENTISECOND_NANOS;
  }

  @Override
  public OptionalLong nextNanos() {
    return down.earlier(advert);
  }

  @Override
  public boolean isActive() {
    return isMaster;
  }

  @Override
  public int priority() {
    return priority;
  }
}
