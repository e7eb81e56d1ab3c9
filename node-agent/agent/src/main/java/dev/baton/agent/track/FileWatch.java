package dev.baton.agent.track;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Notices whatever happens to a file: written, moved there or away, removed, its directory made or
 * replaced, a link on the way to it changed. The directories that it is in are watched, or the
 * nearest one that there is; and each file is looked at every second besides, for file systems that
 * tell nothing.
 *
 * <p>All is done on a thread that may wait for a disk.
 */
public final class FileWatch {
  private static final long LOOK_MILLIS = 1_000;
  private static final int ATTEMPTS = 10;

  private final DirectoryWatch directories;
  private final ScheduledExecutorService thread;
  private final List<Watched> files = new ArrayList<>();
  private final Set<Integer> watchesInUse = new HashSet<>();
  private boolean isLooking;
  private boolean isListening;

  /** A file, and what is known of it. */
  private static final class Watched {
    private final Path file;
    private final Runnable changed;
    private Path real;
    private Set<Integer> watches = Set.of();
    private String told = "";
    private String seen = "";

    Watched(Path file, Runnable changed) {
      this.file = file;
      this.real = file;
      this.changed = changed;
    }

    boolean concerns(DirectoryWatch.Change change) {
      return change.watch() == DirectoryWatch.LOST || watches.contains(change.watch());
    }

    boolean isNamed(DirectoryWatch.Change change) {
      return change.isWhole() && (is(file, change.name()) || is(real, change.name()));
    }

    private static boolean is(Path path, String name) {
      return path.endsWith(name) && !name.isEmpty();
    }
  }

  /** Watches nothing yet. */
  public FileWatch(DirectoryWatch directories, ScheduledExecutorService thread) {
    this.directories = directories;
    this.thread = thread;
  }

  /** Begins; calls on the thread of this watch: once at first, and then at every change. */
  void watch(Path file, Runnable changed) {
    thread.execute(() -> {
      var watched = new Watched(file.toAbsolutePath().normalize(), changed);
      files.add(watched);
      follow(watched);
      tell(watched);
      if (!isLooking) {
        isLooking = true;
        var _ =
            thread.scheduleWithFixedDelay(
                this::look, LOOK_MILLIS, LOOK_MILLIS, TimeUnit.MILLISECONDS);
      }
    });
  }

  /** Ends what was begun with this call. */
  void forget(Runnable changed) {
    thread.execute(() -> {
      files.removeIf(watched -> watched.changed.equals(changed));
      forgetUnused();
    });
  }

  private void tell(Watched watched) {
    watched.told = signature(watched.file);
    watched.changed.run();
  }

  private void happened(List<DirectoryWatch.Change> changes) {
    for (var watched : List.copyOf(files)) {
      var own = changes.stream().filter(watched::concerns).toList();
      boolean isOther = !own.isEmpty() && follow(watched);
      if (isOther || own.stream().anyMatch(watched::isNamed) || isLost(own)) {
        tell(watched);
      }
    }
    forgetUnused();
  }

  private static boolean isLost(List<DirectoryWatch.Change> changes) {
    return changes.stream().anyMatch(change -> change.watch() == DirectoryWatch.LOST);
  }

  /** A file that looks otherwise, and has looked so for a second, has been written. */
  private void look() {
    for (var watched : List.copyOf(files)) {
      boolean isOther = follow(watched);
      var now = signature(watched.file);
      boolean isSettled = now.equals(watched.seen);
      watched.seen = now;
      if (isOther || (isSettled && !now.equals(watched.told))) {
        tell(watched);
      }
    }
    forgetUnused();
  }

  /** Watches the directories where it is now; whether they are others than before. */
  private boolean follow(Watched watched) {
    var watches = new HashSet<Integer>();
    watchNearest(watched.file, watches);
    var real = real(watched.file);
    watchNearest(real, watches);
    boolean isOther = !watches.equals(watched.watches) || !real.equals(watched.real);
    watched.watches = watches;
    watched.real = real;
    return isOther;
  }

  /** A directory that is made while we look is found when we look again. */
  private void watchNearest(Path file, Set<Integer> watches) {
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      var nearest = nearest(file);
      int watch = directories.add(nearest);
      if (nearest.equals(nearest(file))) {
        if (watch >= 0) {
          watches.add(watch);
          watchesInUse.add(watch);
          listen();
        }
        return;
      }
    }
  }

  private static Path nearest(Path file) {
    var parent = file.getParent();
    while (parent != null && !Files.isDirectory(parent)) {
      parent = parent.getParent();
    }
    return parent == null ? Path.of("/") : parent;
  }

  private static Path real(Path file) {
    try {
      if (Files.exists(file)) {
        return file.toRealPath();
      }
      var nearest = nearest(file);
      return nearest.toRealPath().resolve(nearest.relativize(file));
    } catch (IOException e) {
      // It went while we looked; the event of that is on its way.
      return file;
    }
  }

  private static String signature(Path file) {
    try {
      var attributes = Files.readAttributes(file, BasicFileAttributes.class);
      return attributes.fileKey() + " " + attributes.size() + " " + attributes.lastModifiedTime();
    } catch (IOException e) {
      return "";
    }
  }

  private void forgetUnused() {
    watchesInUse.removeIf(watch -> {
      boolean isUsed = files.stream().anyMatch(watched -> watched.watches.contains(watch));
      if (!isUsed) {
        directories.remove(watch);
      }
      return !isUsed;
    });
  }

  private void listen() {
    if (!isListening) {
      isListening = true;
      Thread.ofPlatform().daemon().name("file-changes").start(this::pump);
    }
  }

  private void pump() {
    while (!thread.isShutdown()) {
      var changes = directories.await();
      if (!changes.isEmpty()) {
        try {
          thread.execute(() -> happened(changes));
        } catch (RejectedExecutionException e) {
          return;
        }
      }
    }
  }
}
