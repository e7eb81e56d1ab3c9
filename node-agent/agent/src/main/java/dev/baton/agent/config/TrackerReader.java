package dev.baton.agent.config;

import dev.baton.agent.config.Entry.Statement;

/** Reads the definitions of scripts, files and processes to watch. */
final class TrackerReader {
  private final Settings globals;
  private final Findings findings;
  private final TrackerCatalogue catalogue = new TrackerCatalogue();

  TrackerReader(Settings globals, Findings findings) {
    this.globals = globals;
    this.findings = findings;
  }

  TrackerCatalogue read(Settings top) {
    top.all("vrrp_script").forEach(block -> define(TrackerKind.SCRIPT, block));
    top.all("track_file").forEach(block -> define(TrackerKind.FILE, block));
    top.all("vrrp_track_file").forEach(block -> define(TrackerKind.FILE, block));
    top.all("vrrp_track_process").forEach(block -> define(TrackerKind.PROCESS, block));
    return catalogue;
  }

  private void define(TrackerKind kind, Statement block) {
    if (block.arguments().isEmpty()) {
      leaveOut(block, block.keyword(), "it has no name; write " + block.keyword() + " NAME {");
      return;
    }
    String name = block.arguments().getFirst().text();
    String title = block.keyword() + " " + name;
    if (catalogue.has(kind, name)) {
      leaveOut(block, title, "the name is taken by one above; give it another");
      return;
    }
    switch (kind) {
      case SCRIPT -> script(name, title, block);
      case FILE -> file(name, title, block);
      case PROCESS -> process(name, title, block);
    }
  }

  private void script(String name, String title, Statement block) {
    var reader = new ScriptTrackerReader(settings(block, ScriptTrackerReader.WORDS), findings);
    reader
        .read(name, ScriptRules.of(globals, findings))
        .ifPresentOrElse(
            script -> catalogue.add(script, reader.weight(), reader.reverse()),
            () -> leaveOut(block, title, "it has no script; give one"));
  }

  private void file(String name, String title, Statement block) {
    var reader = new FileTrackerReader(settings(block, FileTrackerReader.WORDS), findings);
    reader
        .read(name)
        .ifPresentOrElse(
            file -> catalogue.add(file, reader.weight(), reader.reverse()),
            () -> leaveOut(block, title, "it has no file; give one"));
  }

  private void process(String name, String title, Statement block) {
    var reader = new ProcessTrackerReader(settings(block, ProcessTrackerReader.WORDS), findings);
    reader
        .read(name)
        .ifPresentOrElse(
            process -> catalogue.add(process, reader.weight(), reader.reverse()),
            () -> leaveOut(block, title, "it has no process; give one"));
  }

  private Settings settings(Statement block, Keywords words) {
    return Settings.of(block.position(), block.statements(), words, findings);
  }

  private void leaveOut(Statement block, String title, String why) {
    findings.warn(block.position(), title + " is left out: " + why);
  }
}
