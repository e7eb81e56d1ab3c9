package dev.baton.agent.dump;

import dev.baton.agent.config.VirtualAddress;
import dev.baton.agent.dump.Counts.Count;
import dev.baton.events.InstanceState;
import java.util.List;
import java.util.stream.Collectors;

/** The texts that keepalived writes, as far as others read them. */
final class TextDump {
  private TextDump() {}

  static String state(List<Portrait> instances) {
    return "------< VRRP Topology >------\n"
        + instances.stream().map(TextDump::state).collect(Collectors.joining());
  }

  private static String state(Portrait portrait) {
    var config = portrait.config();
    String state = word(portrait.standing().state());
    boolean isSet = portrait.standing().state() == InstanceState.ACTIVE;
    long nanos = portrait.standing().sinceWallNanos();
    return """
     VRRP Instance = %s
       VRRP Version = %d
       State = %s
       Wantstate = %s
       Last transition = %d.%06d
       Interface = %s
       Virtual Router ID = %d
       Priority = %d
       Effective priority = %d
       Advert interval = %d milli-sec
       Accept = %s
       Preempt = %s
    """
            .formatted(
                config.name(),
                config.version(),
                state,
                state,
                nanos / 1_000_000_000L,
                nanos % 1_000_000_000L / 1_000L,
                config.interfaceName(),
                config.vrid().value(),
                config.priority().value(),
                portrait.priority(),
                config.protocol().intervalNanos() / 1_000_000L,
                config.accepts() ? "enabled" : "disabled",
                config.preempt() ? "enabled" : "disabled")
        + addresses("Virtual IP", config.addresses(), isSet)
        + addresses("Virtual IP Excluded", config.excluded(), isSet);
  }

  private static String addresses(String title, List<VirtualAddress> addresses, boolean isSet) {
    return addresses.isEmpty()
        ? ""
        : "   %s (%d):\n".formatted(title, addresses.size())
            + addresses.stream()
                .map(address -> "     " + Words.address(address, isSet) + "\n")
                .collect(Collectors.joining());
  }

  private static String word(InstanceState state) {
    return switch (state) {
      case INITIALIZE -> "INIT";
      case BACKUP -> "BACKUP";
      case ACTIVE -> "MASTER";
      case FAULT -> "FAULT";
    };
  }

  static String counts(List<Portrait> instances) {
    return instances.stream().map(TextDump::counts).collect(Collectors.joining());
  }

  private static String counts(Portrait portrait) {
    var counts = Counts.of(portrait);
    return """
    VRRP Instance: %s
      Advertisements:
        Received: %d
        Sent: %d
      Became master: %d
      Released master: %d
      Packet Errors:
        Length: %d
        TTL: %d
        Invalid Type: %d
        Advertisement Interval: %d
        Address List: %d
      Authentication Errors:
        Invalid Type: %d
        Type Mismatch: %d
        Failure: %d
      Priority Zero:
        Received: %d
        Sent: %d
    """
        .formatted(
            portrait.config().name(),
            counts.get(Count.RECEIVED),
            counts.get(Count.SENT),
            counts.get(Count.BECAME),
            counts.get(Count.RELEASED),
            counts.get(Count.LENGTH),
            counts.get(Count.TTL),
            counts.get(Count.TYPE),
            counts.get(Count.INTERVAL),
            counts.get(Count.ADDRESSES),
            counts.get(Count.AUTHENTICATION_TYPE),
            counts.get(Count.AUTHENTICATION_MISMATCH),
            counts.get(Count.AUTHENTICATION_FAILURE),
            counts.get(Count.ZERO_RECEIVED),
            counts.get(Count.ZERO_SENT));
  }
}
