package dev.baton.agent.linux;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.agent.engine.AddressTable.Added;
import dev.baton.agent.engine.AddressTable.Removed;
import dev.baton.agent.engine.AssignedAddress;
import dev.baton.agent.engine.InterfaceAddress;
import dev.baton.agent.linux.ffi.Kernel;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(120)
class AddressTableIT {
  private final Kernel kernel = Kernel.load();
  private TwoHosts hosts;

  @BeforeEach
  void connect() {
    hosts = new TwoHosts();
  }

  @AfterEach
  void disconnect() {
    hosts.close();
  }

  private void onLeft(Consumer<NetlinkAddressTable> test) {
    hosts.on(
        hosts.left,
        () -> {
          try (var table = new NetlinkAddressTable(kernel)) {
            test.accept(table);
          }
          return "";
        });
  }

  private static List<String> texts(List<InterfaceAddress> addresses) {
    var texts = new ArrayList<String>();
    for (var each : addresses) {
      texts.add(
          each.address().getHostAddress()
              + "/"
              + each.prefixLength()
              + (each.placedByBaton() ? " ours" : ""));
    }
    return texts;
  }

  @ParameterizedTest
  @CsvSource({
    "10.9.0.51, 32",
    "10.9.0.52, 24",
    "2001:db8:0:0:0:0:0:51, 128",
    "fe80:0:0:0:0:0:0:51, 64"
  })
  void anAddressIsAddedOnceAndRemovedOnce(String text, int prefixLength) {
    var address = AssignedAddress.of(InetAddress.ofLiteral(text), prefixLength);
    onLeft(table -> {
      var listed = text + "/" + prefixLength + " ours";
      assertEquals(new Added.Done(), table.add("eth0", address));
      assertEquals(new Added.AlreadyThere(), table.add("eth0", address));
      assertTrue(texts(table.list("eth0")).contains(listed));
      assertEquals(new Removed.Done(), table.remove("eth0", address));
      assertEquals(new Removed.NotThere(), table.remove("eth0", address));
      assertEquals(List.of("10.9.0.1/24", "fe80:0:0:0:0:0:0:1/64"), texts(table.list("eth0")));
    });
  }

  @Test
  void anIpv6VirtualAddressIsUsableAtOnceAndNeverTheHostsOwnSource() {
    onLeft(table -> {
      var address = InetAddress.ofLiteral("2001:db8::51");
      assertEquals(new Added.Done(), table.add("eth0", AssignedAddress.of(address, 128)));
      var listed = hosts.ip(hosts.left, "-6 addr show dev eth0 to 2001:db8::51");
      assertTrue(listed.contains("deprecated"), listed);
      assertTrue(listed.contains("nodad"), listed);
      for (var each : table.list("eth0")) {
        assertTrue(each.isUsable(), each::toString);
      }
    });
  }

  @Test
  void anIpv4AddressCanHaveALabel() {
    onLeft(table -> {
      var address = new AssignedAddress(InetAddress.ofLiteral("10.9.0.51"), 32, "eth0:vip");
      assertEquals(new Added.Done(), table.add("eth0", address));
      var listed = hosts.ip(hosts.left, "addr show dev eth0 label eth0:vip");
      assertTrue(listed.contains("10.9.0.51/32"), listed);
      assertEquals(new Removed.Done(), table.remove("eth0", address));
    });
  }

  @Test
  void aMissingInterfaceHasNoAddressesAndGetsNone() {
    onLeft(table -> {
      var address = AssignedAddress.of(InetAddress.ofLiteral("10.9.0.51"), 32);
      var failed = assertInstanceOf(Added.Failed.class, table.add("eth9", address));
      assertEquals("if_nametoindex(eth9): ENODEV", failed.reason());
      assertEquals(new Removed.NotThere(), table.remove("eth9", address));
      assertEquals(List.of(), table.list("eth9"));
    });
  }

  @Test
  void hundredsOfAddressesAreListedWhole() {
    onLeft(table -> {
      for (int i = 0; i < 1000; i++) {
        var address = InetAddress.ofLiteral("10.10.%d.%d".formatted(i / 250, i % 250));
        assertEquals(new Added.Done(), table.add("eth0", AssignedAddress.of(address, 32)));
      }
      assertEquals(1002, table.list("eth0").size());
    });
  }
}
