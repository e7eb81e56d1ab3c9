package dev.baton.agent.config;

import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Set;

/**
 * Where the files go that others read the state from, when a signal asks for them.
 *
 * @param jsonVersion 1: the instances in an array; 2: the array inside an object
 * @param permissions who may read them
 */
public record Dumps(
    Path state, Path counts, Path json, int jsonVersion, Set<PosixFilePermission> permissions) {
  static final String WORDS =
      "state_dump_file stats_dump_file json_dump_file json_version data_use_instance umask";

  private static final Range VERSION = new Range(1, 2);

  /** Takes a copy. */
  public Dumps {
    permissions = Set.copyOf(permissions);
  }

  /** Where keepalived's parent process writes what it knows: beside the state. */
  public Path parentState() {
    String name = String.valueOf(state.getFileName());
    int end = name.indexOf('.') > 0 ? name.indexOf('.') : name.length();
    return state.resolveSibling(name.substring(0, end) + "_parent" + name.substring(end));
  }

  /** keepalived's own places. */
  static Dumps usual() {
    return usual("");
  }

  /** The places of one of several daemons on a host; the names of the others do not differ. */
  private static Dumps usual(String instance) {
    String temporary = System.getenv().getOrDefault("TMPDIR", "/tmp");
    var place = Path.of(temporary.startsWith("/") ? temporary : "/tmp");
    return new Dumps(
        place.resolve("keepalived" + (instance.isEmpty() ? "" : "." + instance) + ".data"),
        place.resolve("keepalived.stats"),
        place.resolve("keepalived.json"),
        1,
        Umask.USUAL_PERMISSIONS);
  }

  static Dumps read(Settings top, Settings globals) {
    boolean isNamed = globals.flag("data_use_instance", false);
    String instance = isNamed ? top.word("instance", "") : "";
    var usual = usual(instance.contains("/") ? "" : instance);
    return new Dumps(
        path(globals, "state_dump_file", usual.state),
        path(globals, "stats_dump_file", usual.counts),
        path(globals, "json_dump_file", usual.json),
        globals.integer("json_version", VERSION, usual.jsonVersion),
        Umask.permissions(globals));
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
