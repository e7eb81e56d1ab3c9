package dev.baton.agent.config;

import dev.baton.agent.config.Entry.Statement;
import dev.baton.events.Family;
import dev.baton.events.Vrid;
import java.net.InetAddress;
import java.util.Optional;

/**
 * Reads one {@code vrrp_instance}. It is there or it is not: what keepalived would drop is dropped,
 * and so is what would do harm because its peers cannot hear it.
 */
final class InstanceReader {
  private static final Range VRID = new Range(1, 255);

  private static final String LOOPBACK = "lo";

  private final Findings findings;
  private final Settings globals;
  private final BatonSettings batonSettings;

  InstanceReader(Findings findings, Settings globals) {
    this.findings = findings;
    this.globals = globals;
    this.batonSettings = new BatonSettings(findings);
  }

  Optional<InstanceConfig> read(Statement block) {
    String name = block.arguments().getFirst().text();
    Settings settings =
        Settings.of(block.position(), block.statements(), Keywords.INSTANCE, findings);
    warnOfSettingsInside(block);
    int vrid = vrid(name, settings);
    String interfaceName = interfaceName(name, settings);
    AddressPlan addresses = AddressPlan.of(settings, interfaceName, findings);
    boolean usable = isHeardByPeers(name, settings, addresses.family());
    if (addresses.advertised().isEmpty()) {
      leaveOut(name, block.position(), "it has no virtual_ipaddress that can be used; add one");
      usable = false;
    }
    if (!usable || vrid == 0 || interfaceName.isEmpty()) {
      return Optional.empty();
    }
    var membership =
        new Membership(
            interfaceName,
            source(settings, addresses.family()),
            addresses.family(),
            new Vrid(vrid),
            batonSettings.name("segment", block.body()));
    Election election = new ElectionReader(settings, findings).read();
    Protocol protocol = new ProtocolReader(settings, globals, findings).read(addresses.family());
    Announcements announcements = AnnouncementReader.read(settings, globals, addresses.family());
    var service = new Service(addresses.advertised(), addresses.excluded(), announcements);
    return Optional.of(new InstanceConfig(name, membership, election, protocol, service));
  }

  private void warnOfSettingsInside(Statement block) {
    batonSettings.warnOfOthers("segment", block.body());
    for (Statement inner : block.statements()) {
      batonSettings.warnOfOthers("", inner.body());
    }
  }

  /** The VRID, or 0 with an error. */
  private int vrid(String name, Settings settings) {
    String given = settings.word("virtual_router_id", "");
    if (Numbers.isInteger(given) && VRID.contains(Integer.parseInt(given))) {
      return Integer.parseInt(given);
    }
    String fault = given.isEmpty() ? "is not given" : "is '" + given + "'";
    leaveOut(
        name,
        settings.at("virtual_router_id"),
        "virtual_router_id " + fault + ", allowed is " + VRID + ": give the one its peers have");
    return 0;
  }

  /** The interface, or nothing with an error. */
  private String interfaceName(String name, Settings settings) {
    String given = settings.word("interface", "");
    if (InterfaceNames.isValid(given) && !given.equals(LOOPBACK)) {
      return given;
    }
    String fault = given.isEmpty() ? "is not given" : "is '" + given + "'";
    leaveOut(
        name,
        settings.at("interface"),
        "interface " + fault + ", allowed is " + InterfaceNames.RULE + ", but not lo: give one");
    return "";
  }

  private boolean isHeardByPeers(String name, Settings settings, Family family) {
    boolean heard = true;
    if (settings.all("unicast_peer").stream().anyMatch(peers -> !peers.statements().isEmpty())) {
      leaveOut(name, settings.at("unicast_peer"), harm("unicast_peer", "its peers would not hear"));
      heard = false;
    }
    if (settings.has("auth_hmac")) {
      leaveOut(name, settings.at("auth_hmac"), harm("auth_hmac", "its peers would reject"));
      heard = false;
    }
    String group = settings.word("mcast_dst_ip", GlobalRules.group(globals, family));
    if (!group.equals(GlobalRules.standardGroup(family))) {
      Position position =
          settings.has("mcast_dst_ip") ? settings.at("mcast_dst_ip") : groupAt(family);
      String word = "the multicast group '" + group + "'";
      leaveOut(name, position, harm(word, "its peers would not hear"));
      heard = false;
    }
    return heard;
  }

  private Position groupAt(Family family) {
    return switch (family) {
      case IPV4 -> globals.at("vrrp_mcast_group4");
      case IPV6 -> globals.at("vrrp_mcast_group6");
    };
  }

  private static String harm(String word, String peers) {
    return "not supported yet: "
        + word
        + " ("
        + peers
        + " its advertisements, and both sides would serve the addresses); leave this instance to"
        + " keepalived";
  }

  private void leaveOut(String name, Position position, String why) {
    findings.error(position, "vrrp_instance " + name + " is left out: " + why);
  }

  private SourceAddress source(Settings settings, Family family) {
    String keyword =
        settings.isLater("unicast_src_ip", "mcast_src_ip") ? "unicast_src_ip" : "mcast_src_ip";
    String given = settings.word(keyword, "");
    if (given.isEmpty()) {
      return new SourceAddress.PrimaryOfInterface();
    }
    if (Addresses.isAddress(given)) {
      InetAddress address = Addresses.of(given);
      if (Addresses.family(address) == family) {
        return new SourceAddress.Fixed(address);
      }
    }
    findings.warn(
        settings.at(keyword),
        "%s is '%s', allowed is an %s address; the interface's own is used instead: correct it"
            .formatted(keyword, given, family.text()));
    return new SourceAddress.PrimaryOfInterface();
  }
}
