package dev.baton.events.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.baton.events.Event;
import dev.baton.events.Recorded;
import dev.baton.events.Sha256;
import dev.baton.events.codec.RecordCodec.Decoded;
import dev.baton.events.codec.RecordCodec.Writer;
import dev.baton.events.json.EventJson;
import dev.baton.events.testkit.EventSamples;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The bytes of each (type, version) that was ever written, and what they mean. Files of the newest
 * versions are written again with {@code -Dbaton.golden.write=true}; those of older versions never
 * change.
 */
class GoldenTest {
  private static final Path FILES = Path.of("src/test/resources/golden");
  private static final Writer WRITER =
      new Writer(EventSamples.NODE, EventSamples.LOG, EventSamples.BOOT, 3);
  private static final Sha256 PREVIOUS = Sha256.of("before".getBytes(StandardCharsets.UTF_8));

  static List<Event> samples() {
    return EventSamples.all();
  }

  static Stream<String> stored() throws IOException {
    try (var files = Files.list(FILES)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".hex"))
          .map(name -> name.substring(0, name.length() - ".hex".length()))
          .sorted()
          .toList()
          .stream();
    }
  }

  @ParameterizedTest
  @MethodSource("samples")
  void theNewestVersionIsWrittenAsItsFileSays(Event event) throws IOException {
    var record = RecordCodec.encode(WRITER, 42, PREVIOUS, EventSamples.draft(event));
    if (Boolean.getBoolean("baton.golden.write")) {
      Files.createDirectories(FILES);
      Files.writeString(FILES.resolve(name(event) + ".hex"), hex(record));
      Files.writeString(FILES.resolve(name(event) + ".txt"), meaning(record));
    }
    assertEquals(Files.readString(FILES.resolve(name(event) + ".hex")), hex(record));
  }

  @ParameterizedTest
  @MethodSource("stored")
  void everyStoredVersionMeansWhatItsFileSays(String name) throws IOException {
    var lines = Files.readString(FILES.resolve(name + ".hex")).replace("\n", "");
    var record = HexFormat.of().parseHex(lines);
    assertEquals(Files.readString(FILES.resolve(name + ".txt")), meaning(record));
  }

  @Test
  void everyVersionOfEveryTypeHasAFile() throws IOException {
    var expected = new TreeSet<String>();
    for (var type : EventType.values()) {
      for (int version = 1; version <= type.version(); version++) {
        expected.add(type.text() + ".v" + version);
      }
    }
    Set<String> there = stored().collect(Collectors.toCollection(TreeSet::new));
    assertEquals(expected, there);
  }

  private static String name(Event event) {
    var type = EventType.of(event);
    return type.text() + ".v" + type.version();
  }

  private static String hex(byte[] record) {
    return HexFormat.of().formatHex(record).replaceAll("(.{64})", "$1\n") + "\n";
  }

  /** The record as Java prints it, then its JSON form. */
  private static String meaning(byte[] record) throws JsonProcessingException {
    Recorded recorded = assertInstanceOf(Decoded.Ok.class, RecordCodec.decode(record)).recorded();
    var json = EventJson.ofController(recorded, EventSamples.LOG);
    return recorded
        + "\n\n"
        + new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(json)
        + "\n";
  }
}
