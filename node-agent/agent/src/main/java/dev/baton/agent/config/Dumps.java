package dev.baton.agent.config;

import java.nio.file.Path;

/**
 * Where the files go that others read the state from, when a signal asks for them.
 *
 * @param jsonVersion 1: the instances in an array; 2: the array inside an object
 */
public record Dumps(Path state, Path counts, Path json, int jsonVersion) {
  /** keepalived's own places. */
  public static final Dumps USUAL =
      new Dumps(
          Path.of("/tmp/keepalived.data"),
          Path.of("/tmp/keepalived.stats"),
          Path.of("/tmp/keepalived.json"),
          1);

  static final String WORDS = "state_dump_file stats_dump_file json_dump_file json_version";

  private static final Range VERSION = new Range(1, 2);

  static Dumps read(Settings globals) {
    return new Dumps(
        path(globals, "state_dump_file", USUAL.state),
        path(globals, "stats_dump_file", USUAL.counts),
        path(globals, "json_dump_file", USUAL.json),
        globals.integer("json_version", VERSION, USUAL.jsonVersion));
  }

  private static Path path(Settings globals, String keyword, Path usual) {
    String given = globals.word(keyword, usual.toString());
    if (given.startsWith("/") && given.indexOf('\0') < 0) {
      return Path.of(given);
    }
    globals.warn(
        keyword,
        "%s is '%s', allowed is a path that begins with /; %s is used instead: correct it"
            .formatted(keyword, given, usual));
    return usual;
  }
}
