package dev.baton.agent.steward;

import dev.baton.agent.config.ConfigReading;
import dev.baton.agent.config.Diagnostic;
import dev.baton.agent.config.InstanceConfig;
import dev.baton.agent.config.Notifications;
import dev.baton.agent.config.Obstacles;
import dev.baton.agent.config.VirtualAddress;
import dev.baton.agent.engine.AddressTable;
import dev.baton.agent.engine.Segments;
import dev.baton.agent.steward.AddressSweeper.Duties;
import dev.baton.agent.steward.EngineSupervisor.Assignment;
import dev.baton.events.ConfigEvent;
import dev.baton.events.ConfigEvent.InstanceSettings;
import dev.baton.events.Sha256;
import dev.baton.events.Subject;
import dev.baton.vrrp.Addresses;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The configuration that is in force on this node, and who each of its instances is. */
final class NodeConfiguration {
  private final Steward.Source source;
  private final AddressTable addresses;
  private final long firstElectionNanos;
  private ConfigReading reading;
  private Map<String, Subject.Instance> subjects;

  NodeConfiguration(
      Steward.Source source, ConfigReading first, AddressTable addresses, long startedNanos) {
    this.source = source;
    this.addresses = addresses;
    this.reading = first;
    this.firstElectionNanos = first.config().globals().delays().firstElectionNanos(startedNanos);
    this.subjects = subjects(Map.of());
  }

  /** What the file says now; nothing is in force yet. */
  ConfigReading read() {
    return source.read();
  }

  /** Goes over to what was read. */
  void adopt(ConfigReading next) {
    reading = next;
    subjects = subjects(subjects);
  }

  /** What is in force. */
  ConfigReading reading() {
    return reading;
  }

  /** Who is told of changes. */
  Notifications notifications() {
    return reading.config().notifications();
  }

  /** What the engine is to do. */
  Assignment assignment() {
    return new Assignment(reading.resolved().text(), subjects, firstElectionNanos);
  }

  /** Who each instance is, by its name. */
  Map<String, Subject.Instance> subjects() {
    return Map.copyOf(subjects);
  }

  /** What an engine has to put there. */
  Duties duties() {
    var instances = new LinkedHashMap<Subject.Instance, InstanceConfig>();
    reading.config().instances().forEach(i -> instances.put(subjectOf(i), i));
    return new Duties(instances, reading.config().statics());
  }

  /** An instance that was there before stays who it was, whatever its interface's prefixes are. */
  private Map<String, Subject.Instance> subjects(Map<String, Subject.Instance> before) {
    var segments = new Segments(reading.config());
    var now = new LinkedHashMap<String, Subject.Instance>();
    for (var instance : reading.config().instances()) {
      var present = addresses.list(instance.interfaceName());
      var fresh = segments.subject(instance, present);
      var old = before.get(instance.name());
      now.put(instance.name(), old != null && isSame(instance, old) ? old : fresh);
    }
    return now;
  }

  private static boolean isSame(InstanceConfig instance, Subject.Instance old) {
    return old.interfaceName().equals(instance.interfaceName())
        && old.family() == instance.family()
        && old.vrid().equals(instance.vrid())
        && (instance.segment().isEmpty() || instance.segment().equals(old.segment()));
  }

  private Subject.Instance subjectOf(InstanceConfig instance) {
    var subject = subjects.get(instance.name());
    if (subject == null) {
      throw new IllegalStateException(instance.name() + " has no subject: this is a bug");
    }
    return subject;
  }

  /**
   * The events that say what is in force, and what of it is new: more than one if it fills more
   * than a record.
   */
  List<ConfigEvent> applied(List<String> changes) {
    var settings = reading.config().instances().stream().map(this::settings).toList();
    var hash = Sha256.read(HexFormat.of().parseHex(reading.config().hash()), 0);
    var file = source.file().toString();
    return ConfigRecords.applied(
        new ConfigEvent.Applied(hash, file, settings, texts(reading.diagnostics()), changes));
  }

  /** Why what was read cannot be put in force; empty when it can. */
  String objection(ConfigReading next) {
    var obstacles = Obstacles.between(reading, next);
    if (!obstacles.isEmpty()) {
      return Obstacles.words(obstacles, next);
    }
    if (!namespace(next).equals(namespace(reading))) {
      return "net_namespace does not change on a reload: restart the agent";
    }
    if (next.config().instances().isEmpty()) {
      return "there is no vrrp_instance in " + source.file() + " that can be run";
    }
    return String.join("; ", source.needs().newlyMissing(reading, next));
  }

  private static String namespace(ConfigReading reading) {
    return reading.config().globals().networkNamespace();
  }

  /** The events that say why what was read is not put in force. */
  List<ConfigEvent> rejected(ConfigReading next, String why) {
    var obstacles = Obstacles.between(reading, next);
    var errors = obstacles.isEmpty() ? List.of(why) : texts(obstacles);
    return ConfigRecords.rejected(source.file().toString(), errors);
  }

  private static List<String> texts(List<Diagnostic> diagnostics) {
    return diagnostics.stream().map(Diagnostic::toString).toList();
  }

  private InstanceSettings settings(InstanceConfig instance) {
    return new InstanceSettings(
        instance.name(),
        subjectOf(instance),
        instance.version(),
        instance.priority(),
        instance.intervalCentiseconds(),
        instance.preempt(),
        instance.preemptDelayNanos() / 1_000_000,
        instance.addresses().stream().map(VirtualAddress::address).map(Addresses::text).toList());
  }
}
