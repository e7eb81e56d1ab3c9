package dev.baton.agent.linux;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.agent.engine.Mended;
import dev.baton.agent.engine.NeighborAnnouncer.Announced;
import dev.baton.agent.engine.NeighborSilence.Silence;
import dev.baton.agent.linux.ffi.Kernel;
import dev.baton.vrrp.packet.GratuitousArp;
import dev.baton.vrrp.packet.MacAddress;
import dev.baton.vrrp.packet.NeighborAdvertisement;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(120)
class NeighborIT {
  private static final MacAddress LEFT_MAC = new MacAddress(0x02_00_00_00_00_01L);
  private static final String VIP4 = "10.9.0.51";
  private static final String VIP6 = "2001:db8::51";

  private final Kernel kernel = Kernel.load();
  private TwoHosts hosts;

  @BeforeEach
  void connect() {
    hosts = new TwoHosts();
    hosts.ip(hosts.left, "addr add 10.9.0.51/32 dev eth0");
    hosts.ip(hosts.left, "addr add 2001:db8::51/128 dev eth0 nodad");
    hosts.ip(hosts.right, "addr add 2001:db8::2/64 dev eth0 nodad");
    hosts.on(
        hosts.right,
        () -> {
          for (var family : List.of("ipv4", "ipv6")) {
            write(Path.of("/proc/sys/net/" + family + "/neigh/eth0/retrans_time_ms"), "50");
          }
          return "";
        });
  }

  @AfterEach
  void disconnect() {
    hosts.close();
  }

