package dev.baton.agent.config;

import dev.baton.agent.config.Delays.LinkDelay;
import dev.baton.agent.config.Entry.Statement;
import dev.baton.agent.config.Entry.Word;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Reads what the node waits for. */
final class DelaysReader {
  /** keepalived counts microseconds in 32 bits. */
  private static final Range START_SECONDS = new Range(0, 4294);

  private static final Range LINK_SECONDS = new Range(0, 255);

  private final Findings findings;
  private final Map<String, LinkDelay> links = new HashMap<>();

  private DelaysReader(Findings findings) {
    this.findings = findings;
  }

  /** The delays, of which those of links have to suit the instances. */
  static Delays read(
      Settings top, Settings globals, Collection<InstanceConfig> instances, Findings findings) {
    var reader = new DelaysReader(findings);
    for (Statement block : top.all("interface_up_down_delays")) {
      block.statements().forEach(entry -> reader.link(entry, instances));
    }
    return new Delays(
        globals.nanos("vrrp_startup_delay", START_SECONDS, 0),
        globals.nanos("vrrp_delay_after_boot", START_SECONDS, 0),
        reader.links);
  }

  private void link(Statement entry, Collection<InstanceConfig> instances) {
    List<Word> words = entry.arguments();
    if (!InterfaceNames.isValid(entry.keyword())) {
      warn(entry, "is for '%s', allowed is %s".formatted(entry.keyword(), InterfaceNames.RULE));
    } else if (words.isEmpty() || words.size() > 2) {
      warn(entry, "has " + words.size() + " values, allowed are 1 or 2: DOWN_SECONDS [UP_SECONDS]");
    } else if (!words.stream().allMatch(DelaysReader::isDelay)) {
      String given = words.stream().map(Word::text).collect(Collectors.joining(" "));
      warn(entry, "given is '%s', allowed is %s seconds".formatted(given, LINK_SECONDS));
    } else {
      long down = Numbers.nanos(words.getFirst().text());
      long up = Numbers.nanos(words.getLast().text());
      links.put(entry.keyword(), shortened(entry, new LinkDelay(down, up), instances));
    }
  }

  private static boolean isDelay(Word word) {
    return Numbers.isDecimal(word.text()) && LINK_SECONDS.containsNanos(Numbers.nanos(word.text()));
  }

  /** A Backup that hears nothing must be in fault before it takes itself for the last one. */
  private LinkDelay shortened(
      Statement entry, LinkDelay asked, Collection<InstanceConfig> instances) {
    return instances.stream()
        .filter(instance -> instance.uses(entry.keyword()))
        .min(Comparator.comparingLong(DelaysReader::longestNanos))
        .filter(instance -> asked.longerNanos() > longestNanos(instance))
        .map(instance -> shortened(entry, asked, instance))
        .orElse(asked);
  }

  private static long longestNanos(InstanceConfig instance) {
    return LinkDelay.longestNanos(instance, instance.protocol().intervalNanos());
  }

  private LinkDelay shortened(Statement entry, LinkDelay asked, InstanceConfig instance) {
    findings.warn(
        entry.position(),
        "the delay of %s has to be shorter than %d x %s s for vrrp_instance %s; %s s is used:"
                .formatted(
                    entry.keyword(),
                    instance.downTimerAdverts() - 1,
                    Numbers.seconds(instance.protocol().intervalNanos()),
                    instance.name(),
                    Numbers.seconds(longestNanos(instance)))
            + " correct it");
    return asked.atMost(longestNanos(instance));
  }

  private void warn(Statement entry, String why) {
    findings.warn(
        entry.position(),
        "the delay '%s' is read over: %s; correct it".formatted(entry.keyword(), why));
  }
}
