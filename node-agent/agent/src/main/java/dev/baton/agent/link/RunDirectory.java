package dev.baton.agent.link;

import dev.baton.events.Sha256;
import dev.baton.events.Subject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * Where one run of an engine keeps what it shares with stewards, in memory:
 *
 * <pre>
 *   /dev/shm/baton-&lt;digest of the data directory&gt;/run-&lt;n&gt;/
 *       events  orders       the rings
 *       to-steward to-engine the doorbells (FIFOs)
 *       counts               what each instance has sent and heard
 *       pid                  pid and start time of the engine
 *       subjects             who each instance is
 *       first-election       before which no instance takes part in one
 *       settings             settings of the kernel that the engine has changed, if any
 *       keepalived.conf      the configuration that this run has, includes and conditions resolved
 * </pre>
 */
public record RunDirectory(Path path) {
  /** What an engine's command line has, followed by the directory of its run. */
  public static final String ENGINE_PROGRAM = "dev.baton.agent.EngineMain";

  private static final Path SHARED_MEMORY = Path.of("/dev/shm");

  /** The directory that holds the runs of one data directory. */
  public static Path rootFor(Path dataDirectory) {
    var name = dataDirectory.toAbsolutePath().normalize().toString();
    var digest = Sha256.of(name.getBytes(StandardCharsets.UTF_8)).toString();
    return SHARED_MEMORY.resolve("baton-" + digest.substring(0, 16));
  }

  /** The runs that were left, oldest first. */
  public static List<RunDirectory> list(Path root) {
    if (!Files.isDirectory(root)) {
      return List.of();
    }
    try (var entries = Files.list(root)) {
      return entries
          .filter(p -> p.getFileName().toString().startsWith("run-"))
          .map(RunDirectory::new)
          .sorted(Comparator.comparingLong(RunDirectory::number))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot list " + root, e);
    }
  }

  /** Makes the directory of the next run, readable by this user alone. */
  public static RunDirectory createNext(Path root) {
    long next = list(root).stream().mapToLong(RunDirectory::number).max().orElse(0) + 1;
    var privately =
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
    try {
      if (!Files.isDirectory(root)) {
        Files.createDirectory(root, privately);
      }
      return new RunDirectory(Files.createDirectory(root.resolve("run-" + next), privately));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot make a run directory in " + root, e);
    }
  }

  /** Takes the directory of all runs away, when there are none. */
  public static void deleteEmpty(Path root) {
    if (list(root).isEmpty()) {
      try {
        Files.deleteIfExists(root);
      } catch (IOException e) {
        throw new UncheckedIOException("cannot delete " + root, e);
      }
    }
  }

  private long number() {
    return Long.parseLong(path.getFileName().toString().substring("run-".length()));
  }

  /** The ring that the engine writes. */
  public Path events() {
    return path.resolve("events");
  }

  /** The ring that the steward writes. */
  public Path orders() {
    return path.resolve("orders");
  }

  /** The page with what each instance has sent and heard. */
  public Path counts() {
    return path.resolve("counts");
  }

  /** The FIFO that wakes the steward. */
  public Path stewardDoorbell() {
    return path.resolve("to-steward");
  }

  /** The FIFO that wakes the engine. */
  public Path engineDoorbell() {
    return path.resolve("to-engine");
  }

  /** Who each instance is. */
  public Path subjects() {
    return path.resolve("subjects");
  }

  /** Settings of the kernel that the engine changed, with what they were before. */
  public Path settings() {
    return path.resolve("settings");
  }

  /** The directory of all runs. */
  public Path root() {
    return path.resolveSibling("");
  }

  /** Tells what is of one data directory's engines from everybody else's. */
  public static String owner(Path root) {
    return String.valueOf(root.getFileName());
  }

  /** The configuration of this run. */
  public Path configuration() {
    return path.resolve("keepalived.conf");
  }

  /** Puts a configuration there in one step, so that a reader finds the old one or the new one. */
  public void writeConfiguration(String text, Map<String, Subject.Instance> instances) {
    try {
      Subjects.write(subjects(), instances);
      var written = path.resolve("keepalived.conf.new");
      Files.writeString(written, text);
      Files.move(written, configuration(), StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + configuration(), e);
    }
  }

  /** Notes when the first election may begin, on the clock that counts from the host's start. */
  public void writeFirstElection(long nanos) {
    try {
      Files.writeString(path.resolve("first-election"), Long.toString(nanos));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + path.resolve("first-election"), e);
    }
  }

  /** When the first election of this run may begin; zero where nothing is known. */
  public long firstElectionNanos() {
    var file = path.resolve("first-election");
    try {
      return Files.exists(file) ? Long.parseLong(Files.readString(file)) : 0;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
  }

  /** Notes which process the engine is. */
  public void writeEngine(ProcessIdentity engine) {
    try {
      Files.writeString(path.resolve("pid"), engine.text());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + path.resolve("pid"), e);
    }
  }

  /**
   * The engine of this run, if it still lives: none or one. A steward that is killed just after it
   * has started one has not noted it: then it is found by its command line.
   */
  public List<ProcessIdentity> livingEngine() {
    var file = path.resolve("pid");
    try {
      var noted =
          Files.exists(file)
              ? ProcessIdentity.parse(Files.readString(file)).stream().toList()
              : List.<ProcessIdentity>of();
      return noted.isEmpty()
          ? ProcessIdentity.withWords(ENGINE_PROGRAM, path.toString())
          : noted.stream().filter(ProcessIdentity::isAlive).toList();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
  }

  /** Takes the directory and all that is in it away. */
  public void delete() {
    var files = new ArrayList<Path>();
    try (var entries = Files.list(path)) {
      entries.forEach(files::add);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot list " + path, e);
    }
    files.add(path);
    for (var file : files) {
      try {
        Files.deleteIfExists(file);
      } catch (IOException e) {
        throw new UncheckedIOException("cannot delete " + file, e);
      }
    }
  }
}
