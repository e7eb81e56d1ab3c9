package dev.baton.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

/** FRR in the lab: it starts, and is seen as what it is. */
class FrrIT {
  @Test
  void advertisesItsVirtualRouterAndYieldsToKeepalived() {
    var instance = InstanceSpec.v3(51, 100);
    try (var lab = Lab.open("a", "b");
        var tap = Tap.on(lab)) {
      Frr.on(lab.host("a"), instance);
      var advert = tap.awaitAdvert("FRR advertises", any -> any.host().equals("a"));
      assertEquals(instance.router(), advert.router());
      assertEquals(100, advert.priority());

      Keepalived.on(lab.host("b"), List.of(instance.withPriority(150)));
      tap.awaitAdvert("keepalived takes over", any -> any.host().equals("b"));
    }
  }
}
