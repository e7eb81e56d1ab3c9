package dev.baton.agent.linux;

import dev.baton.agent.linux.ffi.Kernel;
import dev.baton.agent.linux.ffi.NativeBuffer;
import dev.baton.agent.track.DirectoryWatch;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * inotify. The JDK's WatchService cannot tell a file that was written from one that is being
 * written, and a number that is read in between is none.
 *
 * <pre>
 *   struct inotify_event: 0 int wd, 4 mask, 8 cookie, 12 length of the name, 16 name and zeros
 * </pre>
 */
public final class InotifyDirectoryWatch implements DirectoryWatch {
  private static final int IN_CLOSE_WRITE = 0x8;
  private static final int IN_MOVED_FROM = 0x40;
  private static final int IN_MOVED_TO = 0x80;
  private static final int IN_CREATE = 0x100;
  private static final int IN_DELETE = 0x200;
  private static final int IN_DELETE_SELF = 0x400;
  private static final int IN_MOVE_SELF = 0x800;
  private static final int IN_Q_OVERFLOW = 0x4000;
  private static final int IN_ONLYDIR = 0x1000000;
  private static final int MASK =
      IN_CLOSE_WRITE
          | IN_MOVED_FROM
          | IN_MOVED_TO
          | IN_CREATE
          | IN_DELETE
          | IN_DELETE_SELF
          | IN_MOVE_SELF
          | IN_ONLYDIR;
  private static final int NAME_LENGTH_OFFSET = 12;
  private static final int NAME_OFFSET = 16;
  private static final int BUFFER_BYTES = 16_384;
  private static final int WAIT_MILLIS = 1_000;

  private final Kernel kernel;
  private final int fd;
  private final NativeBuffer buffer = NativeBuffer.allocate(BUFFER_BYTES);

  /** Opens an inotify instance; where the system has none left, no directory can be watched. */
  public InotifyDirectoryWatch(Kernel kernel) {
    this.kernel = kernel;
    this.fd = kernel.inotify();
  }

  @Override
  public int add(Path directory) {
    return fd < 0 ? fd : kernel.inotifyAdd(fd, directory.toString(), MASK);
  }

  @Override
  public void remove(int watch) {
    kernel.inotifyRemove(fd, watch);
  }

  @Override
  public List<Change> await() {
    if (!Polling.awaitReadable(kernel, fd, WAIT_MILLIS)) {
      return List.of();
    }
    return changes(buffer.bytes(), kernel.read(fd, buffer));
  }

  private static List<Change> changes(ByteBuffer events, int sizeBytes) {
    var changes = new ArrayList<Change>();
    int at = 0;
    while (at + NAME_OFFSET <= sizeBytes) {
      int mask = events.getInt(at + Integer.BYTES);
      int nameBytes = events.getInt(at + NAME_LENGTH_OFFSET);
      int watch = (mask & IN_Q_OVERFLOW) == 0 ? events.getInt(at) : LOST;
      changes.add(
          new Change(watch, name(events, at + NAME_OFFSET, nameBytes), (mask & IN_CREATE) == 0));
      at += NAME_OFFSET + nameBytes;
    }
    return changes;
  }

  private static String name(ByteBuffer events, int at, int sizeBytes) {
    var name = new byte[sizeBytes];
    events.get(at, name);
    return new String(name, StandardCharsets.UTF_8).replace("\0", "");
  }
}
