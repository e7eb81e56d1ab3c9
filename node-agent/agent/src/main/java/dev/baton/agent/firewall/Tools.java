package dev.baton.agent.firewall;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The programs of this host that list rules. Each has a time limit, and is killed after it. */
class Tools {
  /** A listing that is longer is not one that people have written. */
  private static final int LONGEST_BYTES = 16 * 1024 * 1024;

  private final long patienceMillis;

  /** Gives each program so long. */
  Tools(long patienceMillis) {
    this.patienceMillis = patienceMillis;
  }

  /** How it went. */
  sealed interface Listing {
    /** What it printed. */
    record Printed(String text) implements Listing {}

    /** There is no such program. */
    record Missing() implements Listing {}

    /** It gave no listing. */
    record Failed(String why) implements Listing {}
  }

  /** Runs a program to its end. */
  Listing run(String... command) {
    Process process;
    try {
      process = new ProcessBuilder(command).start();
    } catch (IOException e) {
      return new Listing.Missing();
    }
    try {
      process.getOutputStream().close();
      var errors = reading(process.getErrorStream());
      var text = reading(process.getInputStream()).get(patienceMillis, TimeUnit.MILLISECONDS);
      if (text.length() >= LONGEST_BYTES) {
        return new Listing.Failed("it prints more than " + LONGEST_BYTES + " bytes");
      }
      if (!process.waitFor(patienceMillis, TimeUnit.MILLISECONDS)) {
        return new Listing.Failed("it did not end within " + patienceMillis + " ms");
      }
      int code = process.exitValue();
      String said =
          errors.get(patienceMillis, TimeUnit.MILLISECONDS).lines().findFirst().orElse("");
      return code == 0
          ? new Listing.Printed(text)
          : new Listing.Failed(said.isEmpty() ? "it ended with exit code " + code : said);
    } catch (TimeoutException e) {
      return new Listing.Failed("it did not end within " + patienceMillis + " ms");
    } catch (ExecutionException | IOException e) {
      return new Listing.Failed(String.valueOf(e.getMessage()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Listing.Failed("interrupted");
    } finally {
      process.destroyForcibly();
    }
  }

  private static CompletableFuture<String> reading(InputStream stream) {
    var text = new CompletableFuture<String>();
    Thread.ofVirtual()
        .start(() -> {
          try {
            text.complete(new String(stream.readNBytes(LONGEST_BYTES), StandardCharsets.UTF_8));
          } catch (IOException e) {
            text.completeExceptionally(e);
          }
        });
    return text;
  }

  /** A file of the kernel's, empty where it is not there or not ours to read. */
  String kernelFile(String name) {
    try {
      // The calling thread's network namespace, which need not be the process's.
      return Files.readString(Path.of("/proc/thread-self/net", name));
    } catch (IOException | UncheckedIOException e) {
      return "";
    }
  }
}
