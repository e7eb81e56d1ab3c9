package dev.baton.lab;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** All that a router can leave in a host's network, as sorted lines. */
record Traces(List<String> lines) {
  private static final String SETTINGS =
      "grep -rs . /proc/sys/net/ipv4/conf /proc/sys/net/ipv6/conf || true";

  static Traces of(Host host) {
    return new Traces(
        Stream.of(
                shown(host, "ip", "-details", "-oneline", "link"),
                shown(host, "ip", "-details", "-oneline", "address"),
                shown(host, "ip", "-details", "-4", "route", "show", "table", "all"),
                shown(host, "ip", "-details", "-6", "route", "show", "table", "all"),
                shown(host, "ip", "-details", "-4", "rule"),
                shown(host, "ip", "-details", "-6", "rule"),
                shown(host, "ip", "maddress"),
                shown(host, "nft", "list", "ruleset"),
                shown(host, "sh", "-c", SETTINGS))
            .flatMap(List::stream)
            .sorted()
            .toList());
  }

  private static List<String> shown(Host host, String... words) {
    return host.exec(words)
        .lines()
        .map(String::strip)
        // Of ip, when a namespace goes that is not this lab's.
        .filter(line -> !line.equals("Error: Peer netns reference is invalid."))
        .toList();
  }

  /** What is there now and was not before, and the other way round. */
  String since(Traces before) {
    return "more " + without(before) + "\nless " + before.without(this);
  }

  private List<String> without(Traces other) {
    var rest = new ArrayList<>(lines);
    other.lines.forEach(rest::remove);
    return rest;
  }
}
