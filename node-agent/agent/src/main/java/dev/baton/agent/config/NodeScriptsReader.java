package dev.baton.agent.config;

import dev.baton.agent.config.Entry.Statement;
import dev.baton.agent.config.NodeScripts.Limited;
import java.util.List;

/** Reads what is run once around the whole service of the node. */
final class NodeScriptsReader {
  /** The words of {@code global_defs}. */
  static final String WORDS =
      "startup_script startup_script_timeout shutdown_script shutdown_script_timeout";

  private static final Range SECONDS = new Range(1, 1000);
  private static final int USUAL_SECONDS = 10;
  private static final long SECOND_NANOS = 1_000_000_000L;

  private final Settings globals;
  private final Findings findings;

  private NodeScriptsReader(Settings globals, Findings findings) {
    this.globals = globals;
    this.findings = findings;
  }

  static NodeScripts read(Settings globals, Findings findings) {
    var reader = new NodeScriptsReader(globals, findings);
    return new NodeScripts(reader.script("startup_script"), reader.script("shutdown_script"));
  }

  private List<Limited> script(String keyword) {
    String timeout = keyword + "_timeout";
    long limitNanos = globals.integer(timeout, SECONDS, USUAL_SECONDS) * SECOND_NANOS;
    List<Statement> statements = globals.all(keyword);
    if (statements.isEmpty()) {
      if (globals.has(timeout)) {
        globals.warn(timeout, timeout + " is read over, because there is no " + keyword);
      }
      return List.of();
    }
    for (Statement later : statements.subList(1, statements.size())) {
      findings.warn(
          later.position(),
          keyword + " is given already above, and the first one counts; remove one");
    }
    return new HookReader(globals, findings)
        .script(statements.getFirst(), keyword).stream()
            .map(command -> new Limited(command, limitNanos))
            .toList();
  }
}
