package dev.baton.agent.linux;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.agent.config.Encapsulation;
import dev.baton.agent.config.Prefix;
import dev.baton.agent.config.Route;
import dev.baton.agent.config.RouteMetrics;
import dev.baton.agent.engine.AssignedAddress;
import dev.baton.agent.engine.InterfaceAddress;
import dev.baton.events.Family;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.BitSet;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class NetlinkTest {

  private static String hex(NetlinkWriter out) {
    var bytes = new byte[out.sizeBytes()];
    out.memory().bytes().get(0, bytes);
    return HexFormat.of().formatHex(bytes);
  }

  private static NetlinkReader reader(NetlinkWriter out) {
    var reader = new NetlinkReader(out.memory().bytes());
    reader.reset(out.sizeBytes());
    return reader;
  }

  @Test
  void anAddressIsAskedForInTheKernelsLayout() {
    var out = new NetlinkWriter(256);
    AddressMessage.writeAdd(out, 3, AssignedAddress.of(InetAddress.ofLiteral("10.0.0.9"), 32));
    assertEquals(
        "30000000"
            + "1400"
            + "0506"
            + "01000000"
            + "00000000"
            + "02200000"
            + "03000000"
            + "08000200"
            + "0a000009"
            + "08000100"
            + "0a000009"
            + "05000b00"
            + "70000000",
        hex(out));
  }

  @Test
  void whatWasWrittenIsParsedAgain() {
    var out = new NetlinkWriter(256);
    var address = InetAddress.ofLiteral("2001:db8::51");
    AddressMessage.writeAdd(out, 7, AssignedAddress.of(address, 128));
    var in = reader(out);
    assertTrue(in.nextMessage());
    var expected = new InterfaceAddress(address, 128, 0, 2, true);
    assertEquals(
        new AddressMessage.Parsed.Ok(new AddressMessage(7, expected)), AddressMessage.parse(in));
    assertFalse(in.nextMessage());
  }

  // As nft 1.0.6 sends it, but for flags, sequence and the id of the set: checked with its debug
  // output.
  @Test
  void anElementIsAddedAsNftAddsIt() {
    var out = new NetlinkWriter(256);
    NftablesMessage.change(
        out, SilencedProtocol.ARP, true, List.of(InetAddress.ofLiteral("10.0.0.1")));
    assertEquals(
        "40000000"
            + "0c0a"
            + "0504"
            + "01000000"
            + "00000000"
            + "03000000"
            + "0a000100"
            + "6261746f6e000000"
            + "0b000200"
            + "73696c656e740000"
            + "14000380"
            + "10000180"
            + "0c000180"
            + "08000100"
            + "0a000001",
        hex(out));
  }

  @Test
  void whatIsAddedToASetIsReadAsWhatIsInIt() {
    var out = new NetlinkWriter(256);
    new NftablesTable(10, "t").changeSet(out, "s", true, List.of("0a000001", "0a00000200", "87"));
    var in = reader(out);
    assertTrue(in.nextMessage());
    var found = new HashSet<String>();
    NftablesWitness.addKeys(in, found);
    assertEquals(Set.of("0a000001", "0a00000200", "87"), found);
  }

  @Test
  void aCounterIsAnExpressionWithoutAttributes() {
    var out = new NetlinkWriter(64);
    NftablesExpression.count(out.begin(0, 0));
    assertEquals(
        "14000180" + "0c000100" + "636f756e74657200" + "04000280", hex(out.end()).substring(32));
  }

  @Test
  void ofAChainItsFamilyItsTableAndItsNameAreRead() {
    var out = new NetlinkWriter(128);
    out.begin(0x0a03, 0).octet(10).octet(0).int16BigEndian(0);
    out.attributeText(1, "vips").attributeInt32BigEndian(2, 7).attributeText(3, "owner").end();
    var in = reader(out);
    assertTrue(in.nextMessage());
    var chain = NftablesWitness.Chain.parse(in);
    assertEquals(new NftablesWitness.Chain(new NftablesTable(10, "vips"), "owner"), chain);
    assertTrue(chain.isOf("owner"));
    assertTrue(chain.isOf("vips"));
    assertFalse(chain.isOf("in"));
  }

  private static String around(Encapsulation encapsulation) {
    var out = new NetlinkWriter(256);
    EncapsulationMessage.write(out, encapsulation);
    return hex(out);
  }

  // As keepalived 2.2.7 sends them, but for the mark of nested attributes: this kernel has no
  // routes of these kinds.
  @Test
  void labelsAndLocatorsAreInTheKernelsLayout() {
    assertEquals(
        "10001680" + "0c000100" + "00064000" + "000c8100" + "06001500" + "01000000",
        around(new Encapsulation.Mpls(List.of(100, 200))));
    assertEquals(
        "10001680" + "0c000100" + "0001000200030004" + "06001500" + "03000000",
        around(new Encapsulation.Ila(0x0001_0002_0003_0004L)));
  }

  @Test
  void aTunnelsSettingsAreInTheKernelsLayout() {
    var to = List.of(InetAddress.ofLiteral("1.2.3.4"));
    var from = List.of(InetAddress.ofLiteral("5.6.7.8"));
    assertEquals(
        "38001680"
            + "0c0001000000000000000005"
            + "0800020001020304"
            + "0800030005060708"
            + "0500050009000000"
            + "0500040007000000"
            + "0600060000010000"
            + "06001500"
            + "02000000",
        around(new Encapsulation.Tunnel(Family.IPV4, 5, to, from, 9, 7, 256)));
  }

  @Test
  void onlyRoutesOfOurProtocolsAndRulesAreLosses() {
    var ours = new BitSet();
    ours.set(18);
    assertTrue(RouteMessage.isLoss(route(RouteMessage.DELETE, 18), ours));
    assertFalse(RouteMessage.isLoss(route(RouteMessage.DELETE, 4), ours));
    assertFalse(RouteMessage.isLoss(route(RouteMessage.NEW, 18), ours));
    var truncated = new NetlinkWriter(64);
    assertFalse(RouteMessage.isLoss(reader(truncated.begin(25, 0).int32(0).end()), ours));
    var rule = new NetlinkWriter(64).begin(RuleMessage.DELETE, 0).int32(2).int32(0).int32(0).end();
    assertTrue(RouteMessage.isLoss(reader(rule), ours));
  }

  private static NetlinkReader route(int type, int protocol) {
    var out = new NetlinkWriter(64);
    return reader(out.begin(type, 0).int32(2).int32(protocol << 8).int32(0).end());
  }

  private static NetlinkWriter link(String kind, int table) {
    var out = new NetlinkWriter(256);
    out.begin(LinkMessage.NEW, 0).int32(0).int32(7).int32(0).int32(0).attributeText(3, "blue");
    return out.nested(
            18, () -> out.attributeText(1, kind).nested(2, () -> out.attributeInt32(1, table)))
        .end();
  }

  private static List<Long> vrfTable(NetlinkWriter out) {
    var in = reader(out);
    assertTrue(in.nextMessage());
    return VrfMessage.table(in);
  }

  @Test
  void aVrfSaysItsTableAndNothingElseDoes() {
    assertEquals(List.of(4294967295L), vrfTable(link("vrf", -1)));
    assertEquals(List.of(), vrfTable(link("macvlan", 10)));
    var plain = new NetlinkWriter(64).begin(LinkMessage.NEW, 0).int32(0).int32(7).int32(0);
    assertEquals(List.of(), vrfTable(plain.int32(0).attributeText(3, "blue").end()));
    assertEquals(List.of(), vrfTable(new NetlinkWriter(64).begin(LinkMessage.NEW, 0).end()));
  }

  @Test
  void aRouteOfAVrfIsInItsTable() {
    var place = new Route.Place(0, Route.Place.MAIN, "blue", 18, 0, List.of());
    var metrics = new RouteMetrics(Map.of(), Set.of(), "", List.of(), List.of(), List.of());
    var route =
        new Route(
            Route.Type.BLACKHOLE,
            new Prefix(InetAddress.ofLiteral("192.0.2.0"), 24),
            List.of(),
            place,
            List.of(),
            List.of(),
            metrics,
            false,
            true);
    var out = new NetlinkWriter(256);
    RouteMessage.writeAdd(out, route, 4097, name -> 3);
    assertTrue(hex(out).contains("08000f0001100000"), hex(out));
    RouteMessage.writeRemove(out.clear(), route, 4097, name -> 3);
    assertTrue(hex(out).contains("08000f0001100000"), hex(out));
  }

  @Test
  void aMessageThatWouldGoPastItsDatagramIsTheEnd() {
    var bytes = ByteBuffer.allocate(64).order(ByteOrder.nativeOrder());
    bytes.putInt(0, 60);
    var in = new NetlinkReader(bytes);
    in.reset(59);
    assertFalse(in.nextMessage());
    in.reset(60);
    assertTrue(in.nextMessage());
    bytes.putInt(0, 15);
    in.reset(60);
    assertFalse(in.nextMessage());
  }

  @Test
  void aBridgesWordAboutItsPortsIsNoLink() {
    var out = new NetlinkWriter(256);
    out.begin(LinkMessage.DELETE, 0).int32(7).int32(2).int32(0).int32(0).end();
    var in = reader(out);
    assertTrue(in.nextMessage());
    assertInstanceOf(LinkMessage.Parsed.Unusable.class, LinkMessage.parse(in));
  }
}
