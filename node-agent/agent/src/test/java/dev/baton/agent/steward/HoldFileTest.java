package dev.baton.agent.steward;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.baton.events.Draft;
import dev.baton.events.DrainEvent;
import dev.baton.events.Subject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HoldFileTest {
  private static final Draft PLACED =
      Draft.of(1, 2, Subject.NODE, new DrainEvent.HoldPlaced("d-1", "ada", "new disks", 0));

  @TempDir private Path directory = Path.of("");
  private HoldFile file = new HoldFile(Path.of(""));

  @BeforeEach
  void inTheDirectory() {
    file = new HoldFile(directory);
  }

  @Test
  void thereIsNoHoldBeforeOneIsWritten() {
    assertEquals(List.of(), file.read());
  }

  @Test
  void whatWasWrittenIsRead() {
    file.write(PLACED);
    assertEquals(List.of(PLACED), new HoldFile(directory).read());
  }

  @Test
  void aDeletedHoldIsGone() {
    file.write(PLACED);
    file.delete();
    file.delete();
    assertEquals(List.of(), file.read());
  }

  @Test
  void everyFlippedBitAndEveryCutIsNoticed() throws IOException {
    file.write(PLACED);
    var path = directory.resolve("hold");
    byte[] sound = Files.readAllBytes(path);
    for (int i = 0; i < sound.length; i++) {
      byte[] damaged = sound.clone();
      damaged[i] ^= 1;
      Files.write(path, damaged);
      assertEquals(List.of(), file.read(), "byte " + i);
      Files.write(path, java.util.Arrays.copyOf(sound, i));
      assertEquals(List.of(), file.read(), "cut at " + i);
    }
  }
}
