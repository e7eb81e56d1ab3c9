package dev.baton.controller.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code baton undrain}. */
@Command(
    name = "undrain",
    mixinStandardHelpOptions = true,
    description = "Gives a drained node its place back.")
public final class UndrainCommand extends Asking {
  @Parameters(paramLabel = "NODE|ID", description = "The node, or the drain.")
  private String target = "";

  @Option(
      names = {"-m", "--message"},
      defaultValue = "",
      paramLabel = "MESSAGE",
      description = "Recorded with it.")
  private String message = "";

  @Option(names = "--detach", description = "Do not watch.")
  private boolean isDetached;

  @Override
  int run() {
    var id = ask().path("id").asText();
    screen().line("undrain of " + target + " (drain " + id + ") begins");
    return isDetached ? ExitCode.OK : new DrainProgress(server(), screen()).watch(id);
  }

  private JsonNode ask() {
    var body = Map.of("message", message);
    for (JsonNode drain : server().read("/drains").path("items")) {
      if (drain.path("id").asText().equals(target)) {
        return server().write("/drains/" + target + "/undrain", body);
      }
    }
    return server().write("/nodes/" + target + "/undrain", body);
  }
}
