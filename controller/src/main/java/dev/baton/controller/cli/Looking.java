package dev.baton.controller.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import picocli.CommandLine.Option;

/** A command that shows the state of now, or of an earlier time. */
abstract class Looking extends Asking {
  @Option(
      names = "--at",
      defaultValue = "",
      paramLabel = "WHEN",
      description = {
        "Look back: what was so at a time, with all that is known today, however late it came."
            + " 03:12 (the last time it was that), '2026-03-01 03:12', 2026-03-01T03:12:00Z,"
            + " 10m (ago; s, m, h, d).",
        "Or seq:N: what was known when the log had N events."
      })
  private String at = "";

  private String when = "";

  /** What the controller answers; people are told from when it is. */
  final JsonNode look(String path) {
    if (at.isEmpty()) {
      return server().read(path);
    }
    if (when.isEmpty()) {
      when = When.parse(at, Instant.now(), ZoneId.systemDefault());
    }
    var joint = path.contains("?") ? "&at=" : "?at=";
    return server().read(path + joint + URLEncoder.encode(when, StandardCharsets.UTF_8));
  }

  /** Says from when the answer is, unless it is from now. */
  final void sayWhen(JsonNode answer) {
    if (at.isEmpty() || screen().isJson()) {
      return;
    }
    long seq = answer.path("asOfSeq").asLong();
    var time = Listings.time(answer.path("asOfTime").asText());
    screen()
        .message(seq == 0 ? "before the first event" : "as of " + time + " (event " + seq + ")");
  }
}
