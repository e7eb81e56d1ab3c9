package dev.baton.vrrp.explain;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import dev.baton.events.testkit.Fuzzer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Millions of inputs, and nothing that explains packets throws, hangs or reads past the end. */
@Timeout(value = 20, unit = TimeUnit.MINUTES)
class ExplainFuzzTest {
  private static final List<byte[]> ANNOUNCEMENTS =
      List.of(
          HexFormat.of().parseHex(PacketReaderTest.GRATUITOUS_ARP),
          HexFormat.of().parseHex(PacketReaderTest.NEIGHBOR_ADVERTISEMENT));
  private static final List<byte[]> FRAMES =
      List.of(
          HexFormat.of().parseHex(PacketReaderTest.V2_FRAME),
          HexFormat.of().parseHex(PacketReaderTest.V3_PACKET),
          HexFormat.of().parseHex(PacketReaderTest.V6_FRAME));

  @Test
  void announcementsByArpAndNd() {
    Fuzzer.from(ANNOUNCEMENTS)
        .feed(octets -> assertFalse(PacketReader.explain(octets).layers().isEmpty()));
  }

  @Test
  void advertisements() {
    Fuzzer.from(FRAMES)
        .feed(octets -> assertFalse(PacketReader.explain(octets).layers().isEmpty()));
  }

  @Test
  void capturesAndHexadecimalText() {
    var capture =
        "d4c3b2a1020004000000000000000000ffff0000010000000100000005000000"
            + "0400000004000000"
            + "01020304";
    var text = "0000  01 00 5e 00 00 12  ..^...\n0x0010: 33:08-00".getBytes(StandardCharsets.UTF_8);
    Fuzzer.from(List.of(HexFormat.of().parseHex(capture), text))
        .feed(octets -> {
          assertNotNull(CaptureFile.read(octets));
          assertNotNull(HexText.of(new String(octets, StandardCharsets.ISO_8859_1)));
        });
  }
}
