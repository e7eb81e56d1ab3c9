package dev.baton.vrrp;

import dev.baton.events.Priority;
import java.net.InetAddress;

/** The last valid advertisement of another router. */
public sealed interface Heard {

  /** None yet. */
  record Nobody() implements Heard {}

  /** One from this address, with this priority, received at this time. */
  record Router(InetAddress address, Priority priority, Centiseconds interval, long atNanos)
      implements Heard {
    static Router of(Input.AdvertisementReceived input) {
      var advertisement = input.advertisement();
      return new Router(
          input.source(),
          advertisement.priority(),
          advertisement.interval(),
          input.receivedAtNanos());
    }
  }
}
