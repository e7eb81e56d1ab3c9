package dev.baton.vrrp.explain;

import dev.baton.vrrp.explain.Explanation.Field;
import dev.baton.vrrp.explain.Explanation.Remark;
import java.io.PrintWriter;

/** An explanation as text for a terminal. */
final class Printout {
  private static final int OCTETS_WIDTH = 16;
  private static final int NAME_WIDTH = 30;
  private static final int LINE_WIDTH = 96;

  private Printout() {}

  static void print(Explanation explanation, PrintWriter out) {
    for (var layer : explanation.layers()) {
      out.println(layer.title());
      layer.fields().forEach(field -> print(field, out));
    }
    explanation.remarks().forEach(remark -> print(remark, out));
    out.println();
    out.flush();
  }

  private static void print(Field field, PrintWriter out) {
    String octets = field.octets();
    boolean fits = octets.length() <= OCTETS_WIDTH;
    String shown = fits ? octets : octets.substring(0, OCTETS_WIDTH - 2) + "..";
    String line =
        "  %4d  %s  %s  %s"
            .formatted(
                field.offset(),
                padded(shown, OCTETS_WIDTH),
                padded(field.name(), NAME_WIDTH),
                field.meaning());
    out.println(line.stripTrailing());
  }

  private static String padded(String text, int width) {
    return text + " ".repeat(Math.max(0, width - text.length()));
  }

  private static void print(Remark remark, PrintWriter out) {
    String sign =
        switch (remark.weight()) {
          case WRONG -> "WRONG  ";
          case NOTE -> "note   ";
          case VERDICT -> "=>     ";
        };
    var line = new StringBuilder(sign);
    for (String word : remark.text().split(" ", -1)) {
      if (line.length() + word.length() + 1 > LINE_WIDTH) {
        out.println(line);
        line.setLength(0);
        line.append(" ".repeat(sign.length()));
      }
      line.append(line.length() == sign.length() ? "" : " ").append(word);
    }
    out.println(line);
  }
}
