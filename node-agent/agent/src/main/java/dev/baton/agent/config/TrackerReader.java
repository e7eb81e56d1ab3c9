package dev.baton.agent.config;

import dev.baton.agent.config.Entry.Statement;
import java.util.List;

/** Reads the definitions of scripts, files and processes to watch. */
final class TrackerReader {
  private final Settings globals;
  private final Findings findings;
  private final TrackerCatalogue catalogue;

  /** With where the blocks of the file begin. */
  TrackerReader(Settings globals, List<Position> order, Findings findings) {
    this.globals = globals;
    this.findings = findings;
    this.catalogue = new TrackerCatalogue(order);
  }

  TrackerCatalogue read(Settings top) {
    top.all("vrrp_script").forEach(block -> define(TrackerKind.SCRIPT, block));
    top.all("track_file").forEach(block -> define(TrackerKind.FILE, block));
    top.all("vrrp_track_file").forEach(block -> define(TrackerKind.FILE, block));
    top.all("vrrp_track_process").forEach(block -> define(TrackerKind.PROCESS, block));
    return catalogue;
  }

  private void define(TrackerKind kind, Statement block) {
    String name = block.arguments().isEmpty() ? "" : block.arguments().getFirst().text();
    String title = block.keyword() + (name.isEmpty() ? " without a name" : " " + name);
    // What is left out is read all the same, for all that is wrong with it.
    var into = catalogue;
    if (name.isEmpty()) {
      leaveOut(block, block.keyword(), "it has no name; write " + block.keyword() + " NAME {");
      into = new TrackerCatalogue(List.of());
    } else if (catalogue.has(kind, name)) {
      leaveOut(block, title, "the name is taken by one above; give it another");
      into = new TrackerCatalogue(List.of());
    }
    into.place(kind, name, block.position());
    boolean isWhole =
        switch (kind) {
          case SCRIPT -> script(name, block, into);
          case FILE -> file(name, block, into);
          case PROCESS -> process(name, block, into);
        };
    if (!isWhole) {
      leaveOut(block, title, "it has no %s; give one".formatted(kind.text()));
      into.leaveOut(kind, name);
    }
  }

  private boolean script(String name, Statement block, TrackerCatalogue into) {
    var reader = new ScriptTrackerReader(settings(block, ScriptTrackerReader.WORDS), findings);
    var script = reader.read(name, ScriptRules.of(globals, findings));
    script.ifPresent(each -> into.add(each, reader.weight(), reader.reverse()));
    return script.isPresent();
  }

  private boolean file(String name, Statement block, TrackerCatalogue into) {
    var reader = new FileTrackerReader(settings(block, FileTrackerReader.WORDS), findings);
    var file = reader.read(name);
    file.ifPresent(each -> into.add(each, reader.weight(), reader.reverse()));
    return file.isPresent();
  }

  private boolean process(String name, Statement block, TrackerCatalogue into) {
    var reader = new ProcessTrackerReader(settings(block, ProcessTrackerReader.WORDS), findings);
    var process = reader.read(name);
    process.ifPresent(each -> into.add(each, reader.weight(), reader.reverse()));
    return process.isPresent();
  }

  private Settings settings(Statement block, Keywords words) {
    return Settings.of(block.position(), block.statements(), words, findings);
  }

  private void leaveOut(Statement block, String title, String why) {
    findings.warn(block.position(), title + " is left out: " + why);
  }
}
