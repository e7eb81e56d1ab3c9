package dev.baton.agent.dump;

import dev.baton.agent.config.AgentConfig;
import dev.baton.agent.config.Fixture;
import dev.baton.agent.config.GlobalDefaults;
import dev.baton.agent.config.GlobalDefaults.Switch;
import dev.baton.agent.config.Route;
import dev.baton.agent.config.Routing;
import dev.baton.agent.config.Rule;
import dev.baton.agent.config.Scheduling;
import dev.baton.agent.config.Scheduling.Rank;
import dev.baton.agent.config.Statics;
import dev.baton.agent.config.TrackGroup;
import dev.baton.agent.config.VirtualAddress;
import dev.baton.vrrp.Addresses;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What concerns the whole node, as keepalived writes it before its instances. */
final class GlobalText {
  private static final double NANOS_PER_SECOND = 1e9;

  private final AgentConfig config;
  private final StringBuilder text = new StringBuilder();

  private GlobalText(AgentConfig config) {
    this.config = config;
  }

  /** What keepalived's parent process writes: it has no instances and nothing static. */
  static String ofParent(AgentConfig config) {
    var globals = new GlobalText(config);
    globals.definitions(false);
    return globals.text.toString();
  }

  /** What stands before the instances. */
  static String of(AgentConfig config, long unknownVrids) {
    var globals = new GlobalText(config);
    globals.definitions(true);
    // Not keepalived's: RFC 8347 counts them for the whole node.
    globals.text.append("------< Node counters >------\n");
    globals.field("VRID errors", unknownVrids);
    globals.statics(config.statics());
    return globals.text.toString();
  }

  private void definitions(boolean hasStatics) {
    text.append("------< Global definitions >------\n");
    field("Network namespace", "(default)");
    lineIf(!config.globals().routerId().isEmpty(), "Router ID = " + config.globals().routerId());
    mail();
    var defaults = config.globals().defaults();
    field("Dynamic interfaces", isOn(Switch.DYNAMIC_INTERFACES));
    lineIf(hasStatics, "Default interface = " + defaults.staticInterface());
    field("Disable local IGMP", config.globals().reportsGroups() ? "no" : "yes");
    config
        .notifications()
        .streams()
        .fifos()
        .forEach(
            fifo -> field(fifo.isOfAll() ? "Global notify fifo" : "VRRP notify fifo", fifo.path()));
    field("FIFO write vrrp states on reload", config.notifications().streams().repeatOnReload());
    field("VRRP notify priority changes", false);
    field("VRRP IPv4 mcast group", Addresses.text(defaults.groups().getFirst()));
    field("VRRP IPv6 mcast group", Addresses.text(defaults.groups().getLast()));
    announcing(defaults);
    tables();
    field("VRRP check unicast_src", isOn(Switch.CHECKS_UNICAST_SOURCE));
    field("VRRP skip check advert addresses", isOn(Switch.SKIPS_ADDRESS_CHECK));
    field("VRRP strict mode", isOn(Switch.STRICT));
    scheduling(config.globals().scheduling());
    line("Script security " + (isOn(Switch.SCRIPT_SECURITY) ? "enabled" : "disabled"));
    long startup = config.globals().delays().startupNanos();
    lineIf(startup > 0, "vrrp_startup_delay = " + Words.seconds(startup).toPlainString());
  }

  private void mail() {
    config
        .notifications()
        .mail()
        .forEach(mail -> {
          field("Smtp server", mail.server().host());
          field("Smtp server port", mail.server().port());
          field("Smtp HELO name", mail.sender().helo());
          field("Smtp server connection timeout", mail.server().timeoutMillis() / 1_000);
          field("Email notification from", mail.sender().address());
          line("Email notification to:");
          mail.recipients().forEach(recipient -> line("  " + recipient));
        });
  }

