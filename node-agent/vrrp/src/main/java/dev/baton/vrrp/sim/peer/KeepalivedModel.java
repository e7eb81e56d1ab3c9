package dev.baton.vrrp.sim.peer;

import java.net.InetAddress;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashSet;
import java.util.OptionalLong;

/**
 * keepalived 2.2.7 as its traces show it. What is its own:
 *
 * <ul>
 *   <li>whatever arrives for its VRID while it is Active sets the advertisement timer anew, even
 *       what it discards;
 *   <li>a losing advertisement is answered at once, with an announcement and a second one five
 *       seconds later, each time;
 *   <li>version 3 over IPv4 is accepted with the pseudo-header's checksum only;
 *   <li>in version 2 it wants its password, or none;
 *   <li>other virtual addresses than its own are a reason to discard;
 *   <li>an owner that meets another owner gives up its priority for 254.
 * </ul>
 */
public final class KeepalivedModel implements PeerModel {
  private static final long CENTISECOND_NANOS = 10_000_000L;
  private static final long SECOND_NANOS = 1_000_000_000L;
  private static final long SECOND_ANNOUNCEMENT_NANOS = 5_000_000_000L;
  private static final int OWNER = 255;

  private enum Stage {
    OFF,
    LISTENING,
    SPEAKING
  }

  private final PeerSettings settings;
  private final PeerWire wire;
  private final PeerClock timer = new PeerClock();
  private final Deque<Long> announcements = new ArrayDeque<>();
  private Stage stage = Stage.OFF;
  private int priority;
  private long heardIntervalNanos;

  /** A keepalived that is not running yet. */
  public KeepalivedModel(PeerSettings settings, PeerWire wire) {
    this.settings = settings;
    this.wire = wire;
    this.priority = settings.priority();
  }

  @Override
  public void start(long nowNanos) {
    priority = settings.priority();
    listen(nowNanos, ownIntervalNanos());
  }

  @Override
  public void stop(long nowNanos) {
    if (stage == Stage.SPEAKING) {
      send(0);
      wire.became(false);
    }
    die();
  }

  @Override
  public void die() {
    stage = Stage.OFF;
    timer.off();
    announcements.clear();
  }

  @Override
  public void hear(byte[] message, InetAddress source, int ttl, long nowNanos) {
    if (stage == Stage.OFF || message.length < 2 || (message[1] & 0xFF) != settings.vrid()) {
      return;
    }
    boolean takes = ttl == 255 && PeerMessage.isComplete(message, source);
    if (takes && takes(PeerMessage.read(message, source))) {
      hear(PeerMessage.read(message, source), source, nowNanos);
    }
    if (stage == Stage.SPEAKING) {
      timer.set(nowNanos + ownIntervalNanos());
    }
  }

  private boolean takes(PeerMessage message) {
    var theirs = new HashSet<>(message.addresses());
    boolean sameAddresses =
        theirs.size() == settings.virtualAddresses().size()
            && settings.virtualAddresses().stream()
                .allMatch(address -> theirs.contains(PeerMessage.hex(address)));
    boolean sound =
        switch (message.version()) {
          case 2 ->
              message.isSumOfMessage()
                  && message.isAuthentic(settings)
                  && message.interval() * 100 == settings.intervalCentiseconds();
          default -> message.isSumWithPseudoHeader() && message.interval() > 0;
        };
    return sound && sameAddresses && message.version() == settings.version();
  }

  private void hear(PeerMessage message, InetAddress source, long nowNanos) {
    long theirNanos = intervalNanos(message);
    if (stage == Stage.LISTENING) {
      if (message.priority() == 0) {
        timer.set(nowNanos + skewNanos());
      } else if (!settings.preempts() || message.priority() >= priority) {
        listen(nowNanos, theirNanos);
      }
      return;
    }
    if (message.priority() == 0) {
      send(priority);
    } else if (isBeatenBy(message, source)) {
      priority = priority == OWNER ? OWNER - 1 : priority;
      wire.became(false);
      announcements.clear();
      listen(nowNanos, theirNanos);
    } else {
      send(priority);
      announceTwice(nowNanos);
    }
  }

  private boolean isBeatenBy(PeerMessage message, InetAddress source) {
    return message.priority() > priority
        || (message.priority() == priority
            && Arrays.compareUnsigned(source.getAddress(), settings.address().getAddress()) > 0);
  }

  private void listen(long nowNanos, long intervalNanos) {
    stage = Stage.LISTENING;
    heardIntervalNanos = intervalNanos;
    timer.set(nowNanos + 3 * intervalNanos + skewNanos());
  }

  @Override
  public void tick(long nowNanos) {
    if (timer.isDue(nowNanos)) {
      send(priority);
      timer.set(nowNanos + ownIntervalNanos());
      if (stage == Stage.LISTENING) {
        stage = Stage.SPEAKING;
        wire.became(true);
        announceTwice(nowNanos);
      }
    }
    while (!announcements.isEmpty() && nowNanos - announcements.getFirst() >= 0) {
      announcements.removeFirst();
      wire.announce();
    }
  }

  private void announceTwice(long nowNanos) {
    wire.announce();
    announcements.add(nowNanos + SECOND_ANNOUNCEMENT_NANOS);
  }

  private void send(int withPriority) {
    wire.advertise(PeerMessage.write(settings, withPriority, settings.version() == 3));
  }

  private long ownIntervalNanos() {
    return settings.intervalCentiseconds() * CENTISECOND_NANOS;
  }

  private static long intervalNanos(PeerMessage message) {
    long unitNanos = message.version() == 2 ? SECOND_NANOS : CENTISECOND_NANOS;
    return message.interval() * unitNanos;
  }

  @Override
  public OptionalLong nextNanos() {
    var next = new PeerClock();
    if (!announcements.isEmpty()) {
      next.set(announcements.getFirst());
    }
    return timer.earlier(next);
  }

  @Override
  public boolean isActive() {
    return stage == Stage.SPEAKING;
  }

  @Override
  public int priority() {
    return priority;
  }

  @Override
  public long skewNanos() {
    long scaleNanos = settings.version() == 2 ? SECOND_NANOS : heardIntervalNanos;
    return (256 - priority) * scaleNanos / 256;
  }
}
