package dev.baton.events.chronicle;

import dev.baton.events.Sha256;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * Where a log begins: after the first record's predecessor. Of a log whose oldest records are not
 * kept any more, a file says so; without it they would be missing.
 *
 * @param seq the last record that is not kept, 0 when all are
 * @param hash its digest
 */
record Beginning(long seq, Sha256 hash) {
  static final Beginning FIRST = new Beginning(0, Sha256.ZERO);

  private static final String FILE = "log.base";
  private static final Pattern CONTENT =
      Pattern.compile("dropped-to ([0-9]{1,18})\nhash ([0-9a-f]{64})\n");

  static Beginning read(Path directory) throws IOException {
    var file = directory.resolve(FILE);
    if (!Files.exists(file)) {
      return FIRST;
    }
    var match = CONTENT.matcher(Files.readString(file, StandardCharsets.UTF_8));
    if (!match.matches()) {
      throw new IOException(file + " is not of a format that is known here");
    }
    var hash = Sha256.read(HexFormat.of().parseHex(match.group(2)), 0);
    return new Beginning(Long.parseLong(match.group(1)), hash);
  }

  /** Durable when it returns. */
  void write(Path directory) throws IOException {
    var draft = directory.resolve(FILE + ".new");
    Files.writeString(
        draft, "dropped-to %d\nhash %s\n".formatted(seq, hash), StandardCharsets.UTF_8);
    Durability.force(draft);
    Files.move(
        draft,
        directory.resolve(FILE),
        StandardCopyOption.ATOMIC_MOVE,
        StandardCopyOption.REPLACE_EXISTING);
    Durability.force(directory);
  }
}
