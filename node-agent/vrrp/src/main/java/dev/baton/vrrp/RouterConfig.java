package dev.baton.vrrp;

import dev.baton.events.Family;
import dev.baton.events.Priority;
import dev.baton.events.Vrid;
import dev.baton.vrrp.packet.Advertisement;
import dev.baton.vrrp.packet.Authentication;
import java.net.InetAddress;
import java.util.List;

/**
 * What one instance is configured to be.
 *
 * @param primaryAddress our source address, which breaks ties; one of the virtual router's family
 * @param addresses the virtual addresses, in the order in which they are advertised
 */
public record RouterConfig(
    Protocol protocol,
    Election election,
    InetAddress primaryAddress,
    List<InetAddress> addresses,
    Announcements announcements) {

  /** Rejects what could not be advertised (R11, R12). */
  public RouterConfig {
    addresses = List.copyOf(addresses);
    var family = Addresses.family(primaryAddress);
    if (addresses.size() > 255) {
      throw new IllegalArgumentException("0 to 255 addresses, not " + addresses.size());
    }
    if (addresses.stream().anyMatch(address -> Addresses.family(address) != family)) {
      throw new IllegalArgumentException("addresses of another family than the primary one");
    }
    if (protocol.version() == VrrpVersion.V2 && family == Family.IPV6) {
      throw new IllegalArgumentException("version 2 is IPv4 only");
    }
    if (protocol.isDual() && family == Family.IPV6) {
      throw new IllegalArgumentException("both versions are IPv4 only");
    }
  }

  /** The family of the virtual router. */
  public Family family() {
    return Addresses.family(primaryAddress);
  }

  /** What is sent at once: an advertisement in each version that is spoken, the newer first. */
  public List<Advertisement> advertisements(Priority priority) {
    return protocol.versions().stream()
        .map(version ->
            new Advertisement(
                version,
                protocol.vrid(),
                priority,
                protocol.interval(version),
                addresses,
                protocol.authentication(version)))
        .toList();
  }

  /** The same with another election. */
  public RouterConfig withElection(Election other) {
    return new RouterConfig(protocol, other, primaryAddress, addresses, announcements);
  }

  /** The same with another protocol. */
  public RouterConfig withProtocol(Protocol other) {
    return new RouterConfig(other, election, primaryAddress, addresses, announcements);
  }

  /**
   * What goes over the wire, and when.
   *
   * @param interval Advertisement_Interval
   * @param downTimerAdverts how many intervals without an advert make an Active down, the RFC's 3
   */
  public record Protocol(
      VrrpVersion version,
      Vrid vrid,
      Centiseconds interval,
      int downTimerAdverts,
      Dialect dialect) {
    private static final int RFC_DOWN_TIMER_ADVERTS = 3;
    private static final List<VrrpVersion> BOTH = List.of(VrrpVersion.V3, VrrpVersion.V2);

    /** Rejects what the version cannot carry (R14, R15). */
    public Protocol {
      boolean sayable =
          switch (version) {
            case V2 -> interval.value() % 100 == 0 && !dialect.isDual();
            case V3 ->
                interval.value() <= 4095
                    && (dialect.isDual() || dialect.authentication().equals(Authentication.NONE));
          };
      if (!sayable) {
        throw new IllegalArgumentException(version + " cannot carry this configuration");
      }
      if (downTimerAdverts < 1 || downTimerAdverts > 100) {
        throw new IllegalArgumentException("1 to 100 adverts, not " + downTimerAdverts);
      }
    }

    /** With this authentication and nothing else unusual. */
    public Protocol(
        VrrpVersion version,
        Vrid vrid,
        Centiseconds interval,
        int downTimerAdverts,
        Authentication authentication) {
      this(
          version,
          vrid,
          interval,
          downTimerAdverts,
          new Dialect(authentication, ChecksumChoice.PSEUDO_HEADER));
    }

    /** As the RFC says: three intervals, no authentication. */
    public static Protocol of(VrrpVersion version, Vrid vrid, Centiseconds interval) {
      return new Protocol(version, vrid, interval, RFC_DOWN_TIMER_ADVERTS, Dialect.PLAIN);
    }

    /** The authentication of version 2. */
    public Authentication authentication() {
      return dialect.authentication();
    }

    /** What advertisements of this version carry for authentication. */
    public Authentication authentication(VrrpVersion spoken) {
      return switch (spoken) {
        case V2 -> dialect.authentication();
        case V3 -> Authentication.NONE;
      };
    }

    /** Whether version 2 is spoken beside version 3 (RFC 9568 section 8.4.2). */
    public boolean isDual() {
      return dialect.isDual();
    }

    /** Whether a version is common to both, so that one can become the other and go on. */
    public boolean understands(Protocol other) {
      return version == other.version || isDual() || other.isDual();
    }

    /** In what is spoken, the newer first: who hears both can then ignore the older. */
    public List<VrrpVersion> versions() {
      return isDual() ? BOTH : List.of(version);
    }

    /** The interval as advertisements of this version say it: version 2 has whole seconds only. */
    public Centiseconds interval(VrrpVersion spoken) {
      boolean fits = spoken == version || interval.value() % 100 == 0;
      return fits ? interval : Centiseconds.ofSeconds(Math.max(1, interval.value() / 100));
    }

    /** What version 3 checksums over IPv4 cover. */
    public ChecksumChoice checksum() {
      return dialect.checksum();
    }

    /** The same with another dialect. */
    public Protocol with(Dialect other) {
      return new Protocol(version, vrid, interval, downTimerAdverts, other);
    }
  }

  /**
   * Where deployed routers differ in one version.
   *
   * @param authentication of version 2; {@link Authentication#NONE} where that is not spoken
   * @param checksum of version 3 over IPv4; everything else has one form
   * @param isDual whether version 2 is spoken beside version 3 (RFC 9568 section 8.4.2)
   */
  public record Dialect(Authentication authentication, ChecksumChoice checksum, boolean isDual) {
    /** No authentication, the checksum that keepalived sends. */
    public static final Dialect PLAIN =
        new Dialect(Authentication.NONE, ChecksumChoice.PSEUDO_HEADER);

    /** One of a single version. */
    public Dialect(Authentication authentication, ChecksumChoice checksum) {
      this(authentication, checksum, false);
    }
  }

  /**
   * How the instance stands in the election.
   *
   * @param priority the priority before trackers and holds move it; 255 owns the addresses
   * @param preempt Preempt_Mode
   * @param preemptDelayNanos how long to hear only lower ones before preempting, 0 not at all
   */
  public record Election(
      Priority priority, boolean preempt, long preemptDelayNanos, Conformance conformance) {
    /** Rejects priority 0, which only resigns, and negative delays. */
    public Election {
      if (priority.value() == 0) {
        throw new IllegalArgumentException("a configured priority must be 1 to 255, not 0");
      }
      if (preemptDelayNanos < 0) {
        throw new IllegalArgumentException("preempt delay is negative: " + preemptDelayNanos);
      }
    }

    /** A priority with preemption at once, by RFC 9568. */
    public static Election of(Priority priority) {
      return new Election(priority, true, 0, Conformance.RFC_9568);
    }
  }

  /**
   * What an election does where the specifications differ.
   *
   * @param answersLower an Active answers a losing advert with one of its own at once (RFC 9568)
   * @param answersHigher an Active sends a last advert before it yields, so that the winner sees
   *     there were two and announces itself again (keepalived's higher_prio_send_advert)
   * @param ownerIgnoresAdverts the owner discards all adverts, as RFC 9568 had it before erratum
   *     8298; two owners then stay Active for ever
   * @param ownerWaits the owner begins as a Backup and lets Active_Down_Timer run out, as
   *     keepalived's does without {@code state MASTER}; by the RFC it is Active at once
   * @param addressCheck what a version 2 advert with other addresses is worth
   */
  public record Conformance(
      boolean answersLower,
      boolean answersHigher,
      boolean ownerIgnoresAdverts,
      boolean ownerWaits,
      AddressCheck addressCheck) {
    /** RFC 9568 with its errata. */
    public static final Conformance RFC_9568 =
        new Conformance(true, false, false, false, AddressCheck.REPORTS);

    /** RFC 3768 and RFC 5798: losing adverts are discarded silently. */
    public static final Conformance RFC_5798 =
        new Conformance(false, false, false, false, AddressCheck.REPORTS);

    /** A plain keepalived.conf. */
    public static final Conformance KEEPALIVED =
        new Conformance(true, false, false, true, AddressCheck.DISCARDS);

    /** One that reports other addresses and processes the advert. */
    public Conformance(boolean answersLower, boolean answersHigher, boolean ownerIgnoresAdverts) {
      this(answersLower, answersHigher, ownerIgnoresAdverts, false, AddressCheck.REPORTS);
    }

    /** The same, with an owner that waits or does not. */
    public Conformance withOwnerThatWaits(boolean waits) {
      return new Conformance(answersLower, answersHigher, ownerIgnoresAdverts, waits, addressCheck);
    }

    Conformance with(AddressCheck other) {
      return new Conformance(answersLower, answersHigher, ownerIgnoresAdverts, ownerWaits, other);
    }
  }

  /**
   * What becomes of a version 2 advert that lists other addresses and is not from the owner (RFC
   * 3768 section 7.1: checking is optional, discarding then is not; R39). In version 3 the
   * difference is reported, never more (R40).
   */
  public enum AddressCheck {
    /** It is reported and processed. */
    REPORTS,
    /** It is reported and discarded. */
    DISCARDS,
    /**
     * As DISCARDS, but not from a router that is heard already (keepalived's skip_check_adv_addr).
     */
    DISCARDS_FROM_NEW
  }

  /**
   * When an Active announces its addresses after the first time.
   *
   * @param secondBurstDelayNanos from entering Active to the second burst, 0 for none
   * @param rivalBurstDelayNanos from the burst after a losing advert to its second one, 0 for none
   * @param refreshNanos the time between two refreshes, 0 for none
   */
  public record Announcements(
      long secondBurstDelayNanos, long rivalBurstDelayNanos, long refreshNanos) {
    /** keepalived's defaults: a second burst after five seconds, no refresh. */
    public static final Announcements KEEPALIVED =
        new Announcements(5_000_000_000L, 5_000_000_000L, 0);

    /** Rejects negative times. */
    public Announcements {
      if (secondBurstDelayNanos < 0 || rivalBurstDelayNanos < 0 || refreshNanos < 0) {
        throw new IllegalArgumentException("negative time between announcements");
      }
    }
  }
}
