package dev.baton.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class ConfigCommandTest {
  private final StringWriter out = new StringWriter();

  private int run(String... arguments) {
    return new CommandLine(new ConfigCommand())
        .setOut(new PrintWriter(out))
        .setErr(new PrintWriter(out))
        .execute(arguments);
  }

  @Test
  void helpIsThereForTheGroupAndForItsCommand() {
    for (String[] asked : new String[][] {{"--help"}, {"check", "--help"}}) {
      assertEquals(0, run(asked));
      assertTrue(out.toString().startsWith("Usage: "), out::toString);
      out.getBuffer().setLength(0);
    }
  }
}
