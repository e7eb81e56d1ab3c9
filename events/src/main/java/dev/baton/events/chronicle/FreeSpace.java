package dev.baton.events.chronicle;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Whether there is room for a log. A queue grows in sparse files, so a full disk would show in the
 * middle of a record; the writer stops before, while a floor is still free.
 */
public final class FreeSpace {
  private static final long MEBI_BYTES = 1 << 20;

  /** For a node's log: 64 MiB, of a small file system a sixteenth. */
  public static final long AGENT_FLOOR_BYTES = 64 * MEBI_BYTES;

  /** For a controller's log: 256 MiB, of a small file system a sixteenth. */
  public static final long CONTROLLER_FLOOR_BYTES = 256 * MEBI_BYTES;

  private static final int LARGEST_SHARE = 16;
  private static final long LOOK_NANOS = 20_000_000L;

  private final Path directory;
  private final long mostBytes;
  private long lookedNanos = System.nanoTime() - LOOK_NANOS;
  private boolean wasEnough = true;
  private String words = "";

  /** For a log in that directory, which exists. */
  public FreeSpace(Path directory, long floorBytes) {
    this.directory = directory;
    this.mostBytes = floorBytes;
  }

  /** Whether more than the floor is free; after it was not, a quarter more. */
  public boolean isEnough() {
    long now = System.nanoTime();
    if (now - lookedNanos >= LOOK_NANOS) {
      lookedNanos = now;
      wasEnough = look();
    }
    return wasEnough;
  }

  private boolean look() {
    try {
      FileStore store = Files.getFileStore(directory);
      long floor = Math.min(mostBytes, store.getTotalSpace() / LARGEST_SHARE);
      long needed = wasEnough ? floor : floor + floor / 4;
      long free = store.getUsableSpace();
      words =
          "%s has room for %s more, and %s are kept free"
              .formatted(directory, size(free), size(floor));
      return free >= needed;
    } catch (IOException e) {
      words = Complaint.of(e);
      return false;
    }
  }

  private static String size(long bytes) {
    return bytes < MEBI_BYTES ? bytes / 1024 + " KiB" : bytes / MEBI_BYTES + " MiB";
  }

  /** What was seen on the last look. */
  public String words() {
    return words;
  }
}
