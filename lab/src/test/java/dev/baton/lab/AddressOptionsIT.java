package dev.baton.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** Addresses with every option: the kernel has the same from Baton as from keepalived. */
@TestInstance(Lifecycle.PER_CLASS)
class AddressOptionsIT {
  private static final String LAST = "10.99.1.1";
  private static final String CONFIGURATION =
      """
      vrrp_instance V {
        interface eth0
        virtual_router_id 51
        version 3
        priority 200
        advert_int 0.5
        virtual_ipaddress {
          10.77.0.51
          10.77.1.2/24
          10.77.2.3/24 brd 10.77.2.250
          10.77.3.4/26 brd +
          10.77.4.5/26 broadcast -
          10.77.5.6/24 scope link
          10.77.6.7/24 scope host label eth0:a
          10.77.7.8 scope 77 dev eth1
          10.77.8.9 dev eth1 label eth1:b scope nowhere no_track
          10.77.9.10/32 peer 10.77.9.11
          10.77.10.11/24 noprefixroute preferred_lft forever
          224.0.0.99 autojoin
          10.77.11.12/32 brd +
          10.77.1.13/24
          10.77.1.14/24 brd +
        }
        virtual_ipaddress_excluded {
          fd78::51
          fd78:1::52/64
          fd78:2::53/64 -nodad
          fd78:3::54/128 home
          fd78:4::55/64 noprefixroute mngtmpaddr
          fd78:5::56 preferred_lft forever
          fd78:6::57/64 preferred_lft 0
          fd78:7::58/128 peer fd79::58
          ff15::59/128 autojoin
          fe80::60/64
          10.99.1.1/8
        }
      }
      """;

  private final Twins twins = new Twins();

  @AfterAll
  void close() {
    twins.close();
  }

  @Test
  void theKernelHasTheSameAddressesFromBothAndNoneOfThemAfterwards() {
    var before = addresses(twins.baton);
    assertEquals(before, addresses(twins.keepalived));
    var agent = BatonAgent.on(twins.baton, CONFIGURATION);
    Keepalived.on(twins.keepalived, CONFIGURATION);
    twins.await("the addresses are there", host -> host.holds(LAST));
    twins.await("none is tentative", host -> !all(host).contains("tentative"));
    assertEquals(addresses(twins.keepalived), addresses(twins.baton));
    agent.stop();
    assertEquals(before, addresses(twins.baton));
  }

  private static String all(Host host) {
    return host.exec("ip", "-o", "addr");
  }

  /** As ip prints them, without the number of the interface and who placed them. */
  private static List<String> addresses(Host host) {
    return all(host)
        .lines()
        .filter(line -> !line.contains(" far1 "))
        .map(line -> line.replaceFirst("^\\d+: ", "").replaceFirst(" proto 112", ""))
        .sorted()
        .toList();
  }
}
