package dev.baton.agent.config;

import java.util.List;
import java.util.SplittableRandom;

/** Writes short configurations that are nearly right, from one seed. */
final class ConfigGrammar {
  private static final List<String> KEYWORDS = List.copyOf(Keywords.INSTANCE.all());
  private static final List<String> GLOBALS = List.copyOf(Keywords.GLOBAL.all());
  private static final List<String> TOP = List.copyOf(Keywords.TOP.all());
  private static final List<String> VALUES =
      List.of(
          "1",
          "0",
          "-1",
          "255",
          "256",
          "0.01",
          "1.5",
          "99999999999",
          "on",
          "off",
          "MASTER",
          "eth0",
          "192.0.2.1",
          "192.0.2.1/24",
          "fe80::1/64",
          "2001:db8::9",
          "\"a b\"",
          "'x y'",
          "weight",
          "reverse",
          "dev eth1",
          "label eth0:1",
          "PASS",
          "$A",
          "${A}",
          "${_RANDOM 1 5}",
          "x\\#y",
          "via",
          "to",
          "from",
          "table",
          "192.0.2.0/24",
          "default",
          "timeout",
          "\"",
          "~",
          "@");
  private static final List<String> LINES =
      List.of(
          "$A=5",
          "$B= \\\n one \\\n two",
          "$B",
          "@high priority 9",
          "@^high nopreempt",
          "~SEQ(i, 1, 4) 192.0.2.$i",
          "~LST({a,b},{1,2},{3,4}) 192.0.${a}.${b}",
          "include nowhere",
          "#@baton segment lan",
          "# nothing",
          "{",
          "}");

  private final SplittableRandom random;
  private final StringBuilder text = new StringBuilder();

  private ConfigGrammar(SplittableRandom random) {
    this.random = random;
  }

  static String write(SplittableRandom random) {
    var grammar = new ConfigGrammar(random);
    grammar.file();
    return grammar.text.toString();
  }

  private void file() {
    if (random.nextInt(4) == 0) {
      block("global_defs", GLOBALS, 1);
    }
    if (random.nextInt(8) == 0) {
      block(one(TOP) + " t", List.of("script", "group", "file", "A", "192.0.2.7"), 1);
    }
    text.append("vrrp_instance ").append(random.nextInt(8) == 0 ? one(VALUES) : "A");
    text.append(" {\ninterface eth0\nvirtual_router_id 1\n");
    if (random.nextInt(3) > 0) {
      text.append("virtual_ipaddress {\n").append(one(VALUES)).append("\n}\n");
    }
    lines(KEYWORDS, 1 + random.nextInt(3));
    text.append(random.nextInt(16) == 0 ? "" : "}\n");
  }

  private void block(String head, List<String> words, int most) {
    text.append(head).append(random.nextInt(16) == 0 ? "\n{\n" : " {\n");
    lines(words, 1 + random.nextInt(most));
    text.append("}\n");
  }

  private void lines(List<String> words, int count) {
    for (int i = 0; i < count; i++) {
      switch (random.nextInt(5)) {
        case 0 -> text.append(one(LINES)).append('\n');
        case 1 -> text.append(one(words)).append(" { ").append(values()).append(" }\n");
        default -> text.append(one(words)).append(' ').append(values()).append('\n');
      }
    }
  }

  private String values() {
    var values = new StringBuilder();
    for (int i = random.nextInt(3); i >= 0; i--) {
      values.append(one(VALUES)).append(random.nextInt(8) == 0 ? "\n" : " ");
    }
    return values.toString();
  }

  private String one(List<String> of) {
    return of.get(random.nextInt(of.size()));
  }
}
