package dev.baton.agent.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.events.Cause;
import dev.baton.events.InstanceState;
import java.net.InetAddress;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SyncGroupsTest extends EngineScenario {
  private static final String OTHER_INSTANCE =
      """
      vrrp_instance W {
        interface eth2
        virtual_router_id 52
        version 3
        priority 100
        virtual_ipaddress {
          10.78.0.52
        }
      }
      """;
  private static final String GROUP_OF_BOTH = "vrrp_sync_group G { group { V W } }\n";

  @BeforeEach
  void beginWithAGroup() {
    host.addInterface("eth2");
    host.place("eth2", InetAddress.ofLiteral("10.78.0.1"), 24);
    configuration = GROUP_OF_BOTH + CONFIG + OTHER_INSTANCE;
  }

  private Set<String> addressesThere() {
    return Set.of("eth0", "eth2").stream()
        .flatMap(name -> host.list(name).stream())
        .map(there -> there.address().getHostAddress())
        .collect(Collectors.toSet());
  }

  private long count(InstanceState to, Cause cause) {
    return transitions().stream().filter(t -> t.to() == to && t.cause() == cause).count();
  }

  @Test
  void bothBecomeActiveTogether() {
    active();
    host.whenWaiting(
        () -> assertTrue(addressesThere().containsAll(List.of("10.77.0.51", "10.78.0.52"))));
    runUntilWaits(0);
    assertEquals(2, transitions().stream().filter(t -> t.to() == InstanceState.ACTIVE).count());
  }

  @Test
  void aFaultOfOneFaultsBothAndItsEndBringsBothBack() {
    active();
    host.whenWaiting(() -> host.setUp("eth2", false));
    host.whenWaiting(() -> host.setUp("eth2", true));
    runUntilWaits(1);
    assertEquals(1, count(InstanceState.FAULT, Cause.INTERFACE_DOWN));
    assertEquals(1, count(InstanceState.FAULT, Cause.SYNC_GROUP));
    assertEquals(4, transitions().stream().filter(t -> t.to() == InstanceState.BACKUP).count());
  }

  @Test
  void whenOneLosesItsElectionBothGiveTheirAddressesUp() {
    active();
    host.whenWaiting(() -> hear(200, 1));
    host.whenWaiting(() -> assertEquals(Set.of("10.77.0.1", "10.78.0.1"), addressesThere()));
    runUntilWaits(0);
    assertEquals(1, count(InstanceState.BACKUP, Cause.HIGHER_PRIORITY_ADVERT));
    assertEquals(1, count(InstanceState.BACKUP, Cause.SYNC_GROUP));
  }

  @Test
  void aReloadThatLeavesTheGroupAsItIsIsNotNoticed() {
    active();
    host.whenWaiting(() -> reload(configuration));
    runUntilWaits(3);
    assertEquals(6, transitions().size());
  }

  @Test
  void withoutTheGroupEachGoesItsOwnWay() {
    active();
    host.whenWaiting(() -> reload(CONFIG + OTHER_INSTANCE));
    host.whenWaiting(() -> host.setUp("eth2", false));
    runUntilWaits(1);
    assertEquals(0, count(InstanceState.FAULT, Cause.SYNC_GROUP));
    assertEquals(1, transitions().stream().filter(t -> t.to() == InstanceState.FAULT).count());
  }

  @Test
  void aMemberThatIsReplacedByAnotherOfItsNameBeginsAnewInTheGroup() {
    host.setUp("eth0", false);
    var other = configuration.replace("virtual_router_id 52", "virtual_router_id 53");
    host.whenWaiting(() -> reload(other));
    host.whenWaiting(() -> host.setUp("eth0", true));
    active();
    host.whenWaiting(
        () -> assertTrue(addressesThere().containsAll(List.of("10.77.0.51", "10.78.0.52"))));
    runUntilWaits(0);
  }
}
