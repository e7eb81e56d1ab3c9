package dev.baton.agent;

import static java.util.stream.Collectors.joining;

import dev.baton.agent.linux.VrrpPrograms;
import dev.baton.agent.linux.VrrpPrograms.Program;
import dev.baton.agent.steward.Steward;
import java.nio.file.Path;
import java.util.List;

/**
 * Other programs that do VRRP on this host. Two of them take each other's addresses and interfaces
 * away, and neither hears the other's adverts.
 *
 * @param others those that are not ours
 * @param isServing whether an engine of ours, which lost its steward, is among them already
 * @param isBorne whether the configuration says that this is meant
 * @param file where it can be said
 */
record BesideVrrp(
    VrrpPrograms programs, List<Program> others, boolean isServing, boolean isBorne, Path file) {
  /** What an agent finds whose engines run in directories below this one. */
  static BesideVrrp of(VrrpPrograms programs, Path ownRuns, Steward.Source source) {
    var running = programs.running();
    var others = running.stream().filter(program -> !isOurs(program, ownRuns)).toList();
    // Of an agent that died, addresses are taken away before its file is read.
    boolean isBorne = !others.isEmpty() && source.read().config().globals().besideVrrp();
    boolean isServing = others.size() < running.size();
    return new BesideVrrp(programs, others, isServing, isBorne, source.file());
  }

  /** The same for somebody who asks of no agent in particular. */
  static BesideVrrp agents(VrrpPrograms programs, boolean isBorne, Path file) {
    var others = programs.running().stream().filter(program -> !isEngine(program)).toList();
    return new BesideVrrp(programs, others, false, isBorne, file);
  }

  /** Why no agent starts here, where that is so. */
  List<String> objections() {
    return others.isEmpty() || isBorne || isServing
        ? List.of()
        : List.of("not started, and nothing is changed: " + trouble());
  }

  /** What is to be known where one starts all the same, if there is something. */
  List<String> warnings() {
    if (others.isEmpty()) {
      return List.of();
    }
    return List.of(
        isBorne
            ? ("VRRP is done here by %s, too, as '#@baton beside_vrrp on' allows: the two must have"
                    + " no virtual_router_id in common")
                .formatted(names())
            : trouble());
  }

  private String trouble() {
    return ("VRRP is done here already by %s; two on one host would take each other's addresses"
            + " and interfaces away, and both be Active: stop it first (%s), or, where the two have"
            + " no virtual_router_id in common, write '#@baton beside_vrrp on' at the top of %s")
        .formatted(names(), others.stream().map(this::howToStop).collect(joining("; ")), file);
  }

  private String names() {
    return others.stream().map(this::name).collect(joining(" and "));
  }

  private String name(Program program) {
    return isEngine(program)
        ? "the engine of another Baton agent (pid %d)".formatted(program.pid())
        : "%s (pid %d)".formatted(program.name(), program.pid());
  }

  private String howToStop(Program program) {
    if (isEngine(program)) {
      var steward = programs.program(program.parent());
      return steward.words().contains(AgentMain.class.getName())
          ? "kill " + steward.pid()
          : "start its agent again, with its own --data, and stop that";
    }
    return switch (program.name()) {
      case "keepalived" -> "systemctl disable --now keepalived";
      case "vrrpd" -> "vrrpd=no in /etc/frr/daemons, and systemctl restart frr";
      default -> "kill " + program.pid();
    };
  }

  private static boolean isEngine(Program program) {
    return program.words().contains(EngineMain.class.getName());
  }

  private static boolean isOurs(Program program, Path ownRuns) {
    return isEngine(program)
        && program.words().stream()
            .anyMatch(word -> word.startsWith("/") && Path.of(word).startsWith(ownRuns));
  }
}
