package dev.baton.agent.link;

import dev.baton.events.Family;
import dev.baton.events.Subject;
import dev.baton.events.Vrid;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Who each instance is, by its name: a file of lines {@code name TAB segment TAB interface TAB
 * family TAB vrid}. Steward and engine must agree, and a segment may have been read off an
 * interface whose addresses have changed since.
 */
public final class Subjects {
  private Subjects() {}

  /** Writes the file. */
  public static void write(Path file, Map<String, Subject.Instance> subjects) {
    var lines = new ArrayList<String>();
    subjects.forEach((name, subject) ->
        lines.add(
            String.join(
                "\t",
                name,
                subject.segment(),
                subject.interfaceName(),
                subject.family().name(),
                subject.vrid().toString())));
    try {
      Files.write(file, lines);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + file, e);
    }
  }

  /** Reads it. */
  public static Map<String, Subject.Instance> read(Path file) {
    try {
      var subjects = new LinkedHashMap<String, Subject.Instance>();
      for (String line : Files.readAllLines(file)) {
        List<String> field = List.of(line.split("\t", -1));
        subjects.put(
            field.get(0),
            new Subject.Instance(
                field.get(1),
                field.get(2),
                Family.valueOf(field.get(3)),
                new Vrid(Integer.parseInt(field.get(4)))));
      }
      return subjects;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
  }
}
