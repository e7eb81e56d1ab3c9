package dev.baton.agent.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.baton.events.Family;
import dev.baton.events.InstanceEvent.Transitioned;
import dev.baton.events.InstanceState;
import dev.baton.events.Subject;
import dev.baton.events.Vrid;
import dev.baton.vrrp.Centiseconds;
import dev.baton.vrrp.packet.AdvertisementCodec;
import dev.baton.vrrp.packet.ChecksumForm;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** One VRID on two interfaces and in two families is three virtual routers (R31). */
class SameVridTest extends EngineScenario {
  private static final InetAddress OWN_ON_ETH1 = InetAddress.ofLiteral("10.88.0.1");
  private static final InetAddress OWN_LINK_LOCAL = InetAddress.ofLiteral("fe80::1");
  private static final String THREE =
      """
      vrrp_instance V {
        interface eth0
        virtual_router_id 51
        version 3
        virtual_ipaddress {
          10.77.0.51
        }
      }
      vrrp_instance W {
        interface eth1
        virtual_router_id 51
        version 3
        virtual_ipaddress {
          10.88.0.51
        }
      }
      vrrp_instance X {
        interface eth0
        virtual_router_id 51
        virtual_ipaddress {
          fe80::51
        }
      }
      """;

  @BeforeEach
  void haveThree() {
    configuration = THREE;
    host.place("eth0", OWN_LINK_LOCAL, 64);
    host.place("eth1", OWN_ON_ETH1, 24);
  }

  @Override
  Cast cast(String text) {
    var usual = super.cast(text);
    var six = new Subject.Instance("fe80::/64", "eth0", Family.IPV6, new Vrid(51));
    var other = new Subject.Instance("10.88.0.0/24", "eth1", Family.IPV4, new Vrid(51));
    return new Cast(usual.config(), Map.of("V", SUBJECT, "W", other, "X", six), 0);
  }

  /** Five seconds of adverts of a better router, in one place only. */
  private void hear(Station station, String peer, String virtual) {
    var source = InetAddress.ofLiteral(peer);
    var addresses = List.of(InetAddress.ofLiteral(virtual));
    var advertisement = advertisement(51, 200, Centiseconds.ONE_SECOND, addresses);
    var group = station.group().getFirst();
    var message =
        AdvertisementCodec.encode(advertisement, source, group, ChecksumForm.PSEUDO_HEADER);
    var path = new AdvertPath(station, source, group);
    for (int i = 0; i < 50; i++) {
      host.whenWaiting(() -> {
        host.advance(100_000_000L);
        host.arriving.add(new FakeHost.Received(path, 255, ByteBuffer.wrap(message)));
      });
    }
    runUntilWaits(0);
  }

  /** From where this host spoke as an Active. */
  private List<String> tookOver() {
    return transitions().stream()
        .filter(moved -> moved.to() == InstanceState.ACTIVE)
        .map(Transitioned::evidence)
        .map(evidence -> evidence.getOrDefault("source", ""))
        .sorted()
        .toList();
  }

  @Test
  void withoutAnyAdvertAllTakeOver() {
    for (int i = 0; i < 50; i++) {
      host.whenWaiting(() -> host.advance(100_000_000L));
    }
    runUntilWaits(0);
    assertEquals(List.of("10.77.0.1", "10.88.0.1", "fe80::1"), tookOver());
  }

  @Test
  void anAdvertOnOneInterfaceIsNothingToTheOther() {
    hear(STATION, "10.77.0.2", "10.77.0.51");
    assertEquals(List.of("10.88.0.1", "fe80::1"), tookOver());
  }

  @Test
  void anAdvertOnTheOtherInterfaceIsNothingToTheFirst() {
    hear(new Station("eth1", Family.IPV4, List.of(GROUP)), "10.88.0.2", "10.88.0.51");
    assertEquals(List.of("10.77.0.1", "fe80::1"), tookOver());
  }

  @Test
  void anAdvertInIpv6IsNothingToIpv4() {
    var group = InetAddress.ofLiteral("ff02::12");
    hear(new Station("eth0", Family.IPV6, List.of(group)), "fe80::2", "fe80::51");
    assertEquals(List.of("10.77.0.1", "10.88.0.1"), tookOver());
  }

  @Test
  void anAdvertWhereNobodyHasTheVridIsNothingToAnybody() {
    hear(new Station("eth2", Family.IPV4, List.of(GROUP)), "10.77.0.2", "10.77.0.51");
    assertEquals(List.of("10.77.0.1", "10.88.0.1", "fe80::1"), tookOver());
  }
}
