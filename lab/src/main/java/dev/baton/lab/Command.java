package dev.baton.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A short external command: run to its end, with its output. */
public record Command(List<String> words) {
  /** What a finished command left: its exit code, and both its outputs in one text. */
  public record Result(int exitCode, String output) {}

  /** A command of these words. */
  public Command {
    words = List.copyOf(words);
  }

  /** A command of these words. */
  public static Command of(String... words) {
    return new Command(List.of(words));
  }

  /** The same command with more words at its end. */
  public Command and(String... more) {
    return new Command(Stream.concat(words.stream(), Stream.of(more)).toList());
  }

  /** Runs the command; any exit code is an answer. */
  public Result run() {
    return runWithInput("");
  }

  /** Runs the command and returns what it printed; another exit code than 0 is a failure. */
  public String check() {
    return checkWithInput("");
  }

  /** As {@link #check}, with a text on the command's standard input. */
  public String checkWithInput(String input) {
    var result = runWithInput(input);
    if (result.exitCode() != 0) {
      throw new LabException(
          String.join(" ", words) + ": exit " + result.exitCode() + "\n" + input + result.output());
    }
    return result.output();
  }

  private Result runWithInput(String input) {
    try {
      var process = new ProcessBuilder(words).redirectErrorStream(true).start();
      var output =
          CompletableFuture.supplyAsync(() -> readAll(process), Thread::startVirtualThread);
      try (var standardInput = process.outputWriter(StandardCharsets.UTF_8)) {
        standardInput.write(input);
      }
      if (!process.waitFor(Await.LIMIT.toSeconds(), TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new LabException(String.join(" ", words) + ": no end within " + Await.LIMIT);
      }
      return new Result(process.exitValue(), output.join());
    } catch (IOException e) {
      throw new LabException(String.join(" ", words) + ": " + e.getMessage(), e);
    } catch (InterruptedException e) {
      throw LabException.interrupted(e);
    }
  }

  private static String readAll(Process process) {
    try {
      return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
