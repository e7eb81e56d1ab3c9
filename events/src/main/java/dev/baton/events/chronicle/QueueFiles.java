package dev.baton.events.chronicle;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import net.openhft.chronicle.bytes.Bytes;
import net.openhft.chronicle.queue.RollCycles;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueue;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueueBuilder;
import net.openhft.chronicle.queue.impl.single.TableStoreWriteLock;
import net.openhft.chronicle.threads.BusyTimedPauser;
import net.openhft.chronicle.wire.DocumentContext;

/** The queue's files and how they are opened: always in the one pinned way. */
final class QueueFiles {
  private static final RollCycles ROLL_CYCLE = RollCycles.FAST_DAILY;
  private static final Pattern FILE = Pattern.compile("([0-9]{8})F\\.cq4");
  private static final DateTimeFormatter DAY = DateTimeFormatter.BASIC_ISO_DATE;
  private static final int MILLIS_PER_DAY = ROLL_CYCLE.lengthInMillis();
  private static final long LOCK_TIMEOUT_MILLIS = 1_000;

  private QueueFiles() {}

  static boolean areIn(Path directory) throws IOException {
    try (var files = Files.newDirectoryStream(directory, "*.cq4")) {
      return files.iterator().hasNext();
    }
  }

  /** The files there that this user may not write; also in a log that is sound. */
  static List<Path> notWritable(Path directory) throws IOException {
    try (var files = Files.list(directory)) {
      return files.filter(file -> !Files.isWritable(file)).sorted().toList();
    }
  }

  /** The days that have a file, in order, by the numbers that the queue gives them. */
  static List<Integer> cycles(Path directory) throws IOException {
    try (var files = Files.list(directory)) {
      return files
          .map(file -> FILE.matcher(file.getFileName().toString()))
          .filter(Matcher::matches)
          .map(name -> LocalDate.parse(name.group(1), DAY))
          .map(day -> Math.toIntExact(day.toEpochDay()))
          .sorted()
          .toList();
    }
  }

  /** The file of that day. */
  static Path ofCycle(Path directory, int cycle) {
    return directory.resolve(day(cycle) + "F.cq4");
  }

  /** As the file's name has it. */
  static String day(int cycle) {
    return DAY.format(LocalDate.ofEpochDay(cycle));
  }

  /** Returns when that file, all later ones and the directory are on the disk. */
  static void forceFrom(String firstName, Path directory) throws IOException {
    try (var files = Files.newDirectoryStream(directory, "*.cq4")) {
      for (var file : files) {
        if (file.getFileName().toString().compareTo(firstName) >= 0) {
          forceIfThere(file);
        }
      }
    }
    Durability.force(directory);
  }

  /** What is gone meanwhile is on the disk as an archive. */
  private static void forceIfThere(Path file) throws IOException {
    try {
      Durability.force(file);
    } catch (NoSuchFileException gone) {
      if (Files.exists(file)) {
        throw gone;
      }
    }
  }

  static void deleteDirectory(Path directory) throws IOException {
    if (!Files.exists(directory)) {
      return;
    }
    try (var files = Files.newDirectoryStream(directory)) {
      for (var file : files) {
        Files.delete(file);
      }
    }
    Files.delete(directory);
  }

  /** Call it only under the {@link WriterLock}: it breaks the lock that a dead writer left. */
  static SingleChronicleQueue openForWriting(Path directory, Options options, InstantSource clock) {
    var forward = new ForwardClock(clock);
    var queue = builder(directory, options).timeProvider(forward).build();
    forward.notBefore(Math.multiplyFull(Math.max(0, queue.lastCycle()), MILLIS_PER_DAY));
    try (var lock =
        new TableStoreWriteLock(queue.metaStore(), BusyTimedPauser::new, LOCK_TIMEOUT_MILLIS)) {
      lock.forceUnlock();
    }
    return pinned(queue);
  }

  static SingleChronicleQueue openForReading(Path directory, Options options) {
    return pinned(builder(directory, options).readOnly(true).build());
  }

  /** The bytes of a record that is there. */
  static Bytes<?> content(DocumentContext document) {
    return Objects.requireNonNull(document.wire(), "a document that is there has a wire").bytes();
  }

  private static SingleChronicleQueueBuilder builder(Path directory, Options options) {
    return SingleChronicleQueueBuilder.binary(directory)
        .rollCycle(ROLL_CYCLE)
        .rollTime(LocalTime.MIDNIGHT, ZoneOffset.UTC)
        .blockSize(options.blockBytes())
        // How long it waits for a header that nobody will ever complete.
        .timeoutMS(LOCK_TIMEOUT_MILLIS);
  }

  /** The queue takes what its files say over what it is told. */
  private static SingleChronicleQueue pinned(SingleChronicleQueue queue) {
    if (queue.rollCycle() != ROLL_CYCLE) {
      var other = queue.rollCycle();
      queue.close();
      throw new IllegalStateException("roll cycle is " + other + ", not " + ROLL_CYCLE);
    }
    return queue;
  }
}
