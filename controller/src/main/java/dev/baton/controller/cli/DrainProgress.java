package dev.baton.controller.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** Watches a drain and prints each thing once, as it happens. */
final class DrainProgress {
  private static final long ASK_MILLIS = 200;
  private static final Set<String> UNDER_WAY =
      Set.of("PLANNED", "DRAINING", "VERIFYING", "RESTORING");

  private final Server server;
  private final Screen screen;
  private final Set<String> said = new HashSet<>();

  DrainProgress(Server server, Screen screen) {
    this.server = server;
    this.screen = screen;
  }

  /** Until it stands still; gives the exit code. Ctrl-C ends the watching, not the drain. */
  int watch(String id) {
    var farewell =
        new Thread(() ->
            screen.message("\nYou no longer watch; the drain continues: baton drain show " + id));
    Runtime.getRuntime().addShutdownHook(farewell);
    try {
      var drain = server.read("/drains/" + id);
      print(drain);
      while (UNDER_WAY.contains(drain.path("state").asText())) {
        TimeUnit.MILLISECONDS.sleep(ASK_MILLIS);
        drain = server.read("/drains/" + id);
        print(drain);
      }
      return end(drain);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return ExitCode.FAILED;
    } finally {
      if (!Thread.currentThread().isInterrupted()) {
        removeHook(farewell);
      }
    }
  }

  private void removeHook(Thread farewell) {
    try {
      Runtime.getRuntime().removeShutdownHook(farewell);
    } catch (IllegalStateException e) {
      screen.message("");
    }
  }

  /** Prints a plan, or the plan of a drain. */
  static void plan(Screen screen, JsonNode drain) {
    for (JsonNode step : drain.path("steps")) {
      var move =
          step.path("method").asText().equals("hold-only")
              ? "not Active here: nothing has to move"
              : "hand over to " + step.path("to").asText();
      var detail = step.path("detail").asText();
      screen.line(
          "  %s  %s%s"
              .formatted(step.path("vr").asText(), move, detail.isEmpty() ? "" : "; " + detail));
    }
    if (drain.path("steps").isEmpty()) {
      screen.line("  takes part in no virtual router: it is only held");
    }
  }

  /** What is on its way back was told on its way out. */
  private void print(JsonNode drain) {
    if (drain.path("returning").isEmpty()) {
      printSteps(drain);
    }
    for (JsonNode move : drain.path("returning")) {
      for (JsonNode fact : move.path("evidence")) {
        once(
            "  %s  back: %s  (event %d)"
                .formatted(
                    move.path("vr").asText(),
                    fact.path("fact").asText(),
                    fact.path("seq").asLong()));
      }
    }
  }

  private void printSteps(JsonNode drain) {
    for (JsonNode step : drain.path("steps")) {
      var router = step.path("vr").asText();
      for (JsonNode fact : step.path("evidence")) {
        if (!fact.path("seq").isNull()) {
          once(
              "  %s  %s  (event %d)"
                  .formatted(router, fact.path("fact").asText(), fact.path("seq").asLong()));
        }
      }
      var state = step.path("state").asText();
      if (state.equals("STUCK")) {
        once("  %s  stuck: %s".formatted(router, step.path("detail").asText()));
      } else if (state.equals("PROVED")) {
        once("  %s  proved".formatted(router));
      }
    }
  }

  private void once(String line) {
    if (said.add(line)) {
      screen.line(line);
    }
  }

  private int end(JsonNode drain) {
    var node = drain.path("target").asText();
    for (JsonNode text : drain.path("unproved")) {
      screen.line("  note: " + text.asText());
    }
    return switch (drain.path("state").asText()) {
      case "HELD" -> {
        var until = drain.path("holdExpiresAt");
        screen.line(
            node
                + " is drained and held"
                + (until.isNull() ? "" : " until " + Listings.time(until.asText()))
                + "; give it back with: baton undrain "
                + node);
        yield ExitCode.OK;
      }
      case "COMPLETED" -> {
        screen.line(node + " takes part as configured again");
        yield ExitCode.OK;
      }
      case "ABORTED" -> {
        screen.line("the drain was aborted");
        yield ExitCode.REFUSED;
      }
      default -> {
        screen.line("the drain failed");
        yield drain.path("unproved").toString().contains("deadline")
            ? ExitCode.DEADLINE
            : ExitCode.FAILED;
      }
    };
  }
}
