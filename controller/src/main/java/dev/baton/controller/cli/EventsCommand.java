package dev.baton.controller.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code baton events}. */
@Command(
    name = "events",
    mixinStandardHelpOptions = true,
    description = "Shows what was recorded, oldest first; with -o json one envelope a line.")
public final class EventsCommand extends Asking {
  private static final String DATA = "data: ";

  @Option(
      names = {"-f", "--tail"},
      description = "Go on with what happens, until Ctrl-C.")
  private boolean isTailed;

  @Option(
      names = {"-n", "--limit"},
      paramLabel = "COUNT",
      defaultValue = "50",
      description = "How many of the newest (default: ${DEFAULT-VALUE}).")
  private int limit;

  @Option(
      names = "--type",
      defaultValue = "",
      paramLabel = "TYPE[,TYPE]",
      description = "Only these, for example instance.transitioned, or a family: drain.")
  private String type = "";

  @Option(
      names = "--node",
      defaultValue = "",
      paramLabel = "NODE",
      description = "Only this node's.")
  private String node = "";

  @Override
  int run() {
    var page =
        server()
            .read(
                "/events?order=desc&limit=%d&type=%s&node=%s"
                    .formatted(limit, encoded(type), encoded(node)));
    for (int i = page.path("items").size() - 1; i >= 0; i--) {
      print(page.path("items").get(i));
    }
    if (isTailed) {
      tail(page.path("asOfCursor").asText());
    }
    return ExitCode.OK;
  }

  private void tail(String cursor) {
    var path = "/stream?types=%s&after=%s".formatted(encoded(type), encoded(cursor));
    try (var lines = server().stream(path)) {
      lines
          .filter(line -> line.startsWith(DATA))
          .map(line -> Server.parse(line.substring(DATA.length())))
          .filter(json -> json.has("type"))
          .filter(json -> node.isEmpty() || json.path("node").asText().equals(node))
          .forEach(this::print);
    }
    throw new Failure(ExitCode.UNREACHABLE, "the controller ended the stream");
  }

  private void print(JsonNode event) {
    if (screen().isJson()) {
      screen().line(event.toString());
      return;
    }
    var subject = event.path("subject");
    var about =
        subject.isObject()
            ? " %s vrid %s"
                .formatted(subject.path("interface").asText(), subject.path("vrid").asText())
            : "";
    screen()
        .line(
            "%7d  %s  %s%s  %s  %s"
                .formatted(
                    event.path("seq").asLong(),
                    Listings.time(event.path("time").asText()),
                    event.path("node").asText(),
                    about,
                    event.path("type").asText(),
                    event.path("data")));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
