package dev.baton.agent.linux;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.baton.agent.engine.VirtualLink;
import dev.baton.agent.linux.ffi.Kernel;
import dev.baton.events.Family;
import dev.baton.events.Vrid;
import dev.baton.vrrp.packet.MacAddress;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class PromotionIT {
  @TempDir private Path directory = Path.of("");
  private TwoHosts hosts;

  @BeforeEach
  void connect() {
    hosts = new TwoHosts();
    set("0");
  }

  @AfterEach
  void disconnect() {
    hosts.close();
  }

  private void set(String value) {
    var name = "net.ipv4.conf.eth0.promote_secondaries=" + value;
    TwoHosts.run("ip", "netns", "exec", hosts.left, "sysctl", "-qw", name);
  }

  private String setting() {
    var path = "/proc/sys/net/ipv4/conf/eth0/promote_secondaries";
    return TwoHosts.run("ip", "netns", "exec", hosts.left, "cat", path).strip();
  }

  private KernelSettings settings() {
    return KernelSettings.in(directory.resolve("settings"));
  }

  private void onLeft(Runnable action) {
    hosts.on(
        hosts.left,
        () -> {
          action.run();
          return "";
        });
  }

  @Test
  void theSecondAddressOfAPrefixOutlivesTheFirst() {
    onLeft(() -> new KernelPromotion(settings()).promote("eth0"));
    hosts.ip(hosts.left, "address add 198.51.100.1/24 dev eth0");
    hosts.ip(hosts.left, "address add 198.51.100.2/24 dev eth0");
    hosts.ip(hosts.left, "address del 198.51.100.1/24 dev eth0");
    var left = hosts.ip(hosts.left, "-4 -br address show dev eth0");
    assertEquals(true, left.contains("198.51.100.2/24"), left);
  }

  @Test
  void theSettingIsAsBeforeWhenItIsNoLongerAskedFor() {
    onLeft(() -> {
      var promotion = new KernelPromotion(settings());
      promotion.promote("eth0");
      promotion.promote("eth0");
      assertEquals("1", setting());
      promotion.restore("eth0");
    });
    assertEquals("0", setting());
  }

  @Test
  void aSettingThatWasSoStaysSo() {
    set("1");
    onLeft(() -> {
      var promotion = new KernelPromotion(settings());
      promotion.promote("eth0");
      promotion.restore("eth0");
    });
    assertEquals("1", setting());
  }

  @Test
  void whoeverComesAfterAKillPutsItBack() {
    onLeft(() -> new KernelPromotion(settings()).promote("eth0"));
    assertEquals("1", setting());
    onLeft(() -> settings().restoreAll());
    assertEquals("0", setting());
  }

  @Test
  void aMacvlanThatGoesLeavesItAsItIs() {
    var mac = MacAddress.ofVirtualRouter(Family.IPV4, new Vrid(51));
    var link = new VirtualLink("vrrp.51", "eth0", mac, false);
    onLeft(() -> {
      var settings = settings();
      new KernelPromotion(settings).promote("eth0");
      try (var macvlans = new MacvlanTable(Kernel.load(), "baton-0123456789abcdef", settings)) {
        macvlans.make(link);
        macvlans.remove(link);
      }
    });
    assertEquals("1", setting());
  }
}
