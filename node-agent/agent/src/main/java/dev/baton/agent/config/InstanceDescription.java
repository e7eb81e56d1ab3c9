package dev.baton.agent.config;

import dev.baton.agent.config.Announcements.Burst;
import dev.baton.events.Family;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Says in words what an instance will do. */
final class InstanceDescription {
  private static final long NANOS_PER_SECOND = 1_000_000_000L;

  private final InstanceConfig instance;
  private final List<String> lines = new ArrayList<>();
  private String lastLabel = "";

  private InstanceDescription(InstanceConfig instance) {
    this.instance = instance;
  }

  static List<String> lines(InstanceConfig instance, Map<String, Position> positions) {
    var description = new InstanceDescription(instance);
    Position position = positions.get(instance.name());
    description.lines.add(
        "vrrp_instance " + instance.name() + (position == null ? "" : " (" + position + ")"));
    description.describe();
    Regrets.of(instance).forEach(regret -> description.line("note", regret));
    return List.copyOf(description.lines);
  }

  private void describe() {
    line("router", router());
    line("priority", priority());
    line("advertises", advertises());
    line("takes over", takesOver());
    line("preempts", preempts());
    instance.addresses().forEach(address -> line("serves", address.toString()));
    instance.excluded().forEach(address -> line("serves", address + ", which is not advertised"));
    announces().forEach(text -> line("announces", text));
    instance.trackedInterfaces().forEach(tracked -> line("tracks", tracks(tracked)));
  }

  private void line(String label, String text) {
    lines.add("  %-12s%s".formatted(label.equals(lastLabel) ? "" : label, text));
    lastLabel = label;
  }

  private String router() {
    String segment = instance.segment().isEmpty() ? "" : ", segment " + instance.segment();
    return "VRID %s, %s, on %s, VRRP version %d%s"
        .formatted(
            instance.vrid(),
            instance.family() == Family.IPV4 ? "IPv4" : "IPv6",
            instance.interfaceName(),
            instance.version(),
            segment);
  }

  private String priority() {
    if (instance.priority().isOwner()) {
      return "255: it owns the addresses and becomes Active as soon as it starts";
    }
    return instance.priority() + ": it starts as Backup and waits for the others";
  }

  private String advertises() {
    String source =
        switch (instance.source()) {
          case SourceAddress.PrimaryOfInterface primary when instance.family() == Family.IPV6 ->
              "the link-local address of " + instance.interfaceName();
          case SourceAddress.PrimaryOfInterface primary ->
              "the primary address of " + instance.interfaceName();
          case SourceAddress.Fixed fixed -> Addresses.text(fixed.address());
        };
    String authentication =
        switch (instance.authentication()) {
          case Authentication.NoAuthentication none -> "";
          case Authentication.Pass pass -> ", with a clear-text password";
        };
    return "every %s s while Active, from %s%s"
        .formatted(seconds(instance.protocol().intervalNanos()), source, authentication);
  }

  private String takesOver() {
    long skew = skewNanos(instance);
    long down = instance.protocol().downNanos() + skew;
    String resigned = "after %s s when the Active resigns".formatted(seconds(skew));
    return "after %s s of silence (Active_Down_Interval: %d x %s s + Skew_Time %s s), %s"
        .formatted(
            seconds(down),
            instance.downTimerAdverts(),
            seconds(instance.protocol().intervalNanos()),
            seconds(skew),
            resigned);
  }

  /** Skew_Time by this router's own interval and base priority. */
  static long skewNanos(InstanceConfig instance) {
    long interval =
        instance.version() == 2 ? NANOS_PER_SECOND : instance.protocol().intervalNanos();
    return (256 - instance.priority().value()) * interval / 256;
  }

  private String preempts() {
    if (!instance.preempt()) {
      return "no: an Active of lower priority keeps the addresses";
    }
    if (instance.preemptDelayNanos() == 0) {
      return "yes: it takes the addresses from an Active of lower priority";
    }
    return "yes, but not before %s s: then it takes the addresses from an Active of lower priority"
        .formatted(seconds(instance.preemptDelayNanos()));
  }

  private List<String> announces() {
    Announcements announcements = instance.announcements();
    var texts = new ArrayList<String>();
    texts.add("on becoming Active: " + burst(announcements.onActive()));
    if (announcements.onLowerPriority().repeat() > 0) {
      texts.add(
          "on hearing a lower priority while Active: " + burst(announcements.onLowerPriority()));
    }
    if (announcements.refreshNanos() > 0) {
      texts.add(
          "every %s s while Active: %s for each address"
              .formatted(
                  seconds(announcements.refreshNanos()), messages(announcements.refreshRepeat())));
    }
    if (announcements.gapNanos() > 0) {
      texts.add("with %s s between two messages".formatted(seconds(announcements.gapNanos())));
    }
    return texts;
  }

  private String burst(Burst burst) {
    String first = messages(burst.repeat()) + " for each address";
    return burst.delayNanos() == 0
        ? first
        : first + ", and again after " + seconds(burst.delayNanos()) + " s";
  }

  private String messages(int count) {
    String noun = instance.family() == Family.IPV4 ? "gratuitous ARP" : "neighbour advertisement";
    return count + " " + noun + (count == 1 ? "" : "s");
  }

  private static String tracks(TrackedInterface tracked) {
    if (tracked.weight() == 0) {
      return tracked.name() + ": in fault while it is " + (tracked.reverse() ? "up" : "down");
    }
    boolean whileUp = tracked.weight() > 0;
    return "%s: priority %+d while it is %s"
        .formatted(tracked.name(), tracked.contribution(whileUp), whileUp ? "up" : "down");
  }

  private static String seconds(long nanos) {
    return Numbers.seconds(nanos);
  }
}
