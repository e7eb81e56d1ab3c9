package dev.baton.lab.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.baton.lab.InstanceSpec;
import dev.baton.lab.Keepalived;
import dev.baton.lab.Lab;
import dev.baton.lab.Tap;
import dev.baton.lab.stream.Stream1kHz;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What keepalived's own way of emptying a node loses, on the same lab as Baton's drain. */
class KeepalivedStopIT {
  @Test
  void aStopOfKeepalivedMovesTheAddressAndLosesWhatIsPrinted() {
    var better = InstanceSpec.v3(51, 150);
    try (var lab = Lab.open("a", "b", "client");
        var tap = Tap.on(lab)) {
      var keepalived = Keepalived.on(lab.host("a"), List.of(better));
      Keepalived.on(lab.host("b"), List.of(better.withPriority(100)));
      lab.await("a has the address", () -> lab.host("a").holds(better.address()));
      var routers = List.of(lab.host("a"), lab.host("b"));
      try (var stream = Stream1kHz.from(lab.host("client"), routers, better.address())) {
        keepalived.stop();
        tap.awaitActive(lab.host("b"), List.of(better));
        var tally = stream.stop();
        System.out.println("keepalived's stop: " + tally);
        assertEquals(List.of(), tally.duplicated());
      }
    }
  }
}
