package dev.baton.agent.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.baton.agent.link.AdvertCounts.Counter;
import dev.baton.vrrp.Centiseconds;
import dev.baton.vrrp.packet.AdvertisementCodec;
import dev.baton.vrrp.packet.Checksum;
import dev.baton.vrrp.packet.ChecksumForm;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What arrives is counted where RFC 8347 has a leaf for it (R46). */
class CountedAdvertsTest extends EngineScenario {

  private static byte[] message() {
    var advertisement = advertisement(51, 200, Centiseconds.ONE_SECOND, List.of(VIP));
    return AdvertisementCodec.encode(advertisement, PEER, GROUP, ChecksumForm.MESSAGE_ONLY);
  }

  /** A message that is sound but for this octet. */
  private static byte[] with(int index, int octet) {
    var message = ByteBuffer.wrap(message());
    message.put(index, (byte) octet).putShort(6, (short) 0);
    int sum = Checksum.add(0, message, 0, message.limit());
    return message.putShort(6, (short) Checksum.field(sum)).array();
  }

  private void arrives(int hopLimit, byte... message) {
    var path = new AdvertPath(STATION, PEER, GROUP);
    host.arriving.add(new FakeHost.Received(path, hopLimit, ByteBuffer.wrap(message)));
  }

  private Map<Counter, Long> counted() {
    runUntilWaits(2);
    var others = List.of(Counter.LAST_PRIORITY, Counter.LAST_INTERVAL_CENTISECONDS, Counter.SENT);
    return counts.slot(SUBJECT).values().entrySet().stream()
        .filter(each -> each.getValue() > 0 && !others.contains(each.getKey()))
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  @Test
  void whatIsDiscardedIsCountedForWhatIsWrongWithIt() {
    arrives(254, message());
    arrives(255, with(0, 0x32));
    arrives(255, with(0, 0x71));
    arrives(255, with(3, 2));
    arrives(255, new byte[] {0x31, 51, 100});
    arrives(255, with(5, 0));
    var damaged = message();
    damaged[2]++;
    arrives(255, damaged);
    assertEquals(
        Map.of(
            Counter.HOP_LIMIT_ERRORS, 1L,
            Counter.TYPE_ERRORS, 1L,
            Counter.LENGTH_ERRORS, 2L,
            Counter.INTERVAL_ERRORS, 1L,
            Counter.OTHER_ERRORS, 2L),
        counted());
  }

  @Test
  void whatIsHeardIsCountedAndAResignationOnceMore() {
    arrives(255, message());
    arrives(255, with(2, 0));
    assertEquals(Map.of(Counter.RECEIVED, 2L, Counter.RESIGNATIONS_RECEIVED, 1L), counted());
  }

  @Test
  void whatIsForAnotherVirtualRouterIsCountedNowhereHere() {
    arrives(255, with(1, 52));
    assertEquals(Map.of(), counted());
  }
}
