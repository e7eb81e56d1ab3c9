package dev.baton.agent.config;

import dev.baton.agent.config.Entry.Statement;
import dev.baton.agent.config.Entry.Word;
import dev.baton.events.Family;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads which MAC addresses an instance serves its addresses with, and places them so. */
final class VirtualMacReader {
  private static final Pattern MAC = Pattern.compile("\\p{XDigit}{1,2}(:\\p{XDigit}{1,2}){4,5}");
  private static final Pattern NO_MAC = Pattern.compile("[0:]+");
  private static final int OCTETS = 6;

  /** What is left of an interface's name beside {@code 6.255}. */
  private static final int MAX_PREFIX_LENGTH = 10;

  private static final String PREFIX = "vrrp";

  private final InstanceBlock block;
  private final VirtualMacNames names;
  private final Station station;
  private final Map<String, VirtualMac> made = new LinkedHashMap<>();
  private String givenName = "";
  private String givenMac = "";

  /** Whose interfaces these are. */
  record Station(String interfaceName, Family family, int vrid) {}

  /**
   * The addresses on the interfaces where they will be.
   *
   * @param isTaken whether another instance has the same MAC address there
   */
  record Placement(
      Station station,
      List<VirtualAddress> advertised,
      List<VirtualAddress> excluded,
      LinkLayer linkLayer,
      boolean isTaken) {}

  VirtualMacReader(InstanceBlock block, VirtualMacNames names, Station station) {
    this.block = block;
    this.names = names;
    this.station = station;
  }

  /** Reports what is wrong with the global settings. */
  static void check(Settings globals) {
    prefix(globals, "vmac_prefix", PREFIX);
    prefix(globals, "vmac_addr_prefix", PREFIX);
  }

  /** With an error where another instance has the same MAC address there. */
  Placement place(AddressPlan plan) {
    boolean isAsked = block.settings().has("use_vmac");
    boolean needsNone = new MembershipReader(block).needsNoInterface();
    boolean isVirtual = isAsked && !station.interfaceName().isEmpty();
    boolean fromBase = false;
    if (isAsked && needsNone) {
      block.settings().warn("use_vmac", "use_vmac needs an interface; it is read over: give one");
    } else if (isAsked) {
      // Of an instance that is left out, too, for want of an interface.
      readWords(block.settings().all("use_vmac").getLast().arguments().iterator());
      fromBase = advertsFromBase();
    }
    if (isVirtual) {
      make(station.interfaceName(), station.family(), true);
    }
    var advertised = plan.advertised().stream().map(a -> place(a, isVirtual)).toList();
    var excluded = plan.excluded().stream().map(a -> place(a, isVirtual)).toList();
    var interfaces = new ArrayList<VirtualMac>();
    boolean isTaken = false;
    for (VirtualMac each : made.values()) {
      String owner = names.ownerOf(each, block.name());
      if (!owner.equals(block.name())) {
        block.leaveOut(
            block.settings().at("use_vmac"),
            "%s has the MAC address %s on %s; give one of them another virtual_router_id"
                .formatted(owner, each.mac(), each.parent()));
        isTaken = true;
      }
      interfaces.add(withFamilies(each, advertised, excluded));
    }
    var linkLayer = new LinkLayer(interfaces, isVirtual && !fromBase);
    return new Placement(station, advertised, excluded, linkLayer, isTaken);
  }

  private VirtualAddress place(VirtualAddress address, boolean isVirtual) {
    boolean isHere = address.interfaceName().equals(station.interfaceName());
    boolean isOurs = address.family() == station.family();
    boolean isAsked = asked().contains(key(address));
    boolean each = isAsked || block.settings().flag("use_vmac_addr", false);
    if (isVirtual && isHere && (isOurs || !each)) {
      return address.on(make(station.interfaceName(), station.family(), true));
    }
    return isAsked || (each && !(isHere && isOurs))
        ? address.on(make(address.interfaceName(), address.family(), false))
        : address;
  }

  /**
   * The addresses that say {@code use_vmac} themselves, whose other words have their own reader.
   */
  private Set<String> asked() {
    var asked = new HashSet<String>();
    for (String name : List.of("virtual_ipaddress", "virtual_ipaddress_excluded")) {
      for (Statement list : block.settings().all(name)) {
        list.statements().forEach(entry -> ifAsked(entry, asked));
      }
    }
    return asked;
  }

  private void ifAsked(Statement entry, Set<String> asked) {
    var words = entry.arguments().stream().map(Word::text).toList();
    String address = entry.keyword().split("/", 2)[0];
    if (words.contains("use_vmac") && Addresses.isAddress(address)) {
      int dev = words.indexOf("dev") + 1;
      String on = dev > 0 && dev < words.size() ? words.get(dev) : station.interfaceName();
      asked.add(Addresses.text(Addresses.of(address)) + " " + on);
    }
  }

  private static String key(VirtualAddress address) {
    return Addresses.text(address.address()) + " " + address.interfaceName();
  }

