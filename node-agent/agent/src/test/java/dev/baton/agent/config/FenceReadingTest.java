package dev.baton.agent.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class FenceReadingTest {
  private static ConfigReading reading(String top, String line) {
    return Readings.of(
        """
        %s
        vrrp_instance A {
        interface eth0
        virtual_router_id 1
        virtual_ipaddress { 192.0.2.1/24 }
        %s
        }
        """
            .formatted(top, line));
  }

  @Test
  void theLifetimeIsTheInstancesOrElseThatOfAll() {
    assertEquals(Fence.NONE, Readings.fine().fence());
    assertEquals(new Fence(9), Readings.fine("#@baton fence_lifetime 9").fence());
    var of = reading("#@baton fence_lifetime 30", "");
    assertEquals("", Readings.diagnostics(of));
    assertEquals(new Fence(30), Readings.only(of).fence());
    var both = reading("#@baton fence_lifetime 30", "#@baton fence_lifetime 9");
    assertEquals(new Fence(9), Readings.only(both).fence());
  }

  @Test
  void aLifetimeIsAtLeastTwiceTheActiveDownInterval() {
    var reading = Readings.withLines("#@baton fence_lifetime 7");
    assertEquals(Fence.NONE, Readings.only(reading).fence());
    var said = Readings.diagnostics(reading);
    assertTrue(said.contains("error") && said.contains("needs at least 8"), said);
    assertEquals(new Fence(8), Readings.fine("#@baton fence_lifetime 8").fence());
  }

  @Test
  void aLifetimeForAllThatIsTooShortIsSaidOnceAtItsOwnLine() {
    var text = new StringBuilder("#@baton fence_lifetime 9\n");
    for (int i = 1; i <= 8; i++) {
      text.append(
          """
          vrrp_instance I%d {
            interface eth0
            virtual_router_id %d
            advert_int %d
            virtual_ipaddress { 192.0.2.%d }
          }
          """
              .formatted(i, i, i, i));
    }
    var reading = Readings.of(text.toString());
    assertEquals(
        "test.conf:1:1: error: #@baton fence_lifetime is '9', but vrrp_instance I8 needs at least"
            + " 50, twice its Active_Down_Interval of 24.609 s; the addresses of I2, I3, I4, I5, I6"
            + " and 2 more do not lapse: correct it",
        Readings.diagnostics(reading));
    assertEquals(new Fence(9), reading.config().instances().getFirst().fence());
    assertEquals(Fence.NONE, reading.config().instances().getLast().fence());
  }

  @Test
  void aLifetimeForAllThatIsNoNumberIsSaidOnce() {
    var reading = reading("#@baton fence_lifetime x", "");
    assertEquals(1, reading.diagnostics().size());
    assertEquals(new Position("test.conf", 1, 1), reading.diagnostics().getFirst().position());
  }

  @Test
  void aLifetimeIsANumberOfSeconds() {
    for (String wrong : new String[] {"", "0", "-1", "86401", "ten", "1.5"}) {
      var said = Readings.diagnostics(Readings.withLines("#@baton fence_lifetime " + wrong));
      assertTrue(said.contains("allowed is 1 to 86400 seconds"), said);
    }
  }

  @Test
  void anOwnersAddressesAreTheHostsOwnAndDoNotLapse() {
    var reading = Readings.withLines("priority 255", "#@baton fence_lifetime 9");
    assertEquals(Fence.NONE, Readings.only(reading).fence());
    var said = Readings.diagnostics(reading);
    assertTrue(said.contains("the host's own"), said);
  }

  @Test
  void theLifetimeIsPartOfTheHash() {
    var with = reading("", "#@baton fence_lifetime 9").config();
    assertNotEquals(reading("", "").config().hash(), with.hash());
  }
}
