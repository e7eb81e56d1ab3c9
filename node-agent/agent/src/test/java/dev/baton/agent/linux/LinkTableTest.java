package dev.baton.agent.linux;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.baton.agent.engine.InterfaceAddress;
import dev.baton.agent.engine.InterfaceState;
import dev.baton.agent.engine.LinkChange;
import dev.baton.vrrp.packet.MacAddress;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LinkTableTest {
  private static final MacAddress MAC = new MacAddress(1);
  private static final InterfaceAddress ADDRESS =
      new InterfaceAddress(InetAddress.ofLiteral("10.0.0.1"), 24, 0, 0, false);

  private final LinkTable table = new LinkTable();
  private final List<LinkChange> changes = new ArrayList<>();

  private static LinkMessage link(int index, String name, boolean up) {
    return new LinkMessage(index, name, up, MAC, 1500);
  }

  private List<LinkChange> taken() {
    var taken = List.copyOf(changes);
    changes.clear();
    return taken;
  }

  @Test
  void sayingTheSameTwiceIsOneChange() {
    table.link(link(2, "eth0", true), changes::add);
    table.link(link(2, "eth0", true), changes::add);
    table.address(new AddressMessage(2, ADDRESS), changes::add);
    table.address(new AddressMessage(2, ADDRESS), changes::add);
    assertEquals(
        List.of(
            new LinkChange.LinkAppeared("eth0"),
            new LinkChange.LinkUp("eth0"),
            new LinkChange.AddressAdded("eth0", ADDRESS)),
        taken());
  }

  @Test
  void aRenamedLinkIsGoneUnderItsOldName() {
    table.link(link(2, "eth0", false), changes::add);
    table.link(link(2, "lan0", false), changes::add);
    assertEquals(
        List.of(
            new LinkChange.LinkAppeared("eth0"),
            new LinkChange.LinkGone("eth0"),
            new LinkChange.LinkAppeared("lan0")),
        taken());
    assertEquals(new InterfaceState.Absent(), table.state("eth0"));
  }

  @Test
  void aNewLinkOfAKnownNameReplacesTheOldOne() {
    table.link(link(2, "eth0", true), changes::add);
    taken();
    table.link(link(3, "eth0", true), changes::add);
    assertEquals(
        List.of(
            new LinkChange.LinkGone("eth0"),
            new LinkChange.LinkAppeared("eth0"),
            new LinkChange.LinkUp("eth0")),
        taken());
    table.unlink(2, changes::add);
    assertEquals(new InterfaceState.Present(3, true, MAC, 1500, List.of()), table.state("eth0"));
  }

  @Test
  void aDumpReportsTheDifferencesOnly() {
    table.link(link(2, "eth0", true), changes::add);
    table.link(link(3, "eth1", true), changes::add);
    table.address(new AddressMessage(2, ADDRESS), changes::add);
    taken();
    table.replace(List.of(link(2, "eth0", false)), List.of(), changes::add);
    assertEquals(
        List.of(
            new LinkChange.LinkGone("eth1"),
            new LinkChange.LinkDown("eth0"),
            new LinkChange.AddressRemoved("eth0", ADDRESS)),
        taken());
  }
}
