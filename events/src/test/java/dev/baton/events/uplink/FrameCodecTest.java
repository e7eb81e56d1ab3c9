package dev.baton.events.uplink;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.events.LogHead;
import dev.baton.events.LogId;
import dev.baton.events.Sha256;
import dev.baton.events.codec.RecordCodec;
import dev.baton.events.log.StoredRecord.Bytes;
import dev.baton.events.testkit.ByteMutator;
import dev.baton.events.testkit.EventSamples;
import dev.baton.events.uplink.FrameCodec.Decoded;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FrameCodecTest {
  static List<Frame> frames() {
    var hash = Sha256.of(new byte[] {1, 2, 3});
    var records = List.of(Bytes.copyOf(new byte[200]), Bytes.copyOf(new byte[0]));
    return List.of(
        new Frame.Hello(EventSamples.NODE, EventSamples.BOOT, "0.1.0", 1),
        new Frame.Welcome("cluster", 3, EventSamples.LOG, 0, Sha256.ZERO, 1_000),
        new Frame.Denied("identity-conflict", "web-1 is connected from elsewhere"),
        new Frame.Records(EventSamples.LOG, 42, records),
        new Frame.Ack(
            new LogHead(new LogId(-1, Long.MIN_VALUE), 42, hash),
            new LogHead(new LogId(5, 6), 4_711, Sha256.ZERO),
            0),
        new Frame.CommandIssued("cluster", 3, Bytes.copyOf(new byte[] {-1, 0, 1}), 1_500),
        new Frame.Ping(Long.MAX_VALUE),
        new Frame.Pong(-1, Long.MIN_VALUE));
  }

  @Test
  void thereIsASampleOfEachFrame() {
    assertEquals(
        Arrays.stream(Frame.class.getPermittedSubclasses()).collect(Collectors.toSet()),
        frames().stream().map(Object::getClass).collect(Collectors.toSet()));
  }

  @ParameterizedTest
  @MethodSource("frames")
  void aFrameComesBack(Frame frame) {
    assertEquals(new Decoded.Ok(frame), FrameCodec.decode(FrameCodec.encode(frame)));
  }

  @ParameterizedTest
  @MethodSource("frames")
  void noMutationMakesItThrow(Frame frame) {
    var mutator = new ByteMutator(7);
    var good = FrameCodec.encode(frame);
    for (int round = 0; round < 5_000; round++) {
      if (FrameCodec.decode(mutator.mutate(good)) instanceof Decoded.Ok(var other)) {
        assertEquals(new Decoded.Ok(other), FrameCodec.decode(FrameCodec.encode(other)));
      }
      assertNotNull(FrameCodec.decode(mutator.noise()));
    }
  }

  @Test
  void aLongerMessageIsRejected() {
    assertInstanceOf(Decoded.Rejected.class, FrameCodec.decode(new byte[64 * 1024 + 1]));
    assertInstanceOf(Decoded.Rejected.class, FrameCodec.decode(new byte[0]));
  }

  @Test
  void aFrameTakesAsManyRecordsAsFit() {
    for (int length : new int[] {0, 1, 100, 1_000, 20_000, RecordCodec.MAX_BYTES}) {
      var records = Collections.nCopies(70_000, Bytes.copyOf(new byte[length]));
      int count = FrameCodec.fitting(records);
      assertTrue(count > 0);
      var frame = new Frame.Records(EventSamples.LOG, Long.MAX_VALUE, records.subList(0, count));
      assertTrue(FrameCodec.encode(frame).length <= FrameCodec.MAX_BYTES);
    }
  }

  @Test
  void tooManyRecordsAreNotEncoded() {
    var records = Collections.nCopies(7, Bytes.copyOf(new byte[10_000]));
    assertThrows(
        IllegalArgumentException.class,
        () -> FrameCodec.encode(new Frame.Records(EventSamples.LOG, 1, records)));
  }
}
