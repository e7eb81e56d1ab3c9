package dev.baton.events.chronicle;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * One writer per log: a lock of the operating system, free again when its holder dies, whatever its
 * pid namespace. Chronicle's own lock is a pid in a file, which a restarted container mistakes for
 * itself.
 */
final class WriterLock implements AutoCloseable {
  /**
   * The system's lock belongs to the process and goes when any of its channels to the file is
   * closed, so a second attempt from within must not even open the file.
   */
  private static final Set<Path> HELD_HERE = ConcurrentHashMap.newKeySet();

  private final Path file;
  private final FileChannel channel;

  private WriterLock(Path file, FileChannel channel) {
    this.file = file;
    this.channel = channel;
  }

  /** How asking for it went. */
  sealed interface Attempt {
    record Acquired(WriterLock lock) implements Attempt {}

    record HeldBy(long pid) implements Attempt {}
  }

  static Attempt acquire(Path lockFile) throws IOException {
    var file = lockFile.toAbsolutePath().normalize();
    if (!HELD_HERE.add(file)) {
      return new Attempt.HeldBy(ProcessHandle.current().pid());
    }
    var attempt = acquireFromOthers(file);
    if (!(attempt instanceof Attempt.Acquired)) {
      HELD_HERE.remove(file);
    }
    return attempt;
  }

  private static Attempt acquireFromOthers(Path file) throws IOException {
    var channel =
        FileChannel.open(
            file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    if (channel.tryLock() == null) {
      channel.close();
      return new Attempt.HeldBy(pidIn(file));
    }
    var pid = Long.toString(ProcessHandle.current().pid()) + "\n";
    channel.truncate(0);
    channel.write(ByteBuffer.wrap(pid.getBytes(StandardCharsets.US_ASCII)), 0);
    return new Attempt.Acquired(new WriterLock(file, channel));
  }

  /** 0 if the holder has not written it yet. */
  private static long pidIn(Path file) throws IOException {
    var text = Files.readString(file, StandardCharsets.US_ASCII).strip();
    return text.matches("[0-9]{1,18}") ? Long.parseLong(text) : 0;
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    } finally {
      HELD_HERE.remove(file);
    }
  }
}
