package dev.baton.agent.dump;

import dev.baton.agent.config.Authentication;
import dev.baton.agent.config.InstanceConfig;
import dev.baton.agent.config.NoticeState;
import dev.baton.agent.config.Route;
import dev.baton.agent.config.Rule;
import dev.baton.agent.config.ScriptCommand;
import dev.baton.agent.config.Tracked;
import dev.baton.agent.config.TrackerKind;
import dev.baton.agent.config.VirtualAddress;
import dev.baton.events.Family;
import java.util.List;

/** How each instance stands and what it is told to do, line by line as keepalived writes it. */
final class InstanceText {
  private final StringBuilder text = new StringBuilder("------< VRRP Topology >------\n");

  private InstanceText() {}

  static String of(List<Portrait> instances) {
    var text = new InstanceText();
    instances.forEach(text::write);
    return text.text.toString();
  }

  private void write(Portrait portrait) {
    text.append(" VRRP Instance = ").append(portrait.config().name()).append('\n');
    standing(portrait);
    announcing(portrait.config());
    electing(portrait);
    serving(portrait);
    tracking(portrait.config());
    told(portrait);
  }

  private void standing(Portrait portrait) {
    var config = portrait.config();
    String state = Words.state(portrait.standing().state());
    field("VRRP Version", config.version());
    portrait.company().group().forEach(group -> field("Sync group", group));
    lineIf(config.family() == Family.IPV6, "Using Native IPv6");
    field("State", state);
    field("Wantstate", state);
    field("Last transition", Words.time(portrait.standing().sinceWallNanos()));
    String base = portrait.virtualMac().isEmpty() ? "" : ", vmac on " + config.interfaceName();
    boolean isBelow = !base.isEmpty() && !config.linkLayer().advertsFromVirtualMac();
    field("Interface", portrait.interfaceName() + base + (isBelow ? ", xmit base i/f" : ""));
    lineIf(!config.needsLink(), "VRRP interface tracking disabled");
    lineIf(config.protocol().manners().isStrict(), "Enforcing strict VRRP compliance");
  }

  private void announcing(InstanceConfig config) {
    var announcements = config.announcements();
    field("Gratuitous ARP delay", Words.whole(announcements.onActive().delayNanos()));
    field("Gratuitous ARP repeat", announcements.onActive().repeat());
    field("Gratuitous ARP refresh", Words.whole(announcements.refreshNanos()));
    field("Gratuitous ARP refresh repeat", announcements.refreshRepeat());
    var onLower = announcements.onLowerPriority();
    field("Gratuitous ARP lower priority delay", Words.whole(onLower.delayNanos()));
    field("Gratuitous ARP lower priority repeat", onLower.repeat());
    field("Down timer adverts", config.downTimerAdverts());
    var manners = config.protocol().manners();
    field("Send advert after receive lower priority advert", manners.answersLower());
    field("Send advert after receive higher priority advert", manners.answersHigher());
  }

  private void electing(Portrait portrait) {
    var config = portrait.config();
    field("Virtual Router ID", config.vrid());
    field("Priority", config.priority());
    field("Effective priority", portrait.priority());
    field("Total priority", portrait.priority());
    long nanos = config.protocol().intervalNanos();
    boolean isWhole = config.version() == 2;
    field(
        "Advert interval",
        isWhole ? Words.whole(nanos) + " sec" : nanos / 1_000_000 + " milli-sec");
    field("Accept", enabled(config.accepts()));
    field("Preempt", enabled(config.preempt()));
    long delayNanos = config.preemptDelayNanos();
    if (delayNanos > 0) {
      field("Preempt delay", Words.seconds(delayNanos).toPlainString() + " secs");
    }
    field("Promote_secondaries", enabled(config.service().promotesSecondaries()));
    if (config.authentication() instanceof Authentication.Pass) {
      field("Authentication type", "SIMPLE_PASSWORD");
      field("Password", Words.MASKED);
    }
  }

  private void serving(Portrait portrait) {
    var config = portrait.config();
    List<VirtualAddress> addresses = config.addresses();
    list(
        "Virtual IP (%d):".formatted(addresses.size()),
        addresses.stream().map(address -> Words.address(address, portrait)).toList());
    list(
        "Virtual IP Excluded :",
        config.excluded().stream().map(address -> Words.address(address, portrait)).toList());
    list("Virtual Routes :", Words.routing(config, Route.class));
    list("Virtual Rules :", Words.routing(config, Rule.class));
  }

  private void tracking(InstanceConfig config) {
    list(
        "Tracked interfaces :",
        config.trackedInterfaces().stream()
            .map(tracked -> tracked.name() + Words.weight(tracked.weight(), tracked.reverse()))
            .toList());
    list("Tracked scripts :", tracked(config, TrackerKind.SCRIPT, ""));
    list("Tracked files :", tracked(config, TrackerKind.FILE, ","));
    list("Tracked processes :", tracked(config, TrackerKind.PROCESS, ","));
  }

  private static List<String> tracked(InstanceConfig config, TrackerKind kind, String comma) {
    return config.trackers().stream()
        .filter(tracked -> tracked.kind() == kind)
        .map(tracked -> tracked.name() + comma + weight(tracked))
        .toList();
  }

  private static String weight(Tracked tracked) {
    return Words.weight(tracked.weight(), tracked.reverse());
  }

  private void told(Portrait portrait) {
    var hooks = portrait.hooks();
    field("Using smtp notification", hooks.mails() ? "yes" : "no");
    field("Notify deleted", hooks.tellsDeleted() ? "Deleted" : "Fault");
    script("Backup", hooks.scriptFor(NoticeState.BACKUP));
    script("Master", hooks.scriptFor(NoticeState.MASTER));
    script("Fault", hooks.scriptFor(NoticeState.FAULT));
    script("Stop", hooks.scriptFor(NoticeState.STOP));
    script("Generic", hooks.onEvery());
    script("Master rx lower pri", hooks.scriptFor(NoticeState.MASTER_RX_LOWER_PRI));
    field("Notify priority changes", hooks.tellsPriority());
  }

  private void script(String when, List<ScriptCommand> scripts) {
    scripts.forEach(script -> field(when + " state transition script", Words.script(script)));
  }

  private static String enabled(boolean is) {
    return is ? "enabled" : "disabled";
  }

  private void field(String name, Object value) {
    line(name + " = " + value);
  }

  private void list(String title, List<String> members) {
    if (!members.isEmpty()) {
      line(title);
      members.forEach(member -> line("  " + member));
    }
  }

  private void lineIf(boolean isSo, String line) {
    if (isSo) {
      line(line);
    }
  }

  private void line(String line) {
    text.append("   ").append(line).append('\n');
  }
}
