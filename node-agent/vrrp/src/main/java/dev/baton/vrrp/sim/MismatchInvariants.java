package dev.baton.vrrp.sim;

import static dev.baton.vrrp.sim.InvariantViolated.require;

import dev.baton.events.Family;
import dev.baton.events.PeerEvent.Mismatch;
import dev.baton.vrrp.Addresses;
import dev.baton.vrrp.ChecksumChoice;
import dev.baton.vrrp.Difference.Kind;
import dev.baton.vrrp.Effect;
import dev.baton.vrrp.Input;
import dev.baton.vrrp.Input.AdvertisementReceived;
import dev.baton.vrrp.State;
import dev.baton.vrrp.Step;
import dev.baton.vrrp.VrrpVersion;
import dev.baton.vrrp.packet.Authentication;
import dev.baton.vrrp.packet.ChecksumForm;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * In what others are configured differently is said when it begins or changes, and not with every
 * advertisement that shows it (R22, R36 to R40, R62).
 */
final class MismatchInvariants {
  private static final int LIMIT = 32;

  private record Found(InetAddress address, Kind kind, String ours, String theirs) {
    Mismatch report() {
      return new Mismatch(Addresses.text(address), kind.text(), ours, theirs);
    }
  }

  private final String name;
  private final Standing standing;
  private final List<Found> known = new ArrayList<>();

  MismatchInvariants(String name, Standing standing) {
    this.name = name;
    this.standing = standing;
  }

  void check(State before, Input input, Step step) {
    boolean listens =
        !(before instanceof State.Initialize) && !(step.state() instanceof State.Initialize);
    var expected = new ArrayList<Mismatch>();
    if (!listens) {
      known.clear();
    } else if (input instanceof AdvertisementReceived advert) {
      expected.addAll(hear(advert));
    }
    var reports = new ArrayList<Mismatch>();
    for (var effect : step.effects()) {
      if (effect instanceof Effect.Report(Mismatch mismatch)
          && !mismatch.kind().equals(Kind.VERSION_2_MISSING.text())) {
        reports.add(mismatch);
      }
    }
    require(
        reports.size() == expected.size() && expected.containsAll(reports),
        () -> name + " says that others differ by " + reports + ", not by " + expected);
  }

  private List<Mismatch> hear(AdvertisementReceived advert) {
    var asked = asked(advert);
    if (asked.isEmpty()) {
      return List.of();
    }
    var found = new ArrayList<Found>();
    asked.forEach(kind -> found.addAll(find(kind, advert)));
    if (found.isEmpty() && known.isEmpty()) {
      return List.of();
    }
    var news = new ArrayList<Mismatch>();
    for (var each : found) {
      if (known.size() < LIMIT && !known.contains(each)) {
        news.add(each.report());
      }
    }
    known.removeIf(old -> old.address().equals(advert.source()) && asked.contains(old.kind()));
    for (var each : found) {
      if (known.size() < LIMIT) {
        known.add(each);
      }
    }
    return news;
  }

  /** What an advertisement can tell: in the mode of both versions each tells what is its own. */
  private Set<Kind> asked(AdvertisementReceived advert) {
    if (standing.isOurs(advert)) {
      return EnumSet.of(Kind.DUPLICATE_ADDRESS);
    }
    if (!standing.isForUs(advert)) {
      return Set.of();
    }
    if (!standing.isSpoken(advert)) {
      return EnumSet.of(Kind.VERSION);
    }
    boolean v2 = advert.advertisement().version() == VrrpVersion.V2;
    if (standing.isDual() && v2 && standing.versions().isRepeated(advert)) {
      return EnumSet.of(Kind.AUTHENTICATION);
    }
    var asked = EnumSet.of(Kind.ADDRESS_LIST);
    if (standing.isDual()) {
      asked.add(Kind.VERSION);
    }
    if (!standing.isDual() || v2) {
      asked.add(Kind.AUTHENTICATION);
    }
    if (!standing.isDual() || !v2) {
      asked.add(Kind.CHECKSUM_FORM);
    }
    if (!standing.isDual() || !v2 || !standing.versions().isKnownInVersion3(advert.source())) {
      asked.add(Kind.INTERVAL);
    }
    return asked;
  }

  private List<Found> find(Kind kind, AdvertisementReceived advert) {
    var message = advert.advertisement();
    var version = message.version();
    var config = standing.config();
    return switch (kind) {
      case VERSION -> {
        int ours = config.protocol().version().number();
        boolean same = standing.isSpoken(advert);
        yield found(same, advert, kind, "" + ours, "" + version.number());
      }
      case DUPLICATE_ADDRESS -> {
        var address = Addresses.text(advert.source());
        yield found(false, advert, kind, address, address);
      }
      case AUTHENTICATION -> {
        var ours = standing.password(version);
        var theirs = message.authentication();
        yield found(
            ours.equals(theirs),
            advert,
            kind,
            said(ours, "password"),
            said(theirs, "another password"));
      }
      case INTERVAL -> {
        int ours = standing.centiseconds(version);
        int theirs = message.interval().value();
        yield found(ours == theirs, advert, kind, ours + " cs", theirs + " cs");
      }
      case ADDRESS_LIST -> {
        boolean same = standing.hasOurAddresses(message.addresses());
        yield same
            ? List.of()
            : found(false, advert, kind, text(config.addresses()), text(message.addresses()));
      }
      case CHECKSUM_FORM -> checksum(advert);
      case VERSION_2_MISSING -> List.of();
    };
  }

  /** Version 3 over IPv4 alone has two forms. */
  private List<Found> checksum(AdvertisementReceived advert) {
    var config = standing.config();
    var choice = config.protocol().checksum();
    boolean isPlain = choice == ChecksumChoice.MESSAGE_ONLY;
    var ours = isPlain ? ChecksumForm.MESSAGE_ONLY : ChecksumForm.PSEUDO_HEADER;
    var theirs = advert.decoded().checksumForm();
    boolean isOpen =
        advert.advertisement().version() == VrrpVersion.V3 && config.family() == Family.IPV4;
    boolean same = !isOpen || choice == ChecksumChoice.AUTO || ours == theirs;
    return found(same, advert, Kind.CHECKSUM_FORM, ours.text(), theirs.text());
  }

  private static List<Found> found(
      boolean same, AdvertisementReceived advert, Kind kind, String ours, String theirs) {
    return same ? List.of() : List.of(new Found(advert.source(), kind, ours, theirs));
  }

  private static String said(Authentication authentication, String password) {
    return authentication.equals(Authentication.NONE) ? "none" : password;
  }

  private static String text(List<InetAddress> addresses) {
    return addresses.stream()
        .sorted(Addresses::compare)
        .map(Addresses::text)
        .collect(Collectors.joining(","));
  }
}
