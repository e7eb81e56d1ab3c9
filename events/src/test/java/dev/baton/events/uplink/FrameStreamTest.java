package dev.baton.events.uplink;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FrameStreamTest {
  private final List<FrameCodec.Decoded> heard = new ArrayList<>();
  private final FrameStream stream = new FrameStream();

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void framesComeOutWholeHoweverTheBytesAreCut(long seed) {
    var bytes = new ByteArrayOutputStream();
    var sent = new ArrayList<FrameCodec.Decoded>();
    for (int i = 0; i < 50; i++) {
      var frame = new Frame.Ping(i);
      sent.add(new FrameCodec.Decoded.Ok(frame));
      bytes.writeBytes(FrameStream.encode(frame));
    }
    byte[] all = bytes.toByteArray();
    var random = new Random(seed);
    for (int at = 0; at < all.length; ) {
      int next = Math.min(all.length, at + 1 + random.nextInt(40));
      stream.feed(Arrays.copyOfRange(all, at, next), heard::add);
      at = next;
    }
    assertEquals(sent, heard);
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, Integer.MAX_VALUE, FrameCodec.MAX_BYTES + 1})
  void aLengthThatNoFrameHasIsRejectedWithoutWaitingForIt(int length) {
    stream.feed(ByteBuffer.allocate(4).putInt(length).array(), heard::add);
    assertEquals(1, heard.size());
    assertInstanceOf(FrameCodec.Decoded.Rejected.class, heard.getFirst());
  }
}
