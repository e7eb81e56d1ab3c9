package dev.baton.agent.notify;

import dev.baton.agent.config.Hooks;
import dev.baton.agent.config.NoticeFifo;
import dev.baton.agent.config.Notifications;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/** The FIFOs: makes them, starts their readers, and hands each the lines of all notices. */
final class FifoChannel implements NoticeChannel {
  static final String NAME = "fifo";

  private final Notifier.Surroundings surroundings;
  private final Outcomes outcomes;
  private final Map<NoticeFifo, FifoWriter> writers = new HashMap<>();
  private final Map<NoticeFifo, List<FifoReader>> readers = new HashMap<>();
  private final Set<NoticeFifo> made = new HashSet<>();

  FifoChannel(Notifier.Surroundings surroundings, Outcomes outcomes) {
    this.surroundings = surroundings;
    this.outcomes = outcomes;
  }

  @Override
  public void configured(Notifications notifications) {
    var wanted = notifications.streams().fifos();
    List.copyOf(writers.keySet()).stream()
        .filter(fifo -> !wanted.contains(fifo))
        .forEach(this::close);
    readers.values().forEach(running -> running.forEach(FifoReader::start));
    wanted.stream().filter(fifo -> !writers.containsKey(fifo)).forEach(this::open);
  }

  private void open(NoticeFifo fifo) {
    var path = Path.of(fifo.path());
    try {
      boolean isNew = !Files.exists(path, LinkOption.NOFOLLOW_LINKS);
      if (isNew) {
        surroundings.makeFifo().accept(path);
        made.add(fifo);
        giveTo(path, fifo);
      }
      if (!attributesOf(path).isOther()) {
        surroundings.messages().accept(path + " is no FIFO; nothing is written to it");
        return;
      }
      writers.put(fifo, new FifoWriter(fifo, outcomes));
      startReader(fifo);
    } catch (IOException e) {
      surroundings.messages().accept("nothing is written to the FIFO " + path + ": " + e);
    }
  }

  private static BasicFileAttributes attributesOf(Path path) throws IOException {
    return Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
  }

  private static void giveTo(Path path, NoticeFifo fifo) throws IOException {
    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-r--r--"));
    var principals = path.getFileSystem().getUserPrincipalLookupService();
    if (!fifo.owner().name().isEmpty()) {
      Files.setOwner(path, principals.lookupPrincipalByName(fifo.owner().name()));
    }
  }

  private void startReader(NoticeFifo fifo) {
    var started =
        fifo.readers().stream()
            .map(command ->
                new FifoReader(
                    surroundings.scripts(),
                    command,
                    fifo.path(),
                    surroundings.messages(),
                    FifoReader.FIRST_PAUSE_MILLIS))
            .toList();
    readers.put(fifo, started);
    started.forEach(FifoReader::start);
  }

  private void close(NoticeFifo fifo) {
    readers.getOrDefault(fifo, List.of()).forEach(FifoReader::close);
    readers.remove(fifo);
    var writer = writers.remove(fifo);
    if (writer != null) {
      // First the name, so that a reader that looks again finds nothing, then its end of file.
      if (made.remove(fifo)) {
        delete(Path.of(fifo.path()));
      }
      writer.close();
    }
  }

  private void delete(Path path) {
    try {
      Files.deleteIfExists(path);
    } catch (IOException e) {
      surroundings.messages().accept("cannot delete " + path + ": " + e);
    }
  }

  @Override
  public void tell(Notice notice, Hooks hooks, Runnable done) {
    if (writers.isEmpty()) {
      done.run();
      return;
    }
    var left = new AtomicInteger(writers.size());
    for (var writer : new ArrayList<>(writers.values())) {
      writer.add(
          notice,
          () -> {
            if (left.decrementAndGet() == 0) {
              done.run();
            }
          });
    }
  }

  @Override
  public void repeat(Notice notice) {
    writers.values().forEach(writer -> writer.add(notice, () -> {}));
  }

  @Override
  public void close() {
    List.copyOf(writers.keySet()).forEach(this::close);
  }
}
