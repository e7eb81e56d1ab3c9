package dev.baton.agent.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.baton.vrrp.Addresses;
import dev.baton.vrrp.packet.AdvertisementCodec;
import dev.baton.vrrp.packet.ChecksumForm;
import dev.baton.vrrp.packet.Decoded;
import dev.baton.vrrp.packet.ReceiveRules;
import dev.baton.vrrp.packet.Reception;
import java.net.InetAddress;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the file says is what the advertisements say (R5-R8, R11, R13-R15). */
class AdvertisementContentTest extends EngineScenario {

  private static String listing(String addresses, String excluded) {
    return """
    vrrp_instance V {
      interface eth0
      virtual_router_id 51
      version 3
      virtual_ipaddress {
        %s
      }
      virtual_ipaddress_excluded {
        %s
      }
    }
    """
        .formatted(String.join("\n    ", addresses.split(" ")), excluded);
  }

  /** What all that this Active sent says of something, each answer once. */
  private <T> List<T> sent(Function<Decoded.Ok, T> what) {
    for (int i = 0; i < 1_600; i++) {
      host.whenWaiting(() -> host.advance(100_000_000L));
    }
    runUntilWaits(0);
    assertFalse(host.sent.isEmpty());
    return host.sent.stream().map(AdvertisementContentTest::decoded).map(what).distinct().toList();
  }

  private static Decoded.Ok decoded(FakeHost.Received sent) {
    var path = sent.path();
    var reception = new Reception(path.source(), path.destination(), sent.hopLimit());
    var decoded = AdvertisementCodec.decode(reception, ReceiveRules.RFC_9568, sent.message());
    return assertInstanceOf(Decoded.Ok.class, decoded);
  }

  private List<List<String>> advertised() {
    return sent(ok -> ok.advertisement().addresses().stream().map(Addresses::text).toList());
  }

  /** The interval that is said, in centiseconds. */
  private List<Integer> interval(String version, String asked) {
    var text = CONFIG.replace("version 3", "version " + version);
    configuration = text.replace("advert_int 1", "advert_int " + asked);
    return sent(ok -> ok.advertisement().interval().value());
  }

  @Test
  void allAreAdvertisedInTheOrderOfTheFileAndNoOthers() {
    configuration = listing("10.77.0.60 10.77.0.51 10.77.0.55", "10.77.0.70");
    assertEquals(List.of(List.of("10.77.0.60", "10.77.0.51", "10.77.0.55")), advertised());
  }

  @Test
  void inIpv6TheLinkLocalOneLeads() {
    host.place("eth0", InetAddress.ofLiteral("fe80::1"), 64);
    configuration = listing("fe80::51 2001:db8::9 2001:db8::5", "2001:db8::70");
    assertEquals(List.of(List.of("fe80::51", "2001:db8::9", "2001:db8::5")), advertised());
  }

  @Test
  void inIpv4TheyGoToTheGroupAsFarAsCanBe() {
    sent(Decoded.Ok::checksumForm);
    assertEquals("224.0.0.18 from 10.77.0.1 at 255", lastSent());
  }

  @Test
  void inIpv6TheyGoToTheGroupAsFarAsCanBe() {
    host.place("eth0", InetAddress.ofLiteral("fe80::1"), 64);
    configuration = listing("fe80::51", "2001:db8::70");
    sent(Decoded.Ok::checksumForm);
    assertEquals("ff02::12 from fe80::1 at 255", lastSent());
  }

  private String lastSent() {
    var sent = host.sent.getLast();
    return Addresses.text(sent.path().destination())
        + " from "
        + Addresses.text(sent.path().source())
        + " at "
        + sent.hopLimit();
  }

  @Test
  void theChecksumCoversThePseudoHeader() {
    assertEquals(List.of(ChecksumForm.PSEUDO_HEADER), sent(Decoded.Ok::checksumForm));
  }

  @Test
  void inStrictModeTheChecksumCoversTheMessageAlone() {
    configuration = CONFIG.replace("version 3", "version 3\n  strict_mode on");
    assertEquals(List.of(ChecksumForm.MESSAGE_ONLY), sent(Decoded.Ok::checksumForm));
  }

  @ParameterizedTest
  @CsvSource({"0.05, 5", "0.5, 50", "2.34, 234", "40.95, 4095", "60, 4095"})
  void version3SaysCentisecondsUpToItsLongest(String asked, int said) {
    assertEquals(List.of(said), interval("3", asked));
  }

  @ParameterizedTest
  @CsvSource({"0.1, 100", "0.5, 100", "1, 100", "1.4, 100", "1.5, 200", "7, 700"})
  void version2SaysWholeSecondsAndNeverNone(String asked, int said) {
    assertEquals(List.of(said), interval("2", asked));
  }
}
