package dev.baton.agent.config;

import dev.baton.agent.config.Entry.Statement;
import dev.baton.agent.config.Entry.Word;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads {@code static_ipaddress}, {@code static_routes} and {@code static_rules}, line by line as
 * their virtual brothers are, but for the group that a line can name.
 */
final class StaticsReader {
  /** The blocks, in whose order some of what they say counts. */
  static final Set<String> BLOCKS =
      Set.of("static_ipaddress", "static_routes", "static_rules", "track_group");

  static final String DEFAULT_INTERFACE = "eth0";

  private static final String GROUP = "track_group";

  private final Findings findings;
  private final AddressReader addresses;
  private final RoutingPlan routing;
  private final TrackGroupReader groups;
  private final List<Line> lines = new ArrayList<>();

  /** What one line says; the name of the group is empty for none. */
  private record Line(Fixture fixture, String group, Position position) {}

  StaticsReader(Settings globals, RoutingPlan routing, Findings findings) {
    this.findings = findings;
    this.addresses = new AddressReader(findings, defaultInterface(globals), "static address");
    this.routing = routing;
    this.groups = new TrackGroupReader(findings);
  }

  private static String defaultInterface(Settings globals) {
    String given = globals.word("default_interface", DEFAULT_INTERFACE);
    if (InterfaceNames.isValid(given)) {
      return given;
    }
    globals.warn(
        "default_interface",
        "default_interface is '%s', allowed is %s; %s is used instead: correct it"
            .formatted(given, InterfaceNames.RULE, DEFAULT_INTERFACE));
    return DEFAULT_INTERFACE;
  }

  /** Reads one of the blocks. */
  void read(Statement block) {
    if (block.keyword().equals(GROUP)) {
      groups.define(block);
    } else {
      block.statements().forEach(line -> read(block, line));
    }
  }

  private void read(Statement block, Statement line) {
    var rest = new ArrayList<>(line.words());
    var named = rest.stream().filter(word -> word.text().equals(GROUP)).toList();
    var group = named.isEmpty() ? "" : takeGroup(rest, named.getFirst());
    if (rest.isEmpty() || (group.isEmpty() && !named.isEmpty())) {
      String why =
          group.isEmpty() ? "track_group has no value" : "it has nothing but a track_group";
      findings.error(named.getFirst().position(), "the line is left out: " + why + "; correct it");
      return;
    }
    var asked = new Statement(rest, line.opensBlock(), line.body());
    var alone = new Statement(block.words(), true, List.of(asked));
    fixtures(alone).forEach(fixture -> keep(new Line(fixture, group, line.position())));
  }

  /** Takes the group's name out of a line; empty where there is none. */
  private static String takeGroup(List<Word> words, Word option) {
    int at = words.indexOf(option);
    words.remove(at);
    return at == words.size() ? "" : words.remove(at).text();
  }

  private List<? extends Fixture> fixtures(Statement block) {
    return switch (block.keyword()) {
      case "static_routes" -> routing.of(List.of(block), List.of());
      case "static_rules" -> routing.of(List.of(), List.of(block));
      default -> {
        warnOfVirtualMac(block);
        var placed = addresses.all(List.of(block));
        addresses.tellFaults("");
        yield placed.stream().map(AddressReader.Placed::address).toList();
      }
    };
  }

  private void warnOfVirtualMac(Statement block) {
    for (Word word : block.statements().getFirst().arguments()) {
      if (word.text().equals("use_vmac")) {
        findings.warn(
            word.position(), "use_vmac means nothing for a static address; it is read over");
      }
    }
  }

  private void keep(Line line) {
    if (lines.stream().anyMatch(other -> isSame(other.fixture(), line.fixture()))) {
      findings.warn(line.position(), "this is given twice; the second one is dropped: remove it");
      return;
    }
    String group = line.group();
    if (!group.isEmpty() && !groups.knows(group)) {
      findings.error(
          line.position(),
          "there is no track_group %s above; nobody is in fault without this: correct it"
              .formatted(group));
      group = "";
    } else if (!group.isEmpty() && !line.fixture().tracked()) {
      findings.warn(
          line.position(), "track_group means nothing beside no_track; it is read over: remove it");
      group = "";
    }
    lines.add(new Line(line.fixture(), group, line.position()));
  }

  private static boolean isSame(Fixture one, Fixture other) {
    return one.equals(other)
        || (one instanceof VirtualAddress here
            && other instanceof VirtualAddress there
            && here.address().equals(there.address())
            && here.interfaceName().equals(there.interfaceName()));
  }

  /** What all blocks say, once it is known which instances there are. */
  Statics statics(Collection<InstanceConfig> instances) {
    Map<String, TrackGroup> known =
        groups.read(instances.stream().map(InstanceConfig::name).toList());
    return new Statics(
        lines.stream()
            .filter(line -> isOursAlone(line, instances))
            .map(line ->
                new Statics.Item(line.fixture(), known.getOrDefault(line.group(), TrackGroup.NONE)))
            .sorted(Comparator.comparingInt(item -> order(item.fixture())))
            .toList());
  }

  private static int order(Fixture fixture) {
    return switch (fixture) {
      case VirtualAddress address -> 0;
      case Route route -> 1;
      case Rule rule -> 2;
    };
  }

  /** What a Backup must not have cannot be here always. */
  private boolean isOursAlone(Line line, Collection<InstanceConfig> instances) {
    for (var instance : instances) {
      if (!instance.priority().isOwner()
          && (instance.addresses().stream().anyMatch(other -> isSame(other, line.fixture()))
              || instance.excluded().stream().anyMatch(other -> isSame(other, line.fixture())))) {
        findings.error(
            line.position(),
            "static address %s is left out: it is an address of vrrp_instance %s, which its Active"
                    .formatted(line.fixture(), instance.name())
                + " alone may have; remove one");
        return false;
      }
    }
    return true;
  }
}