  private void announcing(GlobalDefaults defaults) {
    var announcements = defaults.announcements();
    field("Gratuitous ARP delay", Words.whole(announcements.onActive().delayNanos()));
    field("Gratuitous ARP repeat", announcements.onActive().repeat());
    field("Gratuitous ARP refresh timer", Words.whole(announcements.refreshNanos()));
    field("Gratuitous ARP refresh repeat", announcements.refreshRepeat());
    var onLower = announcements.onLowerPriority();
    field("Gratuitous ARP lower priority delay", Words.whole(onLower.delayNanos()));
    field("Gratuitous ARP lower priority repeat", onLower.repeat());
    field("Num adverts before down", defaults.downTimerAdverts());
    field("Send advert after receive lower priority advert", !isOn(Switch.LOWER_GETS_NO_ADVERT));
    field("Send advert after receive higher priority advert", isOn(Switch.HIGHER_GETS_ADVERT));
    field("Gratuitous ARP interval", micros(announcements.gapNanos()));
    field("Gratuitous NA interval", micros(defaults.neighborGapNanos()));
    field("VRRP default protocol version", defaults.version());
  }

  private void tables() {
    var tables = config.globals().tables();
    if (!tables.name().isEmpty()) {
      field("nftables table name", tables.name());
      field("nftables base chain priority", tables.priority());
      line("nftables " + (tables.counts() ? "with" : "without") + " counters");
    }
  }

  private void scheduling(Scheduling scheduling) {
    var raise = scheduling.raise();
    field("Max auto priority", raise.highest());
    field("Min auto priority delay", raise.lateNanos() / 1_000 + " usecs");
    int niceness = scheduling.rank() instanceof Rank.Ordinary(int given) ? given : 0;
    int realTime = scheduling.rank() instanceof Rank.RealTime(int given) ? given : 0;
    field("VRRP process priority", niceness);
    field("VRRP don't swap", scheduling.locksMemory());
    field("VRRP realtime priority", realTime);
    lineIf(scheduling.limitMicros() > 0, "VRRP realtime limit = " + scheduling.limitMicros());
  }

  private void statics(Statics statics) {
    section("Static Addresses", items(statics, VirtualAddress.class));
    section("Static Routes", items(statics, Route.class));
    section("Static Rules", items(statics, Rule.class));
    var groups =
        statics.items().stream().map(Statics.Item::group).distinct().filter(this::isGroup).toList();
    if (!groups.isEmpty()) {
      text.append("------< Static Track groups >------\n");
      groups.forEach(this::group);
    }
  }

  private boolean isGroup(TrackGroup group) {
    return !group.name().isEmpty();
  }

  private void group(TrackGroup group) {
    field("Static Track Group", group.name());
    line("  VRRP member instances :");
    group.members().forEach(member -> line("    " + member));
  }

  private static Stream<String> items(Statics statics, Class<? extends Fixture> kind) {
    return statics.items().stream()
        .filter(item -> kind.isInstance(item.fixture()))
        .map(GlobalText::item);
  }

  private static String item(Statics.Item item) {
    String group = item.group().name().isEmpty() ? "" : " track_group " + item.group().name();
    return switch (item.fixture()) {
      // Whoever takes it away gets it put back.
      case VirtualAddress address ->
          Words.address(address) + (address.tracked() ? group + " set" : " no_track");
      case Routing routing -> Words.routing(routing) + group;
    };
  }

  private void section(String title, Stream<String> lines) {
    String all = lines.map(each -> "     " + each + "\n").collect(Collectors.joining());
    text.append(all.isEmpty() ? "" : "------< " + title + " >------\n" + all);
  }

  private boolean isOn(Switch is) {
    return config.globals().defaults().switches().contains(is);
  }

  private static String micros(long nanos) {
    return String.format(Locale.ROOT, "%.6f", nanos / NANOS_PER_SECOND);
  }

  private void field(String name, Object value) {
    line(name + " = " + value);
  }

  private void lineIf(boolean stands, String line) {
    if (stands) {
      line(line);
    }
  }

  private void line(String line) {
    text.append(' ').append(line).append('\n');
  }
}
