package dev.baton.controller.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What a command prints: a table for people, JSON for programs. */
final class Screen {
  /** The forms that an answer is printed in. */
  enum Form {
    /** Columns. */
    TABLE,
    /** As the API answers. */
    JSON
  }

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec = CommandSpec.create();

  @Option(
      names = {"-o", "--output"},
      paramLabel = "table|json",
      defaultValue = "table",
      description = "The form of the answer (default: ${DEFAULT-VALUE}).")
  private Form form = Form.TABLE;

  boolean isJson() {
    return form == Form.JSON;
  }

  void json(JsonNode json) {
    line(Server.pretty(json));
  }

  void line(String text) {
    var out = spec.commandLine().getOut();
    out.println(text);
    out.flush();
  }

  void message(String text) {
    PrintWriter err = spec.commandLine().getErr();
    err.println(text);
    err.flush();
  }

  /** Prints rows under a head, each column as wide as its widest cell. */
  void table(List<String> head, List<List<String>> rows) {
    var all = new ArrayList<List<String>>();
    all.add(head);
    all.addAll(rows);
    var widths = new int[head.size()];
    for (List<String> row : all) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], row.get(i).length());
      }
    }
    for (List<String> row : all) {
      var text = new StringBuilder();
      for (int i = 0; i < widths.length; i++) {
        text.append(row.get(i)).repeat(' ', widths[i] - row.get(i).length() + 2);
      }
      var plain = text.toString().stripTrailing();
      line(row.equals(head) ? Style.BOLD.on(plain) : Style.ofState(plain).on(plain));
    }
  }
}
