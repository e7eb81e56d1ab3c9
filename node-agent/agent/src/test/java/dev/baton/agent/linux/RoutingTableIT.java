package dev.baton.agent.linux;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.baton.agent.config.Encapsulation.Tunnel;
import dev.baton.agent.config.Prefix;
import dev.baton.agent.config.Route;
import dev.baton.agent.config.Route.Hop;
import dev.baton.agent.config.Route.Place;
import dev.baton.agent.config.RouteMetrics;
import dev.baton.agent.engine.AddressTable.Added;
import dev.baton.agent.engine.AddressTable.Removed;
import dev.baton.agent.linux.ffi.Kernel;
import dev.baton.events.Family;
import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class RoutingTableIT {
  private static final List<InetAddress> TO = List.of(InetAddress.ofLiteral("10.9.9.9"));
  private static final RouteMetrics METRICS =
      new RouteMetrics(Map.of(), Set.of(), "", List.of(), List.of(), List.of());

  private final Kernel kernel = Kernel.load();
  private final TwoHosts hosts = new TwoHosts();

  @AfterEach
  void disconnect() {
    hosts.close();
  }

  private void onLeft(Consumer<NetlinkRoutingTable> test) {
    hosts.on(
        hosts.left,
        () -> {
          try (var table = new NetlinkRoutingTable(kernel, List.of())) {
            test.accept(table);
          }
          return "";
        });
  }

  private static Route route(String vrf, Hop... hops) {
    return new Route(
        Route.Type.UNICAST,
        new Prefix(InetAddress.ofLiteral("198.51.100.0"), 24),
        List.of(),
        new Place(0, Place.MAIN, vrf, 18, 0, List.of()),
        List.of(),
        List.of(hops),
        METRICS,
        false,
        true);
  }

  private static Hop through(long id) {
    var tunnel = new Tunnel(Family.IPV4, id, TO, List.of(), 0, 0, 0);
    return new Hop(List.of(tunnel), List.of(), "eth0", 1, false, 0);
  }

  private String routes() {
    return TwoHosts.run("ip", "netns", "exec", hosts.left, "ip", "route", "show", "proto", "18");
  }

  @Test
  void whatGoesAroundAPacketIsPartOfWhatARouteIs() {
    onLeft(table -> {
      assertInstanceOf(Added.Done.class, table.add(route("", through(5))));
      assertInstanceOf(Added.AlreadyThere.class, table.add(route("", through(5))));
      assertInstanceOf(Removed.NotThere.class, table.remove(route("", through(6))));
      assertEquals(1, routes().lines().filter(line -> line.contains("encap ip id 5 ")).count());
      assertInstanceOf(Removed.Done.class, table.remove(route("", through(5))));
      assertEquals("", routes());
    });
  }

  @Test
  void eachNextHopHasItsOwn() {
    onLeft(table -> {
      assertInstanceOf(Added.Done.class, table.add(route("", through(7), through(8))));
      assertInstanceOf(Added.AlreadyThere.class, table.add(route("", through(7), through(8))));
      assertEquals(
          List.of("id 7 ", "id 8 "),
          routes().lines().filter(line -> line.contains("nexthop")).map(l -> id(l)).toList());
      assertInstanceOf(Removed.Done.class, table.remove(route("", through(7), through(8))));
    });
  }

  private static String id(String line) {
    return line.substring(line.indexOf("id "), line.indexOf("src"));
  }

  @Test
  void aRouteOfWhatIsNoVrfIsRefusedWithTheReason() {
    onLeft(table -> {
      assertEquals(
          new Added.Failed("eth0 is no VRF of this host"), table.add(route("eth0", through(5))));
      assertEquals(
          new Added.Failed("blue is no VRF of this host"), table.add(route("blue", through(5))));
      assertInstanceOf(Removed.NotThere.class, table.remove(route("blue", through(5))));
    });
  }
}
