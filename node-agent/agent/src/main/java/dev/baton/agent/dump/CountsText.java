package dev.baton.agent.dump;

import dev.baton.agent.dump.Counts.Count;
import java.util.List;
import java.util.stream.Collectors;

/** The counts as keepalived writes them. */
final class CountsText {
  private CountsText() {}

  static String of(List<Portrait> instances) {
    return instances.stream().map(CountsText::of).collect(Collectors.joining());
  }

  private static String of(Portrait portrait) {
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