  private static void write(Path file, String text) {
    try {
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<byte[]> announcements() {
    return List.of(
        GratuitousArp.frame((Inet4Address) InetAddress.ofLiteral(VIP4), LEFT_MAC),
        NeighborAdvertisement.frame(
            (Inet6Address) InetAddress.ofLiteral(VIP6),
            (Inet6Address) InetAddress.ofLiteral("fe80::1"),
            LEFT_MAC,
            true));
  }

  /** What the right host knows of an address. */
  private String neighbor(String address) {
    return hosts.ip(hosts.right, "neigh show " + address + " dev eth0");
  }

  private Announced announce(String interfaceName, List<byte[]> frames) {
    return hosts.on(
        hosts.left,
        () -> {
          try (var announcer = new PacketAnnouncer(kernel)) {
            return announcer.send(interfaceName, frames);
          }
        });
  }

  @Test
  void announcementsMoveTheNeighboursThatTheOtherHostKnows() {
    announcementsMoveNeighbours();
  }

  private void announcementsMoveNeighbours() {
    for (var address : List.of(VIP4, VIP6)) {
      hosts.ip(
          hosts.right, "neigh add " + address + " lladdr 02:00:00:00:00:99 nud stale dev eth0");
    }
    assertEquals(new Announced.Sent(), announce("eth0", announcements()));
    for (var address : List.of(VIP4, VIP6)) {
      TwoHosts.await(address + " has moved", () -> neighbor(address).contains("02:00:00:00:00:01"));
    }
  }

  @Test
  void moreFramesThanABatchAreAllSeenOnTheLink() throws IOException {
    var filter = "icmp6 and ip6[40]==136 or arp";
    var command = "ip netns exec %s tcpdump -nn -e -l -i eth0 -c 200 " + filter;
    var tap = new ProcessBuilder(command.formatted(hosts.right).split(" ")).start();
    try (var status = tap.errorReader();
        var seen = tap.inputReader()) {
      while (!status.readLine().contains("listening on")) {}
      var frames = Collections.nCopies(100, announcements());
      var all = frames.stream().flatMap(List::stream).toList();
      assertEquals(new Announced.Sent(), announce("eth0", all));
      var lines = seen.lines().toList();
      assertEquals(
          100,
          lines.stream()
              .filter(line -> line.contains("02:00:00:00:00:01 > ff:ff:ff:ff:ff:ff"))
              .filter(line -> line.contains("Request who-has 10.9.0.51"))
              .count());
      assertEquals(
          100,
          lines.stream()
              .filter(line -> line.contains("02:00:00:00:00:01 > 33:33:00:00:00:01"))
              .filter(line -> line.contains("neighbor advertisement, tgt is 2001:db8::51"))
              .count());
    } finally {
      tap.destroy();
    }
  }

  @Test
  void framesForAMissingInterfaceAreReportedAsNotSent() {
    assertEquals(
        new Announced.Unsent(0, "if_nametoindex(eth9): ENODEV"), announce("eth9", announcements()));
  }

  /** Whether the right host finds the MAC of an address that it has forgotten. */
  private boolean isResolved(String address) {
    hosts.ip(hosts.right, "neigh flush dev eth0");
    assertEquals("sent", hosts.on(hosts.right, () -> knock(address)));
    // Sending begins the search; one that was given up is FAILED, or forgotten at once.
    TwoHosts.await(
        address + " is resolved, or is given up", () -> !neighbor(address).contains("INCOMPLETE"));
    return neighbor(address).contains("lladdr");
  }

  /** Sends a datagram, so that the kernel looks for the address; its answer does not matter. */
  private static String knock(String address) {
    try (var socket = new DatagramSocket()) {
      var to = InetAddress.ofLiteral(address);
      socket.send(new DatagramPacket(new byte[1], 1, to, 9));
      return "sent";
    } catch (IOException e) {
      return String.valueOf(e.getMessage());
    }
  }

  private NftablesSilence silence() {
    return hosts.on(hosts.left, () -> new NftablesSilence(kernel));
  }

  @ParameterizedTest
  @ValueSource(strings = {VIP4, VIP6})
  void aSilencedAddressIsNotAnsweredForAndOthersAre(String vip) {
    var address = List.of(InetAddress.ofLiteral(vip));
    try (var silence = silence()) {
      assertEquals(new Silence.Done(), silence.prepare());
      assertTrue(isResolved(vip));
      assertEquals(new Silence.Done(), silence.silence(address));
      assertEquals(new Silence.Done(), silence.silence(address));
      assertEquals(false, isResolved(vip));
      assertTrue(isResolved(vip.equals(VIP4) ? "10.9.0.1" : VIP4));
      assertEquals(new Silence.Done(), silence.unsilence(address));
      assertEquals(new Silence.Done(), silence.unsilence(address));
      assertTrue(isResolved(vip));
    }
  }

  @Test
  void announcementsOfASilencedAddressStillLeave() {
    try (var silence = silence()) {
      assertEquals(new Silence.Done(), silence.prepare());
      assertEquals(
          new Silence.Done(),
          silence.silence(List.of(InetAddress.ofLiteral(VIP4), InetAddress.ofLiteral(VIP6))));
      announcementsMoveNeighbours();
    }
  }

  @Test
  void whatSomebodyElseTookAwayIsPutBackWithWhatIsSilent() {
    try (var silence = silence()) {
      assertEquals(new Silence.Done(), silence.prepare());
      silence.silence(List.of(InetAddress.ofLiteral(VIP4)));
      assertEquals(Mended.NOTHING, silence.mend());
      TwoHosts.run("ip", "netns", "exec", hosts.left, "nft", "flush", "ruleset");
      assertTrue(isResolved(VIP4));
      assertEquals(new Mended(List.of("arp baton", "ip6 baton"), ""), silence.mend());
      assertEquals(false, isResolved(VIP4));
      assertTrue(isResolved(VIP6));
      assertEquals(Mended.NOTHING, silence.mend());
    }
  }

  @Test
  void aKilledPredecessorsSilenceEndsWithTheNextPreparation() {
    var address = List.of(InetAddress.ofLiteral(VIP4));
    var predecessor = silence();
    assertEquals(new Silence.Done(), predecessor.prepare());
    assertEquals(new Silence.Done(), predecessor.silence(address));
    try (var silence = silence()) {
      assertEquals(new Silence.Done(), silence.prepare());
      assertTrue(isResolved(VIP4));
    }
  }

  @Test
  void nothingIsLeftBehindWhenItIsClosed() {
    var silence = silence();
    assertEquals(new Silence.Done(), silence.prepare());
    assertEquals(new Silence.Done(), silence.silence(List.of(InetAddress.ofLiteral(VIP4))));
    silence.close();
    assertTrue(isResolved(VIP4));
  }

  @Test
  void withoutPreparationItIsUnavailable() {
    try (var silence = silence()) {
      assertInstanceOf(
          Silence.Unavailable.class, silence.silence(List.of(InetAddress.ofLiteral(VIP4))));
    }
  }
}
