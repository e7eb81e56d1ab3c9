package dev.baton.vrrp;

import dev.baton.events.Family;
import dev.baton.vrrp.Difference.Kind;
import dev.baton.vrrp.Input.AdvertisementReceived;
import dev.baton.vrrp.packet.Advertisement;
import dev.baton.vrrp.packet.Authentication;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * An advertisement against our own configuration: the receive checks of RFC 9568 section 7.1 that
 * need it.
 *
 * @param kinds what was compared
 * @param acceptable whether the advertisement may be processed
 */
record Comparison(Set<Kind> kinds, List<Difference> differences, boolean acceptable) {
  private static final Set<Kind> VERSION_ONLY = Set.of(Kind.VERSION);
  private static final Set<Kind> CONTENT =
      Set.of(
          Kind.AUTHENTICATION,
          Kind.INTERVAL,
          Kind.CHECKSUM_FORM,
          Kind.ADDRESS_LIST,
          Kind.VERSION_2_MISSING);
  private static final Set<Kind> PASSWORD = Set.of(Kind.AUTHENTICATION);

  /** Of a router that speaks both, each version is asked for what it alone says. */
  private static final Set<Kind> VERSION_3_OF_DUAL =
      EnumSet.complementOf(EnumSet.of(Kind.AUTHENTICATION, Kind.DUPLICATE_ADDRESS));

  private static final Set<Kind> VERSION_2_OF_DUAL =
      EnumSet.complementOf(EnumSet.of(Kind.INTERVAL, Kind.CHECKSUM_FORM, Kind.DUPLICATE_ADDRESS));

  private static final Set<Kind> VERSION_2_FOR_WANT_OF_3 =
      EnumSet.complementOf(EnumSet.of(Kind.CHECKSUM_FORM, Kind.DUPLICATE_ADDRESS));

  static Comparison of(Situation situation, AdvertisementReceived input) {
    var config = situation.config();
    var protocol = config.protocol();
    var advertisement = input.advertisement();
    if (!advertisement.vrid().equals(protocol.vrid()) || !advertisement.suits(config.family())) {
      return new Comparison(Set.of(), List.of(), false);
    }
    if (!protocol.versions().contains(advertisement.version())) {
      var version =
          new Difference(
              Kind.VERSION,
              Integer.toString(protocol.version().number()),
              Integer.toString(advertisement.version().number()));
      return new Comparison(VERSION_ONLY, List.of(version), false);
    }
    return content(situation, input);
  }

  /** Another router with our own address. */
  static Comparison duplicateAddress(InetAddress address) {
    var text = Addresses.text(address);
    var difference = new Difference(Kind.DUPLICATE_ADDRESS, text, text);
    return new Comparison(Set.of(Kind.DUPLICATE_ADDRESS), List.of(difference), true);
  }

  /** What version 2 has of its own. */
  static Comparison ofPassword(Situation situation, AdvertisementReceived input) {
    var differences = new ArrayList<Difference>();
    var advertisement = input.advertisement();
    var ours = situation.protocol().authentication(advertisement.version());
    addAuthentication(ours, advertisement, differences);
    return new Comparison(PASSWORD, differences, false);
  }

  private static Comparison content(Situation situation, AdvertisementReceived input) {
    var config = situation.config();
    var protocol = config.protocol();
    var advertisement = input.advertisement();
    var version = advertisement.version();
    var differences = new ArrayList<Difference>();
    addAuthentication(protocol.authentication(version), advertisement, differences);
    boolean authentic = differences.isEmpty();
    var interval = protocol.interval(version);
    boolean sameInterval = advertisement.interval().equals(interval);
    if (!sameInterval) {
      var theirs = advertisement.interval().toString();
      differences.add(new Difference(Kind.INTERVAL, interval.toString(), theirs));
    }
    addChecksumForm(situation, input, differences);
    if (protocol.isDual() && situation.peers().voicesOf(input.source()).lacksVersion2(version)) {
      differences.add(new Difference(Kind.VERSION_2_MISSING, "2 and 3", "3"));
    }
    boolean sameAddresses = sameAddresses(config.addresses(), advertisement.addresses());
    if (!sameAddresses) {
      differences.add(
          new Difference(
              Kind.ADDRESS_LIST, text(config.addresses()), text(advertisement.addresses())));
    }
    boolean acceptable =
        switch (version) {
          case V2 ->
              authentic
                  && (sameInterval || protocol.isDual())
                  && (sameAddresses || toleratesAddresses(situation, input));
          case V3 -> true;
        };
    var kinds = kinds(situation, input);
    differences.removeIf(difference -> !kinds.contains(difference.kind()));
    return new Comparison(kinds, differences, acceptable);
  }

  private static Set<Kind> kinds(Situation situation, AdvertisementReceived input) {
    if (!situation.protocol().isDual()) {
      return CONTENT;
    }
    boolean knowsVersion3 = situation.peers().voicesOf(input.source()).inVersion3Until().isSet();
    return switch (input.advertisement().version()) {
      case V2 -> knowsVersion3 ? VERSION_2_OF_DUAL : VERSION_2_FOR_WANT_OF_3;
      case V3 -> VERSION_3_OF_DUAL;
    };
  }

  private static void addAuthentication(
      Authentication ours, Advertisement advertisement, List<Difference> differences) {
    if (!advertisement.authentication().equals(ours)) {
      differences.add(
          new Difference(
              Kind.AUTHENTICATION,
              masked(ours, "password"),
              masked(advertisement.authentication(), "another password")));
    }
  }

  /** Some routers accept one form only, so the difference is worth knowing. */
  private static void addChecksumForm(
      Situation situation, AdvertisementReceived input, List<Difference> differences) {
    var advertisement = input.advertisement();
    boolean isOpen =
        advertisement.version() == VrrpVersion.V3
            && situation.config().family() == Family.IPV4
            && situation.protocol().checksum() != ChecksumChoice.AUTO;
    var ours = situation.checksumForm();
    var theirs = input.decoded().checksumForm();
    if (isOpen && ours != theirs) {
      differences.add(new Difference(Kind.CHECKSUM_FORM, ours.text(), theirs.text()));
    }
  }

  /** RFC 3768 section 7.1 tolerates other addresses from their owner only. */
  private static boolean toleratesAddresses(Situation situation, AdvertisementReceived input) {
    boolean tolerates =
        switch (situation.config().election().conformance().addressCheck()) {
          case REPORTS -> true;
          case DISCARDS -> false;
          case DISCARDS_FROM_NEW -> situation.peers().isHeard(input.source());
        };
    return tolerates || input.advertisement().priority().isOwner();
  }

  private static boolean sameAddresses(List<InetAddress> ours, List<InetAddress> theirs) {
    return ours.equals(theirs)
        || (ours.size() == theirs.size() && new HashSet<>(ours).equals(new HashSet<>(theirs)));
  }

  /** The secret itself never leaves the node. */
  private static String masked(Authentication authentication, String password) {
    return switch (authentication) {
      case Authentication.None none -> "none";
      case Authentication.Password secret -> password;
    };
  }

  private static String text(List<InetAddress> addresses) {
    return addresses.stream()
        .sorted(Addresses::compare)
        .map(Addresses::text)
        .collect(Collectors.joining(","));
  }
}
