package dev.baton.agent.config;

import dev.baton.agent.config.AddressOptions.Flag;
import dev.baton.agent.config.Entry.Word;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads what stands after one address. */
final class AddressOptionReader {
  private static final int MAX_LABEL_LENGTH = 15;

  /** A /31 has no broadcast address (RFC 3021), and a /32 no second address at all. */
  private static final int LONGEST_WITH_BROADCAST = 30;

  private static final Pattern SECONDS = Pattern.compile("\\d{1,10}");

  /** As the kernel counts what never ends. */
  private static final long LONGEST_SECONDS = 0xFFFF_FFFFL;

  private static final Set<String> WITH_VALUE =
      Set.of("brd", "broadcast", "dev", "scope", "label", "peer", "preferred_lft");

  /** Why an address cannot be used. */
  record Fault(Position position, String why) {}

  private final Findings findings;
  private final InetAddress address;
  private final boolean isIpv4;
  private int prefixLength;
  private String interfaceName;
  private String label = "";
  private List<InetAddress> broadcast = List.of();
  private final List<InetAddress> peer = new ArrayList<>();
  private int scope = Scopes.GLOBAL;
  private final EnumSet<Flag> flags = EnumSet.noneOf(Flag.class);
  private final List<Long> preferredSeconds = new ArrayList<>();
  private boolean tracked = true;
  private final List<Fault> faults = new ArrayList<>();

  AddressOptionReader(
      Findings findings, InetAddress address, int prefixLength, String interfaceName) {
    this.findings = findings;
    this.address = address;
    this.isIpv4 = address instanceof Inet4Address;
    this.prefixLength = prefixLength;
    this.interfaceName = interfaceName;
  }

  void read(List<Word> options) {
    for (Iterator<Word> words = options.iterator(); words.hasNext(); ) {
      Word option = words.next();
      String value = "";
      if (WITH_VALUE.contains(option.text())) {
        if (!words.hasNext()) {
          warn(option, option.text() + " has no value and is read over; give it one");
          return;
        }
        value = words.next().text();
      }
      option(option, value);
    }
  }

  boolean has(Flag flag) {
    return flags.contains(flag);
  }

  /** Why the address cannot be used with these options; none when it can. */
  List<Fault> faults() {
    return List.copyOf(faults);
  }

  VirtualAddress address() {
    long preferred = AddressOptions.usualPreferredSeconds(address, prefixLength);
    for (long given : preferredSeconds) {
      preferred = given;
    }
    var options = new AddressOptions(broadcast, peer, scope, flags, preferred, tracked);
    return new VirtualAddress(address, prefixLength, interfaceName, label, options);
  }

  private void option(Word option, String value) {
    if (new Judgement(findings).isToBeRead(option, Keywords.ADDRESS)) {
      known(option, value);
    }
  }

  private void known(Word option, String value) {
    switch (option.text()) {
      case "dev" -> dev(option, value);
      case "label" -> label(option, value);
      case "brd", "broadcast" -> broadcast(option, value);
      case "scope" -> scope(option, value);
      case "peer" -> peer(option, value);
      case "preferred_lft" -> preferred(option, value);
      case "no_track" -> tracked = false;
      default -> flag(option);
    }
  }

  private void dev(Word option, String name) {
    if (InterfaceNames.isValid(name)) {
      interfaceName = name;
    } else {
      fault(option, "dev is '%s', allowed is %s".formatted(name, InterfaceNames.RULE));
    }
  }

  private void label(Word option, String given) {
    if (!isIpv4) {
      warn(option, "an IPv6 address has no label; it is read over: remove it");
    } else if (given.length() <= MAX_LABEL_LENGTH) {
      label = given;
    } else {
      fault(option, "label is '%s', allowed are %d characters".formatted(given, MAX_LABEL_LENGTH));
    }
  }

  private void broadcast(Word option, String given) {
    if (!isIpv4) {
      fault(option, "an IPv6 address has no broadcast address");
    } else if (given.equals("+") || given.equals("-")) {
      if (prefixLength > LONGEST_WITH_BROADCAST) {
        warn(
            option,
            "there is no broadcast address in a /%d; it is read over: remove it"
                .formatted(prefixLength));
      } else {
        broadcast = List.of(withHostBits(given.equals("+")));
      }
    } else if (Addresses.isAddress(given) && Addresses.of(given) instanceof Inet4Address) {
      broadcast = List.of(Addresses.of(given));
    } else {
      fault(
          option, "%s is '%s', allowed is an IPv4 address, + or -".formatted(option.text(), given));
    }
  }

  private InetAddress withHostBits(boolean set) {
    var bytes = address.getAddress();
    for (int bit = prefixLength; bit < Integer.SIZE; bit++) {
      int mask = 0x80 >> bit % 8;
      int octet = bytes[bit / 8];
      bytes[bit / 8] = (byte) (set ? octet | mask : octet & ~mask);
    }
    return Addresses.of(bytes);
  }

  private void scope(Word option, String given) {
    if (!isIpv4) {
      warn(option, "the kernel gives an IPv6 address its scope; it is read over: remove it");
    } else if (Scopes.isScope(given)) {
      scope = Scopes.of(given);
    } else {
      warn(
          option,
          "scope is '%s', allowed is %s; global is used instead: correct it"
              .formatted(given, Scopes.RULE));
    }
  }

  private void peer(Word option, String given) {
    if (!Addresses.isAddress(given)
        || Addresses.family(Addresses.of(given)) != Addresses.family(address)) {
      warn(
          option,
          "peer is '%s', allowed is an %s address without a prefix; it is read over: correct it"
              .formatted(given, Addresses.family(address).text()));
      return;
    }
    int full = address.getAddress().length * 8;
    if (prefixLength != full) {
      warn(
          option,
          "an address with a peer has no prefix; /%d is used instead of /%d: remove it"
              .formatted(full, prefixLength));
    }
    prefixLength = full;
    peer.clear();
    peer.add(Addresses.of(given));
  }

  private void preferred(Word option, String given) {
    if (isIpv4) {
      warn(option, "preferred_lft means nothing for IPv4; it is read over: remove it");
    } else if (given.equals("forever")) {
      preferredSeconds.add(AddressOptions.FOREVER);
    } else if (SECONDS.matcher(given).matches() && Long.parseLong(given) <= LONGEST_SECONDS) {
      preferredSeconds.add(Long.parseLong(given));
    } else {
      warn(
          option,
          "preferred_lft is '%s', allowed is forever or 0 to %d seconds; it is read over: correct it"
              .formatted(given, LONGEST_SECONDS));
    }
  }

  private void flag(Word option) {
    for (Flag flag : Flag.values()) {
      if (flag.word().equals(option.text())) {
        // IPv4 knows the last two only.
        if (isIpv4 && flag.compareTo(Flag.NO_PREFIX_ROUTE) < 0) {
          warn(option, option.text() + " means nothing for IPv4; it is read over: remove it");
        } else {
          flags.add(flag);
        }
      }
    }
  }

  private void fault(Word option, String why) {
    faults.add(new Fault(option.position(), why));
  }

  private void warn(Word option, String message) {
    findings.warn(option.position(), message);
  }
}
