package dev.baton.lab.demo;

import dev.baton.lab.BatonAgent;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What can be done to a node of the demo. */
enum Fault {
  CUT("its VRRP cable is pulled; its uplink goes on"),
  MEND("the cable is back"),
  KILL_ENGINE("its engine dies at once; its steward starts another"),
  FREEZE("its engine stands still, with the addresses on it"),
  THAW("its engine goes on, and finds out what it missed"),
  STOP_AGENT("its agent is stopped in order: priority 0 is sent"),
  START_AGENT("its agent is started"),
  POWER_OFF("everything on it ends at once"),
  POWER_ON("it comes back from a power failure");

  private final String meaning;

  Fault(String meaning) {
    this.meaning = meaning;
  }

  /** The word on the command line. */
  String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  String meaning() {
    return meaning;
  }

  void doTo(BatonAgent agent) {
    var host = agent.host();
    switch (this) {
      case CUT -> host.lab().cut(host);
      case MEND -> host.lab().mend(host);
      case KILL_ENGINE -> agent.killEngine();
      case FREEZE -> agent.freezeEngine();
      case THAW -> agent.thawEngine();
      case STOP_AGENT -> agent.stop();
      case START_AGENT -> agent.start();
      case POWER_OFF -> agent.powerOff();
      case POWER_ON -> agent.powerOn();
    }
  }

  /** The fault with this word: one, or none. */
  static List<Fault> named(String word) {
    return Arrays.stream(values()).filter(fault -> fault.word().equals(word)).toList();
  }

  /** A line for each fault. */
  static String list() {
    return Arrays.stream(values())
        .map(fault -> "  %-12s %s".formatted(fault.word(), fault.meaning()))
        .collect(Collectors.joining("\n"));
  }
}
