package dev.baton.vrrp.packet;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.baton.events.Priority;
import dev.baton.events.Vrid;
import dev.baton.vrrp.Addresses;
import dev.baton.vrrp.Centiseconds;
import dev.baton.vrrp.VrrpVersion;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** No bytes make a decoder throw or read beyond its slice, and what is encoded is decoded. */
class DecoderFuzzTest {
  private static final int ROUNDS = 20_000;
  private static final List<String> SEEDS =
      List.of(Vectors.S1, Vectors.S4_PSEUDO, Vectors.S8, Vectors.N4, Vectors.W5_MESSAGE);

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3})
  void randomBytesNeverThrow(long seed) {
    var random = new SplittableRandom(seed);
    for (int round = 0; round < ROUNDS; round++) {
      var octets = new byte[random.nextInt(100)];
      random.nextBytes(octets);
      decodeEverywhere(octets, random);
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {4, 5, 6})
  void mutatedMessagesNeverThrow(long seed) {
    var random = new SplittableRandom(seed);
    for (int round = 0; round < ROUNDS; round++) {
      var octets = Hex.bytes(SEEDS.get(random.nextInt(SEEDS.size())));
      for (int mutations = random.nextInt(4); mutations >= 0; mutations--) {
        octets[random.nextInt(octets.length)] = (byte) random.nextInt(256);
      }
      decodeEverywhere(octets, random);
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {7, 8, 9})
  void mutatedIpv4PacketsNeverThrow(long seed) {
    var random = new SplittableRandom(seed);
    for (int round = 0; round < ROUNDS; round++) {
      var octets = Hex.bytes(Vectors.F1);
      octets[random.nextInt(octets.length)] = (byte) random.nextInt(256);
      var packet = ByteBuffer.wrap(octets, 0, random.nextInt(octets.length + 1));
      if (Ipv4Packet.parse(packet) instanceof Ipv4Packet.Parsed parsed) {
        AdvertisementCodec.decode(parsed.reception(), ReceiveRules.RFC_9568, parsed.payload());
      }
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {10, 11, 12})
  void whatIsEncodedIsDecoded(long seed) {
    var random = new SplittableRandom(seed);
    for (int round = 0; round < ROUNDS / 10; round++) {
      var advertisement = randomAdvertisement(random);
      boolean v4 = advertisement.addresses().getFirst().getAddress().length == 4;
      var source = v4 ? Vectors.V4_SOURCE : Vectors.V6_SOURCE;
      var group = v4 ? Vectors.V4_GROUP : Vectors.V6_GROUP;
      var message =
          AdvertisementCodec.encode(advertisement, source, group, ChecksumForm.PSEUDO_HEADER);
      var decoded =
          AdvertisementCodec.decode(
              new Reception(source, group, 255), ReceiveRules.KEEPALIVED, ByteBuffer.wrap(message));
      var form =
          advertisement.version() == VrrpVersion.V2
              ? ChecksumForm.MESSAGE_ONLY
              : ChecksumForm.PSEUDO_HEADER;
      assertEquals(new Decoded.Ok(advertisement, form), decoded);
    }
  }

  /** Decodes the octets out of the middle of a larger array, as a receive buffer holds them. */
  private static void decodeEverywhere(byte[] octets, SplittableRandom random) {
    var padded = new byte[octets.length + 16];
    int offset = random.nextInt(16);
    System.arraycopy(octets, 0, padded, offset, octets.length);
    var slice = ByteBuffer.wrap(padded, offset, octets.length);
    var v4 = new Reception(Vectors.V4_SOURCE, Vectors.V4_GROUP, 255);
    var v6 = new Reception(Vectors.V6_SOURCE, Vectors.V6_GROUP, 255);
    AdvertisementCodec.decode(v4, ReceiveRules.UNICAST, slice);
    AdvertisementCodec.decode(v6, ReceiveRules.RFC_9568, slice);
    assertEquals(offset, slice.position());
  }

  private static Advertisement randomAdvertisement(SplittableRandom random) {
    var version = random.nextBoolean() ? VrrpVersion.V2 : VrrpVersion.V3;
    int octets = version == VrrpVersion.V3 && random.nextBoolean() ? 16 : 4;
    var addresses = new ArrayList<InetAddress>();
    for (int count = random.nextInt(20); count >= 0; count--) {
      var address = new byte[octets];
      random.nextBytes(address);
      addresses.add(Addresses.ofBytes(address));
    }
    int interval =
        version == VrrpVersion.V2 ? random.nextInt(1, 256) * 100 : random.nextInt(1, 4096);
    return new Advertisement(
        version,
        new Vrid(random.nextInt(1, 256)),
        new Priority(random.nextInt(256)),
        new Centiseconds(interval),
        addresses,
        version == VrrpVersion.V2 && random.nextBoolean()
            ? new Authentication.Password(random.nextLong())
            : Authentication.NONE);
  }
}
