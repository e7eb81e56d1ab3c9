package dev.baton.agent.config;

import java.util.ArrayList;
import java.util.List;

/** Describes what an instance or a sync group has to be run. */
final class HookDescription {
  private HookDescription() {}

  static void describe(Hooks hooks, Description said) {
    hooks
        .byState()
        .forEach((state, script) ->
            said.line("runs", script(script) + (state.isStanding() ? " on " : " after ") + state));
    hooks
        .onEvery()
        .forEach(script ->
            said.line("runs", script(script) + " on every change, with TYPE NAME STATE PRIORITY"));
    var told = told(hooks);
    if (!told.isEmpty()) {
      said.line("tells", String.join(", ", told));
    }
  }

  private static List<String> told(Hooks hooks) {
    var told = new ArrayList<String>();
    if (hooks.tellsPriority()) {
      told.add("FIFOs of other priorities");
    }
    if (hooks.tellsDeleted()) {
      told.add("of its removal as DELETED");
    }
    if (hooks.mails()) {
      told.add("people by mail");
    }
    return told;
  }

  /** A script and whom it runs as. */
  static String script(ScriptCommand script) {
    String user = script.user().name().isEmpty() ? "" : " as " + script.user().name();
    return "'" + script.text() + "'" + user;
  }
}
