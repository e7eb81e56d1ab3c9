package dev.baton.agent.link;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which engine belongs to a run. */
class RunDirectoryTest {
  @TempDir private Path root;

  /** A process with the command line of an engine of that run, until it is told to end. */
  private static Process engineOf(RunDirectory run) throws IOException {
    return new ProcessBuilder(
            "sh", "-c", "read line", "sh", RunDirectory.ENGINE_PROGRAM, run.path().toString())
        .start();
  }

  @Test
  void anEngineThatItsStewardHadNoTimeToNoteIsFound() throws Exception {
    var run = RunDirectory.createNext(root);
    var other = RunDirectory.createNext(root);
    assertEquals(List.of(), run.livingEngine());
    var engine = engineOf(run);
    try {
      var found = ProcessIdentity.of(engine.pid()).stream().toList();
      assertEquals(found, run.livingEngine());
      assertEquals(List.of(), other.livingEngine());
      Files.writeString(run.path().resolve("pid"), "");
      assertEquals(found, run.livingEngine(), "while it is being noted");
      run.writeEngine(found.getFirst());
      assertEquals(found, run.livingEngine());
    } finally {
      engine.destroy();
      engine.waitFor();
    }
    assertEquals(List.of(), run.livingEngine());
  }
}
