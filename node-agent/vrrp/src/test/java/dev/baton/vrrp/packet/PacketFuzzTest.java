package dev.baton.vrrp.packet;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.baton.events.testkit.Fuzzer;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Millions of inputs, and no decoder of packets throws, hangs or reads past the end. */
@Timeout(value = 20, unit = TimeUnit.MINUTES)
class PacketFuzzTest {
  private static final Reception IPV4 = new Reception(Vectors.V4_SOURCE, Vectors.V4_GROUP, 255);
  private static final Reception IPV6 = new Reception(Vectors.V6_SOURCE, Vectors.V6_GROUP, 255);

  private static List<byte[]> bytes(String... vectors) {
    return Stream.of(vectors).map(Hex::bytes).toList();
  }

  @Test
  void version2Messages() {
    Fuzzer.from(bytes(Vectors.S1, Vectors.S2, Vectors.S3, Vectors.N4))
        .mending(message -> withChecksum(message, Vectors.V4_SOURCE, Vectors.V4_SOURCE, 0))
        .feed(message -> decode(message, IPV4));
  }

  @Test
  void version3MessagesOfIpv4() {
    Fuzzer.from(bytes(Vectors.S4_PSEUDO, Vectors.S6_MESSAGE_ONLY, Vectors.S7_PSEUDO))
        .mending(message -> withChecksum(message, Vectors.V4_SOURCE, Vectors.V4_GROUP, 112))
        .feed(message -> decode(message, IPV4));
  }

  @Test
  void version3MessagesOfIpv6() {
    Fuzzer.from(bytes(Vectors.S8, Vectors.S9, Vectors.W5_MESSAGE))
        .mending(message -> withChecksum(message, Vectors.V6_SOURCE, Vectors.V6_GROUP, 112))
        .feed(message -> decode(message, IPV6));
  }

  @Test
  void packetsOfIpv4() {
    Fuzzer.from(bytes(Vectors.F1, Vectors.S4_FRAME.substring(28)))
        .feed(packet -> {
          if (Ipv4Packet.parse(ByteBuffer.wrap(packet)) instanceof Ipv4Packet.Parsed parsed) {
            AdvertisementCodec.decode(parsed.reception(), ReceiveRules.RFC_9568, parsed.payload());
          }
        });
  }

  /** What is accepted is written the same way, whatever else the message had. */
  private static void decode(byte[] message, Reception reception) {
    for (var rules : List.of(ReceiveRules.UNICAST, ReceiveRules.RFC_9568)) {
      if (AdvertisementCodec.decode(reception, rules, ByteBuffer.wrap(message))
          instanceof Decoded.Ok ok) {
        var again =
            AdvertisementCodec.encode(
                ok.advertisement(), reception.source(), reception.destination(), ok.checksumForm());
        assertEquals(message.length, again.length);
      }
    }
  }

  /** Protocol 0 stands for no pseudo-header. */
  private static byte[] withChecksum(
      byte[] message, InetAddress source, InetAddress destination, int protocol) {
    if (message.length >= 8) {
      var buffer = ByteBuffer.wrap(message).putShort(6, (short) 0);
      int sum = Checksum.add(0, buffer, 0, message.length);
      if (protocol != 0) {
        sum = Checksum.add(sum, source.getAddress());
        sum = Checksum.add(sum, destination.getAddress());
        sum = Checksum.addWord(Checksum.addWord(sum, protocol), message.length);
      }
      buffer.putShort(6, (short) Checksum.field(sum));
    }
    return message;
  }
}
