package dev.baton.lab;

import dev.baton.agent.engine.AdvertPath;
import dev.baton.agent.engine.Station;
import dev.baton.agent.linux.LinuxWakeups;
import dev.baton.agent.linux.RawAdvertisementChannel;
import dev.baton.agent.linux.ffi.Kernel;
import dev.baton.events.Family;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Sends what a file says at the times that it says, from inside a host: for {@link TraceRecorder}.
 */
final class TraceStimulus {
  private static final InetAddress GROUP = InetAddress.ofLiteral("224.0.0.18");

  private TraceStimulus() {}

  /** Arguments: the file, and the point in time (nanoseconds of the epoch) that it counts from. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    long baseNanos = Long.parseLong(arguments[1]);
    var kernel = Kernel.load();
    try (var channel = new RawAdvertisementChannel(kernel, new LinuxWakeups(kernel))) {
      var station = new Station(Host.INTERFACE, Family.IPV4, List.of(GROUP));
      channel.join(station);
      for (var line : Files.readAllLines(Path.of(arguments[0]))) {
        var words = line.split(" ", -1);
        awaitNanos(baseNanos + Long.parseLong(words[0]));
        var source = InetAddress.ofLiteral(words[1]);
        var path = new AdvertPath(station, source, GROUP);
        channel.send(path, 255, ByteBuffer.wrap(HexFormat.of().parseHex(words[2])));
        channel.flush((where, why) -> System.out.println("not sent: " + line + ": " + why));
      }
    }
  }

  private static void awaitNanos(long atNanos) throws InterruptedException {
    long left = atNanos - WallClock.nowNanos();
    if (left > 0) {
      TimeUnit.NANOSECONDS.sleep(left);
    }
  }
}
