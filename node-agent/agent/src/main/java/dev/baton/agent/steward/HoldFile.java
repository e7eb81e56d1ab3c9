package dev.baton.agent.steward;

import dev.baton.events.Draft;
import dev.baton.events.Sha256;
import dev.baton.events.codec.DraftCodec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;

/**
 * The hold in a small file beside the log, so that a node whose log is lost or damaged still knows
 * that it is held: the event {@code drain.hold-placed} behind its SHA-256.
 *
 * <pre>
 *   0        32
 *   | SHA-256 | the event as a draft |
 * </pre>
 */
final class HoldFile {
  private static final int DIGEST_BYTES = 32;

  private final Path file;

  HoldFile(Path dataDirectory) {
    this.file = dataDirectory.resolve("hold");
  }

  /** The event that placed the hold: none or one. A damaged file counts as none. */
  List<Draft> read() {
    try {
      if (!Files.exists(file)) {
        return List.of();
      }
      byte[] all = Files.readAllBytes(file);
      if (all.length <= DIGEST_BYTES) {
        return List.of();
      }
      var digest = Sha256.read(all, 0);
      byte[] draft = Arrays.copyOfRange(all, DIGEST_BYTES, all.length);
      return Sha256.of(draft).equals(digest) ? decoded(draft) : List.of();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
  }

  private static List<Draft> decoded(byte[] draft) {
    return switch (DraftCodec.decode(draft)) {
      case DraftCodec.Decoded.Ok(Draft placed) -> List.of(placed);
      case DraftCodec.Decoded.Rejected rejected -> List.of();
    };
  }

  /** Returns when the hold is on disk. */
  void write(Draft placed) {
    byte[] draft = DraftCodec.encode(placed);
    var content = ByteBuffer.allocate(DIGEST_BYTES + draft.length);
    content.put(Sha256.of(draft).bytes()).put(draft).flip();
    var written = file.resolveSibling("hold.new");
    try (var channel =
        FileChannel.open(
            written,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE)) {
      while (content.hasRemaining()) {
        channel.write(content);
      }
      channel.force(true);
      Files.move(written, file, StandardCopyOption.ATOMIC_MOVE);
      forceDirectory();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + file, e);
    }
  }

  /** Returns when the hold is gone from the disk. */
  void delete() {
    try {
      Files.deleteIfExists(file);
      forceDirectory();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot delete " + file, e);
    }
  }

  private void forceDirectory() throws IOException {
    var directory = file.toAbsolutePath().getParent();
    if (directory == null) {
      throw new IllegalStateException("the hold lies in no directory: this is a bug");
    }
    try (var channel = FileChannel.open(directory, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }
}
