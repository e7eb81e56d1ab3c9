package dev.baton.agent.config;

import dev.baton.events.Family;

/** Describes which virtual router an instance is part of, and how it stands in the election. */
final class ElectionDescription {
  private static final long NANOS_PER_SECOND = 1_000_000_000L;

  private final InstanceConfig instance;

  private ElectionDescription(InstanceConfig instance) {
    this.instance = instance;
  }

  static void describe(InstanceConfig instance, Description said) {
    var election = new ElectionDescription(instance);
    said.line("router", election.router());
    said.line("priority", election.priority());
    said.line("advertises", election.advertises());
    DeliveryDescription.listens(instance).forEach(text -> said.line("listens", text));
    if (!instance.needsLink()) {
      said.line("listens", "on, and advertises, while its interface is down");
    }
    said.line("takes over", election.takesOver());
    said.line("takes over", election.takesOverFromResigned());
    said.line("preempts", election.preempts());
  }

  private String router() {
    String segment = instance.segment().isEmpty() ? "" : ", segment " + instance.segment();
    return "VRID %s, %s, on %s, VRRP version %d%s"
        .formatted(
            instance.vrid(),
            instance.family() == Family.IPV4 ? "IPv4" : "IPv6",
            instance.interfaceName().isEmpty() ? "any interface" : instance.interfaceName(),
            instance.version(),
            segment);
  }

  private String priority() {
    if (instance.isActiveAtOnce()) {
      return "255: it owns the addresses and becomes Active as soon as it starts";
    }
    if (instance.priority().isOwner()) {
      return "255: it owns the addresses; without state MASTER it starts as Backup, as in keepalived";
    }
    return instance.priority() + ": it starts as Backup and waits for the others";
  }

  private String advertises() {
    String source =
        switch (instance.source()) {
          case SourceAddress.PrimaryOfInterface primary when instance.family() == Family.IPV6 ->
              DeliveryDescription.scope(instance) + " address of " + instance.interfaceName();
          case SourceAddress.PrimaryOfInterface primary ->
              "the primary address of " + instance.interfaceName();
          case SourceAddress.Fixed(var address, var mustExist) ->
              Addresses.text(address) + (mustExist ? "" : " even if the host has no such address");
        };
    String authentication =
        switch (instance.authentication()) {
          case Authentication.NoAuthentication none -> "";
          case Authentication.Pass pass -> ", with a clear-text password";
        };
    return "every %s s while Active, from %s%s%s%s"
        .formatted(
            Numbers.seconds(instance.protocol().intervalNanos()),
            source,
            DeliveryDescription.to(instance),
            authentication,
            checksum());
  }

  private String checksum() {
    if (instance.version() == 2 || instance.family() == Family.IPV6) {
      return "";
    }
    return switch (instance.protocol().manners().checksum()) {
      case PSEUDO_HEADER -> "";
      case MESSAGE_ONLY -> ", with the checksum of RFC 9568, which keepalived 2.2 rejects";
      case AUTO -> ", with checksums as its peers have them";
    };
  }

  private String takesOver() {
    long skew = skewNanos(instance);
    return "after %s s of silence: Active_Down_Interval, %d x %s s + Skew_Time %s s"
        .formatted(
            Numbers.seconds(instance.protocol().downNanos() + skew),
            instance.downTimerAdverts(),
            Numbers.seconds(instance.protocol().intervalNanos()),
            Numbers.seconds(skew));
  }

  private String takesOverFromResigned() {
    return "after %s s when the Active resigns".formatted(Numbers.seconds(skewNanos(instance)));
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
        .formatted(Numbers.seconds(instance.preemptDelayNanos()));
  }
}
