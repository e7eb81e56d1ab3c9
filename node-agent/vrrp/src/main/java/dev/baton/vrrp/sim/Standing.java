package dev.baton.vrrp.sim;

import dev.baton.events.Cause;
import dev.baton.events.InstanceEvent.Contribution;
import dev.baton.vrrp.Addresses;
import dev.baton.vrrp.Input;
import dev.baton.vrrp.Input.AdvertisementReceived;
import dev.baton.vrrp.RouterConfig;
import dev.baton.vrrp.VrrpVersion;
import dev.baton.vrrp.packet.Authentication;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What one router has been told since it began, and what follows from it by the letter of the RFC:
 * worked out here a second time, from the inputs alone.
 */
final class Standing {
  private static final long SECOND_NANOS = 1_000_000_000L;
  private static final List<VrrpVersion> BOTH = List.of(VrrpVersion.V3, VrrpVersion.V2);
  private static final long CENTISECOND_NANOS = 10_000_000L;

  private RouterConfig config;
  private boolean started;
  private boolean held;
  private boolean othersReady = true;
  private List<Contribution> contributions = List.of();
  private final Map<String, Cause> faults = new HashMap<>();
  private Set<InetAddress> heard = Set.of();
  private final HeardVersions versions = new HeardVersions();

  Standing(RouterConfig config) {
    this.config = config;
  }

  void hear(Input input) {
    switch (input) {
      case Input.Startup startup -> started = true;
      case Input.Shutdown shutdown -> started = false;
      case Input.FaultRaised raised -> faults.put(raised.name(), raised.cause());
      case Input.FaultCleared cleared -> faults.remove(cleared.name());
      case Input.TrackedPriority tracked -> contributions = tracked.contributions();
      case Input.HoldPlaced placed -> held = true;
      case Input.HoldLifted lifted -> held = false;
      case Input.GroupReadiness readiness -> othersReady = readiness.othersReady();
      case Input.Reconfigured(RouterConfig other) -> config = other;
      case AdvertisementReceived advert when takesPart() && known(advert) && !isOurs(advert) ->
          versions.hear(advert, isDual(), isCredible(advert) && !isDeaf());
      case Input other -> {}
    }
    if (!takesPart()) {
      versions.forget();
    }
  }

  /** In which versions the others are heard. */
  HeardVersions versions() {
    return versions;
  }

  boolean isDual() {
    return config.protocol().dialect().isDual();
  }

  /** What must leave each time, the newer first (RFC 9568 section 8.4.2). */
  List<VrrpVersion> spoken() {
    return isDual() ? BOTH : List.of(config.protocol().version());
  }

  RouterConfig config() {
    return config;
  }

  boolean takesPart() {
    return started && faults.isEmpty();
  }

  boolean isHeld() {
    return held;
  }

  /** Whether the rest of the sync group lets it become Active. */
  boolean areOthersReady() {
    return othersReady;
  }

  /** Whether it is Active as soon as it begins. */
  boolean isOwnerAtOnce() {
    return isOwner() && !config.election().conformance().ownerWaits();
  }

  boolean isOwner() {
    return !held && config.election().priority().value() == 255;
  }

  /** The effective priority (R16, R69); a held one is the last resort. */
  int priority() {
    int base = config.election().priority().value();
    if (held || base == 255) {
      return held ? 1 : 255;
    }
    int sum = base + contributions.stream().mapToInt(Contribution::delta).sum();
    return Math.max(1, Math.min(254, sum));
  }

  boolean preempts() {
    return isOwner() || (!held && config.election().preempt());
  }

  boolean isVersion2() {
    return config.protocol().version() == VrrpVersion.V2;
  }

  long intervalNanos() {
    return config.protocol().interval().value() * CENTISECOND_NANOS;
  }

  /** Skew_Time: of a second in version 2, of the Active's interval in version 3. */
  long skewNanos(long activeIntervalNanos) {
    long scaleNanos = isVersion2() ? SECOND_NANOS : activeIntervalNanos;
    return Math.multiplyExact(256L - priority(), scaleNanos) / 256;
  }

