package dev.baton.agent.linux;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.agent.engine.InterfaceState;
import dev.baton.agent.engine.LinkChange;
import dev.baton.agent.linux.ffi.Kernel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class LinkMonitorIT {
  private final Kernel kernel = Kernel.load();
  private final LinuxClock clock = new LinuxClock(kernel);
  private final List<LinkChange> changes = new ArrayList<>();
  private TwoHosts hosts;
  private LinuxWakeups wakeups;
  private NetlinkLinkMonitor monitor;

  @BeforeEach
  void connect() {
    hosts = new TwoHosts();
    wakeups = new LinuxWakeups(kernel);
    monitor = hosts.on(hosts.left, () -> new NetlinkLinkMonitor(kernel, wakeups));
  }

  @AfterEach
  void disconnect() {
    monitor.close();
    wakeups.close();
    hosts.close();
  }

  private void poll() {
    wakeups.await(clock.nanos() + 10_000_000);
    monitor.poll(changes::add);
  }

  private void awaitChange(LinkChange change) {
    TwoHosts.await(
        change.toString(),
        () -> {
          poll();
          return changes.contains(change);
        });
  }

  private InterfaceState.Present eth0() {
    return assertInstanceOf(InterfaceState.Present.class, monitor.interfaceState("eth0"));
  }

  private List<String> addresses() {
    return eth0().addresses().stream().map(each -> each.address().getHostAddress()).toList();
  }

  @Test
  void whatExistsIsKnownAtOnceAndNoChange() {
    assertTrue(eth0().up());
    assertEquals("02:00:00:00:00:01", eth0().mac().toString());
    assertEquals(1500, eth0().mtuBytes());
    assertEquals(List.of("10.9.0.1", "fe80:0:0:0:0:0:0:1"), addresses());
    assertEquals(new InterfaceState.Absent(), monitor.interfaceState("eth9"));
  }

  @Test
  void theLossOfTheCarrierIsNoticedAndItsReturn() {
    hosts.ip(hosts.right, "link set eth0 down");
    awaitChange(new LinkChange.LinkDown("eth0"));
    assertFalse(eth0().up());
    hosts.ip(hosts.right, "link set eth0 up");
    awaitChange(new LinkChange.LinkUp("eth0"));
    assertTrue(eth0().up());
  }

  @Test
  void aLinkThatGoesAndComesBackIsAnotherOneOfThatName() {
    int before = eth0().index();
    hosts.disconnect();
    awaitChange(new LinkChange.LinkGone("eth0"));
    assertEquals(new InterfaceState.Absent(), monitor.interfaceState("eth0"));
    hosts.ip(hosts.left, "link add spare0 type bridge");
    hosts.connect();
    awaitChange(new LinkChange.LinkAppeared("eth0"));
    awaitChange(new LinkChange.LinkUp("eth0"));
    TwoHosts.await(
        "it has another index and its addresses",
        () -> {
          poll();
          return eth0().index() != before
              && addresses().equals(List.of("10.9.0.1", "fe80:0:0:0:0:0:0:1"));
        });
  }

  @Test
  void addressesThatComeAndGoAreReported() {
    hosts.ip(hosts.left, "addr add 10.9.0.51/32 dev eth0");
    TwoHosts.await(
        "it is there",
        () -> {
          poll();
          return addresses().contains("10.9.0.51");
        });
    var added = eth0().addresses().get(addresses().indexOf("10.9.0.51"));
    assertEquals(List.of(new LinkChange.AddressAdded("eth0", added)), changes);
    hosts.ip(hosts.left, "addr del 10.9.0.51/32 dev eth0");
    awaitChange(new LinkChange.AddressRemoved("eth0", added));
  }

  @Test
  void aPortThatLeavesABridgeIsNotGone() {
    hosts.ip(hosts.left, "link add spare0 type bridge");
    hosts.ip(hosts.left, "link set eth0 master spare0");
    hosts.ip(hosts.left, "link set eth0 nomaster");
    hosts.ip(hosts.left, "link set eth0 mtu 1400");
    awaitChange(new LinkChange.LinkAltered("eth0"));
    assertFalse(changes.contains(new LinkChange.LinkGone("eth0")));
    assertEquals(1400, eth0().mtuBytes());
  }

  @Test
  void whatTheKernelHadToDropIsReadAgain(@TempDir Path directory) throws IOException {
    var commands = new StringBuilder();
    for (var verb : List.of("add", "del")) {
      for (int i = 0; i < 6000; i++) {
        commands.append("addr %s 10.11.%d.%d/32 dev eth0\n".formatted(verb, i / 250, i % 250));
      }
    }
    commands.append("addr add 10.9.0.51/32 dev eth0\n");
    var batch = Files.writeString(directory.resolve("batch"), commands);
    hosts.ip(hosts.left, "-batch " + batch);
    TwoHosts.await(
        "the last address is known",
        () -> {
          poll();
          return addresses().contains("10.9.0.51");
        });
    assertEquals(3, eth0().addresses().size());
    assertTrue(changes.size() < 12_001, "nothing was dropped: the test proves nothing");
    assertEquals(List.of("10.9.0.1", "fe80:0:0:0:0:0:0:1", "10.9.0.51"), addresses());
  }
}
