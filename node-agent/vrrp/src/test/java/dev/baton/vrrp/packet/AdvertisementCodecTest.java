package dev.baton.vrrp.packet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.baton.events.Priority;
import dev.baton.events.Vrid;
import dev.baton.vrrp.Centiseconds;
import dev.baton.vrrp.VrrpVersion;
import dev.baton.vrrp.packet.Decoded.Reason;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class AdvertisementCodecTest {

  static Stream<Arguments> knownMessages() {
    var plain = ChecksumForm.MESSAGE_ONLY;
    var pseudo = ChecksumForm.PSEUDO_HEADER;
    var longest =
        Advertisement.of(
            VrrpVersion.V3,
            new Vrid(1),
            new Priority(254),
            new Centiseconds(4095),
            Vectors.V4_ADDRESSES);
    return Stream.of(
        Arguments.of("S1", Vectors.S1, Vectors.v2(100), plain),
        Arguments.of("S2", Vectors.S2, Vectors.v2(0), plain),
        Arguments.of("S3", Vectors.S3, Vectors.v2(255), plain),
        Arguments.of("S4m", Vectors.S4_MESSAGE_ONLY, Vectors.v3(100), plain),
        Arguments.of("S4p", Vectors.S4_PSEUDO, Vectors.v3(100), pseudo),
        Arguments.of("S5m", Vectors.S5_MESSAGE_ONLY, Vectors.v3(0), plain),
        Arguments.of("S5p", Vectors.S5_PSEUDO, Vectors.v3(0), pseudo),
        Arguments.of("S6m", Vectors.S6_MESSAGE_ONLY, longest, plain),
        Arguments.of("S6p", Vectors.S6_PSEUDO, longest, pseudo),
        Arguments.of("S8", Vectors.S8, Vectors.v6(100), pseudo),
        Arguments.of("S9", Vectors.S9, Vectors.v6(0), pseudo));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("knownMessages")
  void aKnownMessageIsEncodedAndDecoded(
      String name, String message, Advertisement advertisement, ChecksumForm form) {
    boolean v4 = message.length() < 80;
    var source = v4 ? Vectors.V4_SOURCE : Vectors.V6_SOURCE;
    var group = v4 ? Vectors.V4_GROUP : Vectors.V6_GROUP;
    assertEquals(
        message, Hex.of(AdvertisementCodec.encode(advertisement, source, group, form)), name);
    var decoded = v4 ? Vectors.decodeV4(message) : Vectors.decodeV6(message);
    assertEquals(new Decoded.Ok(advertisement, form), decoded, name);
  }

  @Test
  void theReserveNibbleIsIgnored() {
    assertEquals(
        new Decoded.Ok(Vectors.v3(100), ChecksumForm.MESSAGE_ONLY),
        Vectors.decodeV4(Vectors.S7_MESSAGE_ONLY));
    assertEquals(
        new Decoded.Ok(Vectors.v3(100), ChecksumForm.PSEUDO_HEADER),
        Vectors.decodeV4(Vectors.S7_PSEUDO));
  }

  static Stream<Arguments> badMessages() {
    return Stream.of(
        Arguments.of("N1", Vectors.decodeV4(Vectors.N1), Reason.NO_ADDRESSES),
        Arguments.of("N2m", Vectors.decodeV4(Vectors.N2_MESSAGE_ONLY), Reason.ZERO_INTERVAL),
        Arguments.of("N2p", Vectors.decodeV4(Vectors.N2_PSEUDO), Reason.ZERO_INTERVAL),
        Arguments.of("N3", Vectors.decodeV6(Vectors.N3), Reason.FIRST_ADDRESS_NOT_LINK_LOCAL),
        Arguments.of("N5", Vectors.decodeV4(Vectors.N5), Reason.TYPE),
        Arguments.of("N6", Vectors.decodeV4(Vectors.N6), Reason.VERSION),
        Arguments.of("N7", Vectors.decodeV4(Vectors.N7), Reason.TOO_SHORT),
        Arguments.of("N8", Vectors.decodeV4(Vectors.N8), Reason.TOO_LONG),
        Arguments.of("N9", Vectors.decodeV4(Vectors.N9), Reason.TOO_SHORT),
        Arguments.of("N10", Vectors.decodeV6(Vectors.N10), Reason.CHECKSUM),
        Arguments.of("v2 over IPv6", Vectors.decodeV6(Vectors.S1), Reason.VERSION),
        Arguments.of("empty", Vectors.decodeV4(""), Reason.TOO_SHORT),
        Arguments.of("VRID 0", Vectors.decodeV4("310064010064a898c0000201"), Reason.VRID),
        Arguments.of(
            "authentication header",
            Vectors.decodeV4("213364010201b6c8c00002010000000000000000"),
            Reason.AUTHENTICATION_TYPE));
  }

  @Test
  void aRouterWithoutAddressesHearsOthersWithout() {
    for (var source : List.of(Vectors.V4_SOURCE, Vectors.V6_SOURCE)) {
      var group = source.equals(Vectors.V4_SOURCE) ? Vectors.V4_GROUP : Vectors.V6_GROUP;
      var bare =
          Advertisement.of(
              VrrpVersion.V3, new Vrid(1), new Priority(100), Centiseconds.ONE_SECOND, List.of());
      var message = AdvertisementCodec.encode(bare, source, group, ChecksumForm.PSEUDO_HEADER);
      assertEquals(8, message.length);
      assertEquals(
          new Decoded.Ok(bare, ChecksumForm.PSEUDO_HEADER),
          AdvertisementCodec.decode(
              new Reception(source, group, 255),
              ReceiveRules.RFC_9568.withoutAddresses(),
              ByteBuffer.wrap(message)));
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("badMessages")
  void aBadMessageIsRejectedWithItsReason(String name, Decoded decoded, Reason reason) {
    assertEquals(new Decoded.Rejected(reason), decoded, name);
  }

  @Test
  void noBadMessageIsTaken() {
    badMessages().forEach(each -> assertInstanceOf(Decoded.Rejected.class, each.get()[1]));
  }

  @ParameterizedTest
  @ValueSource(ints = {254, 1, 0})
  void aMessageThatCrossedARouterIsRejected(int ttl) {
    assertEquals(new Decoded.Rejected(Reason.TTL), Vectors.decodeV4(Vectors.S4_MESSAGE_ONLY, ttl));
  }

  @Test
  void unicastPeersMayBeSomeHopsAwayAndUseGlobalAddresses() {
    var source = InetAddress.ofLiteral("2001:db8::b");
    var destination = InetAddress.ofLiteral("2001:db8::a");
    var advertisement =
        Advertisement.of(
            VrrpVersion.V3,
            Vectors.VRID,
            Vectors.HUNDRED,
            Centiseconds.ONE_SECOND,
            List.of(InetAddress.ofLiteral("2001:db8::51")));
    var message =
        AdvertisementCodec.encode(advertisement, source, destination, ChecksumForm.MESSAGE_ONLY);
    var reception = new Reception(source, destination, 63);
    assertEquals(
        new Decoded.Ok(advertisement, ChecksumForm.PSEUDO_HEADER),
        AdvertisementCodec.decode(reception, ReceiveRules.UNICAST, ByteBuffer.wrap(message)));
  }

  @Test
  void anIpv6SourceThatIsNotLinkLocalIsRejected() {
    var source = InetAddress.ofLiteral("2001:db8::b");
    var message =
        AdvertisementCodec.encode(
            Vectors.v6(100), source, Vectors.V6_GROUP, ChecksumForm.PSEUDO_HEADER);
    assertEquals(
        new Decoded.Rejected(Reason.SOURCE_NOT_LINK_LOCAL),
        Vectors.decodeV6(Hex.of(message), source));
  }

  @Test
  void aPasswordIsDecodedAndNeverShown() {
    var ok = assertInstanceOf(Decoded.Ok.class, Vectors.decodeV4(Vectors.N4));
    var authentication = ok.advertisement().authentication();
    assertEquals(Authentication.password("secret"), authentication);
    assertNotEquals(Authentication.password("secrets"), authentication);
    assertEquals(Authentication.password("12345678"), Authentication.password("123456789"));
    assertEquals("Password[masked]", authentication.toString());
    var again =
        AdvertisementCodec.encode(
            ok.advertisement(), Vectors.V4_SOURCE, Vectors.V4_GROUP, ChecksumForm.PSEUDO_HEADER);
    assertEquals(Vectors.N4, Hex.of(again));
  }

  @ParameterizedTest
  @ValueSource(strings = {Vectors.S1, Vectors.S4_MESSAGE_ONLY, Vectors.S4_PSEUDO, Vectors.S8})
  void noSingleDamagedBitIsAccepted(String message) {
    byte[] good = Hex.bytes(message);
    for (int bit = 0; bit < good.length * 8; bit++) {
      byte[] damaged = good.clone();
      damaged[bit / 8] ^= (byte) (1 << bit % 8);
      var text = Hex.of(damaged);
      var decoded = message.equals(Vectors.S8) ? Vectors.decodeV6(text) : Vectors.decodeV4(text);
      assertInstanceOf(Decoded.Rejected.class, decoded, "bit " + bit);
    }
  }

  @Test
  void onlyVersion3OverIpv4IsSentInEitherForm() {
    var version2 =
        AdvertisementCodec.encode(
            Vectors.v2(100), Vectors.V4_SOURCE, Vectors.V4_GROUP, ChecksumForm.PSEUDO_HEADER);
    assertEquals(Vectors.S1, Hex.of(version2));
    var ipv6 =
        AdvertisementCodec.encode(
            Vectors.v6(100), Vectors.V6_SOURCE, Vectors.V6_GROUP, ChecksumForm.MESSAGE_ONLY);
    assertEquals(Vectors.S8, Hex.of(ipv6));
  }

  @Test
  void aPseudoHeaderInAVersion2ChecksumIsAnError() {
    var octets = Hex.bytes(Vectors.S1);
    var message = ByteBuffer.wrap(octets).putShort(6, (short) 0);
    var alone = Checksum.add(0, message, 0, octets.length);
    var source = Checksum.add(alone, Vectors.V4_SOURCE.getAddress());
    var addresses = Checksum.add(source, Vectors.V4_GROUP.getAddress());
    var whole = Checksum.addWord(Checksum.addWord(addresses, 112), octets.length);
    message.putShort(6, (short) Checksum.field(whole));
    assertEquals(rejected(Reason.CHECKSUM), Vectors.decodeV4(Hex.of(octets)));
  }

  @Test
  void anAdvertisementHasAddressesOfOneFamily() {
    var mixed = List.of(Vectors.V6_SOURCE, Vectors.V4_SOURCE);
    assertThrows(IllegalArgumentException.class, () -> advertisement(VrrpVersion.V3, mixed));
    var six = List.of(Vectors.V6_SOURCE);
    assertThrows(IllegalArgumentException.class, () -> advertisement(VrrpVersion.V2, six));
  }

  private static Advertisement advertisement(VrrpVersion version, List<InetAddress> addresses) {
    return Advertisement.of(
        version, Vectors.VRID, Vectors.HUNDRED, Centiseconds.ONE_SECOND, addresses);
  }

  /** R21, R43: not only in strict mode. */
  @Test
  void aPlainFileInsistsOnHopLimitAndLinkLocalSource() {
    var rules = ReceiveRules.KEEPALIVED;
    var near = new Reception(Vectors.V4_SOURCE, Vectors.V4_GROUP, 254);
    assertEquals(
        rejected(Reason.TTL),
        AdvertisementCodec.decode(near, rules, Hex.buffer(Vectors.S4_PSEUDO)));
    var source = InetAddress.ofLiteral("2001:db8::b");
    var form = ChecksumForm.PSEUDO_HEADER;
    var message = AdvertisementCodec.encode(Vectors.v6(100), source, Vectors.V6_GROUP, form);
    var global = new Reception(source, Vectors.V6_GROUP, 255);
    assertEquals(
        rejected(Reason.SOURCE_NOT_LINK_LOCAL),
        AdvertisementCodec.decode(global, rules, ByteBuffer.wrap(message)));
  }

  @Test
  void theVridIsFoundWithoutDecoding() {
    assertEquals(51, AdvertisementCodec.vridOctet(Hex.buffer(Vectors.S1)));
    assertEquals(0, AdvertisementCodec.vridOctet(Hex.buffer("31")));
  }

  @Test
  void theMostAddressesFit() {
    var addresses = Stream.generate(() -> InetAddress.ofLiteral("fe80::51")).limit(255).toList();
    var advertisement =
        Advertisement.of(
            VrrpVersion.V3, Vectors.VRID, Vectors.HUNDRED, Centiseconds.ONE_SECOND, addresses);
    var message =
        AdvertisementCodec.encode(
            advertisement, Vectors.V6_SOURCE, Vectors.V6_GROUP, ChecksumForm.PSEUDO_HEADER);
    assertEquals(8 + 16 * 255, message.length);
    assertEquals(
        new Decoded.Ok(advertisement, ChecksumForm.PSEUDO_HEADER),
        Vectors.decodeV6(Hex.of(message)));
  }

  @Test
  void unicastPeersMayBeHeldToARangeOfTtls() {
    var rules = ReceiveRules.UNICAST.withTtl(60, 64);
    assertEquals(rejected(Reason.TTL), received(rules, 59));
    assertInstanceOf(Decoded.Ok.class, received(rules, 60));
    assertInstanceOf(Decoded.Ok.class, received(rules, 64));
    assertEquals(rejected(Reason.TTL), received(rules, 65));
    assertThrows(IllegalArgumentException.class, () -> ReceiveRules.UNICAST.withTtl(2, 1));
    assertThrows(IllegalArgumentException.class, () -> ReceiveRules.UNICAST.withTtl(-1, 1));
    assertThrows(IllegalArgumentException.class, () -> ReceiveRules.UNICAST.withTtl(1, 256));
  }

  private static Decoded received(ReceiveRules rules, int ttl) {
    var reception =
        new Reception(
            InetAddress.ofLiteral("192.0.2.11"), InetAddress.ofLiteral("192.0.2.12"), ttl);
    return AdvertisementCodec.decode(reception, rules, Hex.buffer("313364010064a865c0000201"));
  }

  private static Decoded rejected(Reason reason) {
    return new Decoded.Rejected(reason);
  }
}
