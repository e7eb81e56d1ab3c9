package dev.baton.agent.linux;

import dev.baton.agent.engine.AssignedAddress;
import dev.baton.events.testkit.Fuzzer;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Millions of datagrams, and nothing that reads netlink throws, hangs or reads past the end. */
@Timeout(value = 20, unit = TimeUnit.MINUTES)
class NetlinkFuzzTest {
  private static final int TABLE_LIFE = 1_000;

  private LinkTable table = new LinkTable();
  private long datagrams;

  @Test
  void messagesAboutLinksAndAddresses() {
    var out = new NetlinkWriter(1_024);
    var good = new ArrayList<byte[]>();
    good.add(bytes(link(out.clear())));
    var v4 = new AssignedAddress(InetAddress.ofLiteral("10.0.0.9"), 32, "eth0:1");
    AddressMessage.writeAdd(out.clear(), 3, v4);
    good.add(bytes(out));
    var v6 = AssignedAddress.of(InetAddress.ofLiteral("2001:db8::51"), 128);
    AddressMessage.writeAdd(link(out.clear()), 3, v6);
    AddressMessage.writeRemove(out, 3, v6);
    good.add(bytes(out));
    Fuzzer.from(good).feed(this::read);
  }

  @Test
  void messagesAboutRoutesAndRules() {
    var out = new NetlinkWriter(1_024);
    out.begin(RouteMessage.DELETE, 0).int32(24 << 8 | 2).int32(18 << 8).int32(0);
    out.attribute(1, new byte[] {10, 0, 0, 0}).end();
    out.begin(RuleMessage.DELETE, 0).int32(2).int32(0).int32(0).attributeInt32(6, 100).end();
    out.begin(LinkMessage.NEW, 0).int32(0).int32(7).int32(0).int32(0);
    out.nested(18, () -> out.attributeText(1, "vrf").nested(2, () -> out.attributeInt32(1, 10)))
        .end();
    var ours = new BitSet();
    ours.set(18);
    Fuzzer.from(List.of(bytes(out)))
        .feed(datagram -> {
          var in = new NetlinkReader(ByteBuffer.wrap(datagram).order(ByteOrder.nativeOrder()));
          in.reset(datagram.length);
          RouteMessage.isLoss(in, ours);
          in.reset(datagram.length);
          while (in.nextMessage()) {
            VrfMessage.table(in);
          }
        });
  }

  @Test
  void messagesAboutTablesOfNftables() {
    var out = new NetlinkWriter(1_024);
    var table = new NftablesTable(10, "vips");
    table.createChain(out, "in", 1, -1);
    table.changeSet(out, "vips", true, List.of("fe800000000000000000000000000051", "0a000001"));
    Fuzzer.from(List.of(bytes(out)))
        .feed(datagram -> {
          var in = new NetlinkReader(ByteBuffer.wrap(datagram).order(ByteOrder.nativeOrder()));
          in.reset(datagram.length);
          while (in.nextMessage()) {
            NftablesWitness.Chain.parse(in);
            NftablesWitness.addKeys(in, new HashSet<>());
          }
        });
  }

  private static NetlinkWriter link(NetlinkWriter out) {
    out.begin(LinkMessage.NEW, 0).int32(0).int32(3).int32(0x11043).int32(-1);
    out.attributeText(3, "eth0").attributeInt32(4, 1500);
    return out.attribute(1, new byte[] {2, 0, 0, 0, 0, 1}).end();
  }

  private static byte[] bytes(NetlinkWriter out) {
    var bytes = new byte[out.sizeBytes()];
    out.memory().bytes().get(0, bytes);
    return bytes;
  }

  /** As the link monitor does with what the kernel sends, with a new table now and then. */
  private void read(byte[] datagram) {
    if (datagrams++ % TABLE_LIFE == 0) {
      table = new LinkTable();
    }
    var in = new NetlinkReader(ByteBuffer.wrap(datagram).order(ByteOrder.nativeOrder()));
    in.reset(datagram.length);
    while (in.nextMessage()) {
      if (LinkMessage.parse(in) instanceof LinkMessage.Parsed.Ok(var message)) {
        if (in.type() == LinkMessage.DELETE) {
          table.unlink(message.index(), change -> {});
        } else {
          table.link(message, change -> {});
        }
      }
      if (AddressMessage.parse(in) instanceof AddressMessage.Parsed.Ok(var message)) {
        table.address(message, change -> {});
        table.replace(List.of(), List.of(message), change -> {});
      }
      in.errno();
    }
  }
}
