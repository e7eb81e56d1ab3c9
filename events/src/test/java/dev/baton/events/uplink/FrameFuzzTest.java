package dev.baton.events.uplink;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.baton.events.testkit.Fuzzer;
import dev.baton.events.uplink.FrameCodec.Decoded;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Millions of inputs, and the uplink's decoder neither throws nor hangs. */
@Timeout(value = 20, unit = TimeUnit.MINUTES)
class FrameFuzzTest {
  @Test
  void framesOfTheUplink() {
    var good = FrameCodecTest.frames().stream().map(FrameCodec::encode).toList();
    Fuzzer.from(good)
        .feed(input -> {
          if (FrameCodec.decode(input) instanceof Decoded.Ok(var frame)) {
            assertEquals(new Decoded.Ok(frame), FrameCodec.decode(FrameCodec.encode(frame)));
          }
        });
  }
}
