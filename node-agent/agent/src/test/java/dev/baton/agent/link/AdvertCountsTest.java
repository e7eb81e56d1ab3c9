package dev.baton.agent.link;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.baton.agent.link.AdvertCounts.Counter;
import dev.baton.events.Family;
import dev.baton.events.Priority;
import dev.baton.events.Subject;
import dev.baton.events.Vrid;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AdvertCountsTest {
  @TempDir private Path directory = Path.of("");

  @Test
  void anotherProcessReadsWhatTheNodeAndItsInstancesCounted() {
    var file = directory.resolve("counts");
    var instance = new Subject.Instance("lan", "eth0", Family.IPV4, new Vrid(1));
    assertEquals(0, AdvertCounts.unknownVrids(file));
    AdvertCounts.create(file);
    try (var counts = AdvertCounts.open(file)) {
      counts.slot(instance).sent(new Priority(100));
      counts.countUnknownVrid();
      counts.countUnknownVrid();
      assertEquals(2, AdvertCounts.unknownVrids(file));
      assertEquals(1L, AdvertCounts.read(file, instance).get(Counter.SENT));
    }
  }
}
