package dev.baton.agent.config;

import dev.baton.agent.config.Entry.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads what an instance, or a group of them, tracks: the entries of {@code track_script}, {@code
 * track_file} and {@code track_process}.
 */
final class TrackedReader {
  private final TrackerCatalogue catalogue;
  private final Findings findings;
  private final List<Tracked> tracked = new ArrayList<>();

  TrackedReader(TrackerCatalogue catalogue, Findings findings) {
    this.catalogue = catalogue;
    this.findings = findings;
  }

  List<Tracked> read(Settings settings) {
    for (TrackerKind kind : TrackerKind.values()) {
      settings.all(kind.block()).forEach(block -> block(kind, block, settings));
    }
    return List.copyOf(tracked);
  }

  private void block(TrackerKind kind, Statement block, Settings settings) {
    block.statements().forEach(entry -> entry(kind, entry, settings));
  }

  private void entry(TrackerKind kind, Statement entry, Settings settings) {
    String name = entry.keyword();
    var known = catalogue.find(kind, name);
    if (known.isEmpty() && catalogue.isLeftOut(kind, name)) {
      weighed(new Tracked(kind, name, 0, false), entry);
    } else if (known.isEmpty()) {
      findings.warn(
          entry.position(),
          "%s %s is not defined and is not tracked; define it or remove it"
              .formatted(kind.text(), name));
    } else if (tracked.stream().anyMatch(t -> t.kind() == kind && t.name().equals(name))) {
      findings.warn(
          entry.position(),
          "%s %s is tracked already; the first one counts: remove this one"
              .formatted(kind.text(), name));
    } else if (!WeightReader.isLost(entry, kind.text() + " " + name, findings)) {
      tracked.add(weighed(known.getFirst(), entry));
      if (catalogue.isBelow(kind, name, settings.start())) {
        findings.remark(
            entry.position(),
            "%s %s is defined below; it is tracked, but keepalived does not: define it above"
                .formatted(kind.text(), name));
      }
    }
  }

  private Tracked weighed(Tracked known, Statement entry) {
    var reader =
        new WeightReader(known.kind().weights(), known.weight(), known.reverse(), findings);
    reader.options(entry.arguments());
    return new Tracked(known.kind(), known.name(), reader.weight(), reader.reverse());
  }
}
