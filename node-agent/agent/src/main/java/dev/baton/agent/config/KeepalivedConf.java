package dev.baton.agent.config;

import dev.baton.agent.config.Includes.Check;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads a keepalived.conf. Nothing in a file makes this throw; what is wrong is a diagnostic. */
public final class KeepalivedConf {
  private static final Path HOST_NAME = Path.of("/proc/sys/kernel/hostname");

  private KeepalivedConf() {}

  /** Reads a file and what it includes; {@code @id} lines apply to the short name of this host. */
  public static ConfigReading read(Path file) {
    return read(file, shortHostName());
  }

  /**
   * Reads a file and what it includes, with the {@code @id} lines of the given configuration id.
   */
  public static ConfigReading read(Path file, String configId) {
    return read(file, configId, Set.of());
  }

  /** The same, where a file that is included and missing is an error. */
  public static ConfigReading readAll(Path file, String configId) {
    return read(file, configId, Set.of(Check.values()));
  }

  private static ConfigReading read(Path file, String configId, Set<Check> checks) {
    var sources = new Sources.OnDisk();
    try {
      var findings = new Findings();
      var lines =
          new Preprocessor(configId, sources, findings).lines(file, sources.text(file), checks);
      return parsed(file, lines, findings, InterfaceMtus.ofThisHost());
    } catch (IOException e) {
      return unreadable(file, e);
    }
  }

  /** What is wrong with the file and those that it includes, before anyone asks what they mean. */
  public static List<Diagnostic> missing(Path file, String configId) {
    var sources = new Sources.OnDisk();
    var findings = new Findings();
    try {
      new Preprocessor(configId, sources, findings)
          .lines(file, sources.text(file), Set.of(Check.values()));
      return findings.inOrder().stream().filter(d -> d.severity() == Severity.ERROR).toList();
    } catch (IOException e) {
      return unreadable(file, e).diagnostics();
    }
  }

  /** Parses text that includes no files, with no {@code @id} line applying. */
  public static ConfigReading parse(String fileName, String text) {
    return parse(fileName, text, "");
  }

  /** Parses text that includes no files, with the {@code @id} lines of this configuration id. */
  public static ConfigReading parse(String fileName, String text, String configId) {
    var findings = new Findings();
    var file = Path.of(fileName);
    var lines = new Preprocessor(configId, new Sources.None(), findings).lines(file, text);
    return parsed(file, lines, findings, InterfaceMtus.UNKNOWN);
  }

  /** Reads the file that somebody was handed as {@link ConfigReading#resolved}. */
  public static ConfigReading readResolved(Path file) {
    try {
      return parseResolved(file.toString(), Files.readString(file), InterfaceMtus.ofThisHost());
    } catch (IOException e) {
      return unreadable(file, e);
    }
  }

  /** Parses what somebody was handed, on a host with these interfaces. */
  static ConfigReading parseResolved(String fileName, String text, InterfaceMtus mtus) {
    var findings = new Findings();
    var lines = new ArrayList<Line>();
    for (String raw : text.lines().toList()) {
      lines.add(Line.of(fileName, lines.size() + 1, raw).finished());
    }
    return parsed(Path.of(fileName), lines, findings, mtus);
  }

  private static ConfigReading unreadable(Path file, IOException e) {
    var start = new Position(file.toString(), 1, 1);
    String message =
        Includes.cannotBeRead("the file", e) + "; give the path of a readable keepalived.conf";
    return new ConfigReading(
        new AgentConfig(
            GlobalConfig.NONE, List.of(), List.of(), Notifications.NONE, List.of(), Statics.NONE),
        Map.of(),
        List.of(new Diagnostic(Severity.ERROR, start, "", message)),
        new ResolvedText(""));
  }

  private static ConfigReading parsed(
      Path file, List<Line> lines, Findings findings, InterfaceMtus mtus) {
    List<Token> tokens = new Lexer(findings).tokens(lines);
    List<Entry> tree = new Tree(findings).of(tokens);
    return new ConfigReader(findings, mtus)
        .read(tree, new Position(file.toString(), 1, 1), ResolvedText.of(lines));
  }

  /** The configuration id of a node that is given none. */
  public static String shortHostName() {
    return hostName().split("\\.", 2)[0];
  }

  /** This host's name, empty when it has none. */
  static String hostName() {
    try {
      return Files.readString(HOST_NAME).strip();
    } catch (IOException e) {
      return "";
    }
  }
}