  /** Active_Down_Interval. */
  long downNanos(long activeIntervalNanos) {
    return config.protocol().downTimerAdverts() * activeIntervalNanos
        + skewNanos(activeIntervalNanos);
  }

  /** The interval to count with after an advert: version 2 learns nothing. */
  long learnedNanos(AdvertisementReceived advert) {
    return isVersion2() ? intervalNanos() : intervalNanos(advert);
  }

  boolean isOurs(AdvertisementReceived advert) {
    return advert.source().equals(config.primaryAddress());
  }

  /** From now on these are the others that are heard as Active. */
  void hears(Set<InetAddress> others) {
    heard = others;
  }

  /** The receive checks that need the configuration (RFC 9568 section 7.1, RFC 3768). */
  boolean accepts(AdvertisementReceived advert) {
    boolean ownResignation = isOurs(advert) && advert.advertisement().priority().value() == 0;
    boolean repeats = isDual() && !isOurs(advert) && versions.isRepeated(advert);
    return known(advert)
        && isCredible(advert)
        && !repeats
        && !(isDeaf() && !isOurs(advert))
        && !ownResignation;
  }

  /** An owner by the published text hears nobody (R35). */
  private boolean isDeaf() {
    return isOwner() && config.election().conformance().ownerIgnoresAdverts();
  }

  private boolean known(AdvertisementReceived advert) {
    return isSpoken(advert) && isForUs(advert);
  }

  /** Whether it is in a version that is spoken here, too. */
  boolean isSpoken(AdvertisementReceived advert) {
    return isDual() || advert.advertisement().version() == config.protocol().version();
  }

  /** Whether it is of the same virtual router. */
  boolean isForUs(AdvertisementReceived advert) {
    return Addresses.family(advert.source()) == config.family()
        && advert.advertisement().vrid().equals(config.protocol().vrid());
  }

  /** What is to be said for oneself in a version. */
  Authentication password(VrrpVersion version) {
    return version == VrrpVersion.V2
        ? config.protocol().dialect().authentication()
        : Authentication.NONE;
  }

  /** The interval that is to be said in a version: version 2 knows whole seconds only. */
  int centiseconds(VrrpVersion version) {
    int own = config.protocol().interval().value();
    return version == VrrpVersion.V2 && isDual() ? Math.max(100, own - own % 100) : own;
  }

  /** Version 2 wants everything to be as it is here (R36, R37, R39), version 3 does not (R40). */
  private boolean isCredible(AdvertisementReceived advert) {
    var message = advert.advertisement();
    var protocol = config.protocol();
    return message.version() == VrrpVersion.V3
        || (message.authentication().equals(protocol.dialect().authentication())
            && (isDual() || message.interval().equals(protocol.interval()))
            && (hasOurAddresses(message.addresses()) || mayHaveOthers(advert)));
  }

  /** In any order (R41). */
  boolean hasOurAddresses(List<InetAddress> theirs) {
    var ours = config.addresses();
    return ours.equals(theirs)
        || (ours.size() == theirs.size() && ours.containsAll(theirs) && theirs.containsAll(ours));
  }

  private boolean mayHaveOthers(AdvertisementReceived advert) {
    boolean isOwner = advert.advertisement().priority().value() == 255;
    return switch (config.election().conformance().addressCheck()) {
      case REPORTS -> true;
      case DISCARDS -> isOwner;
      case DISCARDS_FROM_NEW -> isOwner || heard.contains(advert.source());
    };
  }

  /** By priority, then by address as an unsigned number. */
  boolean isBeatenBy(int theirs, byte[] address) {
    int ours = priority();
    return theirs > ours
        || (theirs == ours
            && Arrays.compareUnsigned(address, config.primaryAddress().getAddress()) > 0);
  }

  private static long intervalNanos(AdvertisementReceived advert) {
    return advert.advertisement().interval().value() * CENTISECOND_NANOS;
  }
}
