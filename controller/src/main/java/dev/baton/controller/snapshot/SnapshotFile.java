package dev.baton.controller.snapshot;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.baton.controller.snapshot.Snapshot.Origin;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.zip.CRC32C;

/**
 * A snapshot in a file: a line of JSON about it, a line of JSON with the state.
 *
 * <pre>
 *   {"format":1,"baton":"0.1.0","origin":...,"newestNanos":1795...,"bytes":81230,"crc32c":"9f03ab12"}
 *   {"origin":...,"known":...,"held":...}
 * </pre>
 *
 * The format is nobody's to rely on: another version of Baton reads the log instead.
 */
final class SnapshotFile {
  /** Grows when the same events fold into something else, or the state is told otherwise. */
  private static final int FORMAT = 2;

  private static final int MOST_ABOUT_BYTES = 4_096;

  private static final ObjectMapper MAPPER = RecordJson.mapper();

  private SnapshotFile() {}

  /**
   * What the first line says.
   *
   * @param newestNanos when the newest of the events in it was recorded
   * @param bytes how long the second line is
   */
  record About(
      int format, String baton, Origin origin, long newestNanos, int bytes, String crc32c) {
    static About of(String version, Snapshot snapshot, byte[] state) {
      var crc = new CRC32C();
      crc.update(state);
      return new About(
          FORMAT,
          version,
          snapshot.origin(),
          snapshot.known().newestNanos(),
          state.length,
          "%08x".formatted(crc.getValue()));
    }
  }

  /** On the disk when it returns; before that the file is not there at all. */
  static void write(Path file, String version, Snapshot snapshot) throws IOException {
    var state = MAPPER.writeValueAsBytes(snapshot);
    var about = MAPPER.writeValueAsString(About.of(version, snapshot, state)) + "\n";
    var unfinished = file.resolveSibling(file.getFileName() + ".unfinished");
    try (var out = Files.newOutputStream(unfinished)) {
      out.write(about.getBytes(StandardCharsets.UTF_8));
      out.write(state);
    }
    force(unfinished);
    Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
    force(file.resolveSibling(""));
  }

  /**
   * Reads it.
   *
   * @throws IOException if it is not whole, or of another version; the message is for people
   */
  static Snapshot read(Path file, String version) throws IOException {
    var bytes = Files.readAllBytes(file);
    int end = endOfLine(bytes);
    var about = about(Arrays.copyOf(bytes, end), version);
    var state = Arrays.copyOfRange(bytes, Math.min(end + 1, bytes.length), bytes.length);
    try {
      var snapshot = MAPPER.readValue(state, Snapshot.class);
      if (!about.equals(About.of(version, snapshot, state))) {
        throw new IOException("its checksum does not match");
      }
      return snapshot;
    } catch (JsonProcessingException e) {
      throw new IOException("it cannot be read: " + e.getOriginalMessage(), e);
    }
  }

  /** Reads its first line alone: the rest may still turn out to be damaged. */
  static About about(Path file, String version) throws IOException {
    try (var in = Files.newInputStream(file)) {
      var bytes = in.readNBytes(MOST_ABOUT_BYTES);
      return about(Arrays.copyOf(bytes, endOfLine(bytes)), version);
    }
  }

  private static About about(byte[] line, String version) throws IOException {
    try {
      var about = MAPPER.readValue(line, About.class);
      if (about.format() != FORMAT || !about.baton().equals(version)) {
        throw new IOException("it was made by version " + about.baton());
      }
      return about;
    } catch (JsonProcessingException e) {
      throw new IOException("it cannot be read: " + e.getOriginalMessage(), e);
    }
  }

  private static int endOfLine(byte[] bytes) {
    int end = 0;
    while (end < bytes.length && bytes[end] != '\n') {
      end++;
    }
    return end;
  }

  private static void force(Path path) throws IOException {
    try (var channel = FileChannel.open(path, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }
}
