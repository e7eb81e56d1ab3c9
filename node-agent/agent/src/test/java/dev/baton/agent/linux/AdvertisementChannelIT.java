package dev.baton.agent.linux;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.agent.engine.AdvertPath;
import dev.baton.agent.engine.AdvertisementChannel.Join;
import dev.baton.agent.engine.Station;
import dev.baton.agent.linux.ffi.Kernel;
import dev.baton.events.Family;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class AdvertisementChannelIT {
  private static final InetAddress GROUP4 = InetAddress.ofLiteral("224.0.0.18");
  private static final InetAddress GROUP6 = InetAddress.ofLiteral("ff02::12");

  private record Heard(AdvertPath path, int hopLimit, List<Byte> message) {}

  private static final class Host implements AutoCloseable {
    private final LinuxWakeups wakeups;
    private final RawAdvertisementChannel channel;
    private final LinuxClock clock;
    private final List<Heard> heard = new ArrayList<>();

    Host(Kernel kernel) {
      wakeups = new LinuxWakeups(kernel);
      channel = new RawAdvertisementChannel(kernel, wakeups);
      clock = new LinuxClock(kernel);
    }

    int listen(int limit) {
      wakeups.await(clock.nanos() + 10_000_000);
      return channel.receive(
          limit, (path, hopLimit, message) -> heard.add(new Heard(path, hopLimit, list(message))));
    }

    private static List<Byte> list(ByteBuffer message) {
      var bytes = new ArrayList<Byte>();
      for (int i = message.position(); i < message.limit(); i++) {
        bytes.add(message.get(i));
      }
      return bytes;
    }

    List<String> speak(AdvertPath path, byte... message) {
      var unsent = new ArrayList<String>();
      channel.send(path, 255, ByteBuffer.wrap(message));
      channel.flush((failed, reason) -> unsent.add(reason));
      return unsent;
    }

    @Override
    public void close() {
      channel.close();
      wakeups.close();
    }
  }

  private final Kernel kernel = Kernel.load();
  private TwoHosts hosts;
  private Host left;
  private Host right;

  @BeforeEach
  void connect() {
    hosts = new TwoHosts();
    left = hosts.on(hosts.left, () -> new Host(kernel));
    right = hosts.on(hosts.right, () -> new Host(kernel));
  }

  @AfterEach
  void disconnect() {
    left.close();
    right.close();
    hosts.close();
  }

  private Join join(String name, Host host, Family family) {
    return hosts.on(name, () -> host.channel.join(station(family)));
  }

  private static Station station(Family family) {
    return new Station("eth0", family, List.of(family == Family.IPV4 ? GROUP4 : GROUP6));
  }

  private void joinBoth(Family family) {
    assertEquals(new Join.Joined(), join(hosts.left, left, family));
    assertEquals(new Join.Joined(), join(hosts.right, right, family));
  }

  private static AdvertPath path(Family family, String source, InetAddress destination) {
    return new AdvertPath(station(family), InetAddress.ofLiteral(source), destination);
  }

  private static void crosses(Host from, Host to, AdvertPath path) {
    assertEquals(List.of(), from.speak(path, (byte) 0x31, (byte) 7));
    TwoHosts.await("the advert is heard", () -> to.listen(100) > 0);
    var expected = new Heard(path, 255, List.of((byte) 0x31, (byte) 7));
    assertEquals(List.of(expected), to.heard);
    to.heard.clear();
  }

  @Test
  void advertsCrossTheLinkBothWaysInIpv4() {
    joinBoth(Family.IPV4);
    crosses(left, right, path(Family.IPV4, "10.9.0.1", GROUP4));
    crosses(right, left, path(Family.IPV4, "10.9.0.2", GROUP4));
    assertEquals(List.of(), right.heard);
  }

  @Test
  void advertsCrossTheLinkBothWaysInIpv6() {
    joinBoth(Family.IPV6);
    crosses(left, right, path(Family.IPV6, "fe80::1", GROUP6));
    crosses(right, left, path(Family.IPV6, "fe80::2", GROUP6));
  }

  private static AdvertPath unicast(String interfaceName, String source, String destination) {
    var to = InetAddress.ofLiteral(destination);
    var family = to.getAddress().length == 4 ? Family.IPV4 : Family.IPV6;
    var station = new Station(interfaceName, family, List.of());
    return new AdvertPath(station, InetAddress.ofLiteral(source), to);
  }

  private void joinBoth(Station station) {
    var joined = new Join.Joined();
    assertEquals(joined, hosts.on(hosts.left, () -> left.channel.join(station)));
    assertEquals(joined, hosts.on(hosts.right, () -> right.channel.join(station)));
  }

  @Test
  void unicastPeersHearEachOtherOnAnInterfaceOrOnAny() {
    hosts.ip(hosts.left, "addr add 2001:db8::1/64 dev eth0 nodad");
    hosts.ip(hosts.right, "addr add 2001:db8::2/64 dev eth0 nodad");
    for (var interfaceName : List.of("eth0", "")) {
      for (var family : Family.values()) {
        joinBoth(new Station(interfaceName, family, List.of()));
      }
      crosses(left, right, unicast(interfaceName, "10.9.0.1", "10.9.0.2"));
      crosses(right, left, unicast(interfaceName, "2001:db8::2", "2001:db8::1"));
      for (var family : Family.values()) {
        left.channel.leave(new Station(interfaceName, family, List.of()));
        right.channel.leave(new Station(interfaceName, family, List.of()));
      }
    }
    joinBoth(new Station("eth0", Family.IPV6, List.of()));
    crosses(left, right, unicast("eth0", "fe80::1", "fe80::2"));
  }

  @Test
  void unicastIsHeardByUnicastStationsAndMulticastByThoseOfItsGroupOnly() {
    var other = InetAddress.ofLiteral("239.1.1.1");
    var elsewhere = new Station("eth0", Family.IPV4, List.of(other));
    joinBoth(Family.IPV4);
    joinBoth(elsewhere);
    joinBoth(new Station("eth0", Family.IPV4, List.of()));
    crosses(left, right, unicast("eth0", "10.9.0.1", "10.9.0.2"));
    crosses(left, right, path(Family.IPV4, "10.9.0.1", GROUP4));
    crosses(left, right, new AdvertPath(elsewhere, InetAddress.ofLiteral("10.9.0.1"), other));
  }

  @Test
  void theHopLimitIsTheOneAskedFor() {
    for (var path :
        List.of(unicast("eth0", "10.9.0.1", "10.9.0.2"), unicast("eth0", "fe80::1", "fe80::2"))) {
      joinBoth(path.station());
      left.channel.send(path, 7, ByteBuffer.wrap(new byte[] {1}));
      left.channel.flush((failed, reason) -> assertEquals("", reason));
      TwoHosts.await("the advert is heard", () -> right.listen(100) > 0);
      assertEquals(7, right.heard.getLast().hopLimit());
    }
  }

  @Test
  void theSourceIsTheOneAskedForAmongSeveral() {
    hosts.ip(hosts.left, "addr add 10.9.0.77/24 dev eth0");
    joinBoth(Family.IPV4);
    crosses(left, right, path(Family.IPV4, "10.9.0.77", GROUP4));
  }

  @Test
  void inIpv4AForeignSourceIsSentFrom() {
    joinBoth(Family.IPV4);
    crosses(left, right, path(Family.IPV4, "10.9.0.99", GROUP4));
  }

  @Test
  void inIpv6AForeignSourceIsReportedAsNotSentAndTheNextOneIsSent() {
    joinBoth(Family.IPV6);
    var foreign = path(Family.IPV6, "fe80::99", GROUP6);
    assertEquals(List.of("sendmmsg(eth0): EINVAL"), left.speak(foreign, (byte) 1));
    crosses(left, right, path(Family.IPV6, "fe80::1", GROUP6));
  }

  @Test
  void nothingIsSentWhereNothingIsJoined() {
    var path = path(Family.IPV4, "10.9.0.1", GROUP4);
    assertEquals(List.of("eth0 is not joined"), left.speak(path, (byte) 1));
  }

  @Test
  void aMissingInterfaceIsRefusedWithItsName() {
    var missing = new Station("eth9", Family.IPV4, List.of(GROUP4));
    var refused =
        assertInstanceOf(
            Join.Refused.class, hosts.on(hosts.left, () -> left.channel.join(missing)));
    assertEquals("if_nametoindex(eth9): ENODEV", refused.reason());
  }

  @Test
  void manyMessagesArriveInOrderAndNeverMoreThanAskedFor() {
    joinBoth(Family.IPV4);
    var path = path(Family.IPV4, "10.9.0.1", GROUP4);
    for (int i = 0; i < 100; i++) {
      left.channel.send(path, 255, ByteBuffer.wrap(new byte[] {(byte) i}));
    }
    left.channel.flush((failed, reason) -> assertEquals("", reason));
    TwoHosts.await(
        "all are heard",
        () -> {
          assertTrue(right.listen(40) <= 40);
          return right.heard.size() >= 100;
        });
    for (int i = 0; i < 100; i++) {
      assertEquals(List.of((byte) i), right.heard.get(i).message());
    }
  }

  @Test
  void anInterfaceThatComesBackIsJoinedAnew() {
    joinBoth(Family.IPV4);
    joinBoth(Family.IPV6);
    hosts.disconnect();
    assertEquals(1, left.speak(path(Family.IPV4, "10.9.0.1", GROUP4), (byte) 1).size());
    hosts.ip(hosts.left, "link add spare0 type bridge");
    hosts.connect();
    joinBoth(Family.IPV4);
    joinBoth(Family.IPV6);
    crosses(left, right, path(Family.IPV4, "10.9.0.1", GROUP4));
    crosses(right, left, path(Family.IPV6, "fe80::2", GROUP6));
  }

  @Test
  void whatWasLeftIsNotHeardAnyMore() {
    joinBoth(Family.IPV4);
    joinBoth(Family.IPV6);
    right.channel.leave(station(Family.IPV4));
    assertEquals(List.of(), left.speak(path(Family.IPV4, "10.9.0.1", GROUP4), (byte) 1));
    crosses(left, right, path(Family.IPV6, "fe80::1", GROUP6));
  }
}