  /** The name of the interface with the virtual MAC address above another. */
  private String make(String parent, Family family, boolean isMain) {
    return made.computeIfAbsent(
            parent + " " + family.text(),
            key -> new VirtualMac(name(family, isMain), parent, mac(family), false))
        .interfaceName();
  }

  private String name(Family family, boolean isMain) {
    if (isMain && !givenName.isEmpty()) {
      if (names.take(givenName)) {
        return givenName;
      }
      block
          .findings()
          .warn(
              block.settings().at("use_vmac"),
              "the interface name %s is taken by another instance; one is made up: give another"
                  .formatted(givenName));
    }
    String main = prefix(block.globals(), "vmac_prefix", PREFIX);
    String prefix = isMain ? main : prefix(block.globals(), "vmac_addr_prefix", main);
    return names.next(prefix, family, station.vrid());
  }

  private static String prefix(Settings globals, String keyword, String absent) {
    String given = globals.word(keyword, absent);
    if (given.length() <= MAX_PREFIX_LENGTH && InterfaceNames.isValid(given)) {
      return given;
    }
    globals.warn(
        keyword,
        "%s is '%s', allowed are %d characters that an interface name can have; %s is used"
            .formatted(keyword, given, MAX_PREFIX_LENGTH, absent));
    return absent;
  }

  private String mac(Family family) {
    if (!givenMac.isEmpty()) {
      return givenMac;
    }
    // RFC 9568 section 7.3.
    return "00:00:5e:00:%02x:%02x".formatted(family == Family.IPV4 ? 1 : 2, station.vrid());
  }

  private void readWords(Iterator<Word> words) {
    while (words.hasNext()) {
      Word word = words.next();
      switch (word.text()) {
        case "netlink_notify_msg" ->
            remark(word, "netlink_notify_msg changes nothing: every change is told by the kernel");
        case "group" -> {
          remark(word, "the interface is put into no group");
          if (words.hasNext()) {
            words.next();
          }
        }
        case String text when text.contains(":") -> readMac(word);
        case String text when text.equals("name") && words.hasNext() -> readName(words.next());
        case String _ -> readName(word);
      }
    }
  }

  private void readName(Word word) {
    String text = word.text();
    if (text.contains(":")) {
      // After a name that is the word itself.
      givenName = givenName.isEmpty() ? "name" : givenName;
      readMac(word);
    } else if (!InterfaceNames.isValid(text)) {
      warn(
          word,
          "'%s' is no interface name, allowed is %s; one is made up: correct it"
              .formatted(text, InterfaceNames.RULE));
    } else if (names.isOfTheHost(text)) {
      warn(
          word,
          "'%s' is another interface, allowed is a name of its own; one is made up: correct it"
              .formatted(text));
    } else if (!givenName.isEmpty()) {
      warn(word, "'%s' is a second name, and %s counts: remove one".formatted(text, givenName));
    } else {
      givenName = text;
    }
  }

  /** The last octet may be left out, and is the VRID then. */
  private void readMac(Word word) {
    String[] octets = word.text().toLowerCase(Locale.ROOT).split(":", -1);
    boolean isMac = MAC.matcher(word.text()).matches() && !NO_MAC.matcher(word.text()).matches();
    if (!isMac || Integer.parseInt(octets[0], 16) % 2 != 0) {
      warn(
          word,
          "'%s' is no MAC address of one station, allowed are 5 or 6 octets; the RFC's is used"
              .formatted(word.text()));
      return;
    }
    var text = new StringBuilder();
    for (int i = 0; i < OCTETS; i++) {
      int octet = i < octets.length ? Integer.parseInt(octets[i], 16) : station.vrid();
      text.append(i == 0 ? "" : ":").append("%02x".formatted(octet));
    }
    givenMac = text.toString();
  }

  private void remark(Word word, String text) {
    block.findings().remark(word.position(), "use_vmac: " + text);
  }

  private void warn(Word word, String text) {
    block.findings().warn(word.position(), "use_vmac: " + text);
  }

  private boolean advertsFromBase() {
    boolean isUnicast =
        block.settings().all("unicast_peer").stream().anyMatch(p -> !p.statements().isEmpty());
    boolean asked = block.settings().flag("vmac_xmit_base", false);
    if (isUnicast && !asked) {
      block
          .findings()
          .remark(
              block.settings().at("use_vmac"),
              "use_vmac with unicast_peer needs vmac_xmit_base, which is used: add it");
    }
    return isUnicast || StrictMode.of(block).advertsFromBase(asked);
  }

  private VirtualMac withFamilies(
      VirtualMac each, List<VirtualAddress> advertised, List<VirtualAddress> excluded) {
    boolean isIpv6 = false;
    for (var addresses : List.of(advertised, excluded)) {
      isIpv6 |=
          addresses.stream()
              .filter(address -> address.interfaceName().equals(each.interfaceName()))
              .anyMatch(address -> address.family() == Family.IPV6);
    }
    return new VirtualMac(each.interfaceName(), each.parent(), each.mac(), isIpv6);
  }
}
