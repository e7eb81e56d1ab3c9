package dev.baton.agent.linux;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Settings below {@code /proc/sys/net} that are changed for a while. What they were before stands
 * in a file in memory, written before the change, so that another process can put them back after a
 * kill. A setting that somebody else has changed meanwhile is left as it is.
 */
public final class KernelSettings {
  private static final Path ROOT = Path.of("/proc/sys/net");

  /** Nothing but what stands in a line of the file: names have no spaces in them, nor values. */
  private static final Pattern WORD = Pattern.compile("\\S+");

  private final Path file;
  private final List<Change> changes = new ArrayList<>();

  private record Change(String name, String before, String ours) {}

  private KernelSettings(Path file) {
    this.file = file;
  }

  /** With what the file says was changed; it need not exist. */
  public static KernelSettings in(Path file) {
    var settings = new KernelSettings(file);
    try {
      if (Files.exists(file)) {
        for (var line : Files.readAllLines(file)) {
          var words = line.split(" ", -1);
          if (words.length == 3) {
            settings.changes.add(new Change(words[0], words[1], words[2]));
          }
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
    return settings;
  }

  /** Sets one that is put back later; does nothing where it is so, or where there is none. */
  void change(String name, String value) {
    var before = read(name);
    if (before.equals(value) || !WORD.matcher(before).matches()) {
      return;
    }
    if (changes.stream().noneMatch(change -> change.name().equals(name))) {
      changes.add(new Change(name, before, value));
      write();
    }
    set(name, value);
  }

  /** Sets one of an interface of our own, which goes away with it. */
  void set(String name, String value) {
    try {
      Files.writeString(ROOT.resolve(name), value);
    } catch (IOException e) {
      // An older kernel does not have it, or it is read-only in a container: as it is, then.
      return;
    }
  }

  /** The value of one, empty where there is none. */
  String read(String name) {
    try {
      return Files.readString(ROOT.resolve(name)).strip();
    } catch (IOException e) {
      return "";
    }
  }

  /** Puts those back whose names begin so. */
  void restore(String prefix) {
    var restored = changes.stream().filter(change -> change.name().startsWith(prefix)).toList();
    for (var change : restored) {
      if (read(change.name()).equals(change.ours())) {
        set(change.name(), change.before());
      }
    }
    if (changes.removeAll(restored)) {
      write();
    }
  }

  /** Puts all of them back. */
  public void restoreAll() {
    restore("");
  }

  private void write() {
    try {
      if (changes.isEmpty()) {
        Files.deleteIfExists(file);
        return;
      }
      var written = file.resolveSibling(file.getFileName() + ".new");
      Files.write(
          written,
          changes.stream().map(c -> c.name() + " " + c.before() + " " + c.ours()).toList());
      Files.move(written, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + file, e);
    }
  }
}
