package dev.baton.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** A named source that the host need not have: the other side hears advertisements from it. */
@TestInstance(Lifecycle.PER_CLASS)
class SourceAddressIT {
  private static final String SOURCE = "10.99.9.9";
  private static final InstanceSpec BATONS =
      InstanceSpec.v2(51, 150).with("mcast_src_ip " + SOURCE);
  private static final InstanceSpec KEEPALIVEDS =
      InstanceSpec.v2(52, 150).with("mcast_src_ip " + SOURCE);

  private final Lab lab = Lab.open("a", "b");
  private final Host baton = lab.host("a");
  private final Host other = lab.host("b");
  private final Tap tap = Tap.on(lab);

  @AfterAll
  void closeTheLab() {
    try (lab) {
      tap.close();
    }
  }

  @Test
  void bothAdvertiseFromAnAddressThatTheirHostLacks() {
    BatonAgent.on(baton, List.of(BATONS));
    Keepalived.on(other, List.of(KEEPALIVEDS));
    for (var instance : List.of(KEEPALIVEDS, BATONS)) {
      var advert = tap.awaitAdvert(instance.name(), one -> one.router().equals(instance.router()));
      assertEquals(SOURCE, advert.source().getHostAddress());
    }
    assertFalse(baton.holds(SOURCE));
    assertFalse(other.holds(SOURCE));
  }
}
