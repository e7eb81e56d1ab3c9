package dev.baton.agent.steward;

import dev.baton.events.ConfigEvent;
import dev.baton.events.ConfigEvent.InstanceSettings;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToIntFunction;

/**
 * Says a configuration of any size in records that a frame can carry: a thousand instances, or the
 * warnings of a file that is no keepalived.conf at all, fill more than one.
 */
final class ConfigRecords {
  /** Of the 64 KiB of a record; the rest is for the envelope and the fields' own headers. */
  private static final int PAGE_BYTES = 40_000;

  private static final int CHANGES_BYTES = 12_000;

  /** A longer text is cut: it is one line of a file, and not one that was written by hand. */
  private static final int LONGEST_TEXT = 4_000;

  private static final int FIXED_BYTES = 64;

  private ConfigRecords() {}

  /** The same in as many events as it needs. */
  static List<ConfigEvent> applied(ConfigEvent.Applied whole) {
    var instancePages = pages(whole.instances(), ConfigRecords::bytes);
    var warningPages = pages(texts(whole.warnings()), ConfigRecords::bytes);
    var instances = instancePages.getFirst();
    var warnings = warningPages.getFirst();
    boolean isOnePage =
        instancePages.size() == 1
            && warningPages.size() == 1
            && bytes(instances) + textBytes(warnings) <= PAGE_BYTES;
    var events = new ArrayList<ConfigEvent>();
    events.add(
        new ConfigEvent.Applied(
            whole.hash(),
            whole.file(),
            instances,
            isOnePage ? warnings : List.of(),
            firstOf(whole.changes())));
    for (var page : instancePages.subList(1, instancePages.size())) {
      events.add(new ConfigEvent.Continued(whole.hash(), page, List.of()));
    }
    for (var page : isOnePage ? List.<List<String>>of() : warningPages) {
      if (!page.isEmpty()) {
        events.add(new ConfigEvent.Continued(whole.hash(), List.of(), page));
      }
    }
    return events;
  }

  /** As many as there is room for beside a page, and how many there are more. */
  private static List<String> firstOf(List<String> changes) {
    var first = new ArrayList<String>();
    int filled = 0;
    for (var change : texts(changes)) {
      filled += bytes(change);
      if (filled > CHANGES_BYTES) {
        first.add("and " + (changes.size() - first.size()) + " more");
        break;
      }
      first.add(change);
    }
    return first;
  }

  static List<ConfigEvent> rejected(String file, List<String> errors) {
    return pages(texts(errors), ConfigRecords::bytes).stream()
        .<ConfigEvent>map(page -> new ConfigEvent.Rejected(file, page))
        .toList();
  }

  /** At least one page, which is empty if there is nothing. */
  private static <T> List<List<T>> pages(List<T> items, ToIntFunction<T> bytes) {
    var pages = new ArrayList<List<T>>();
    var page = new ArrayList<T>();
    int filled = 0;
    for (var item : items) {
      int size = bytes.applyAsInt(item);
      if (filled > 0 && filled + size > PAGE_BYTES) {
        pages.add(List.copyOf(page));
        page.clear();
        filled = 0;
      }
      page.add(item);
      filled += size;
    }
    pages.add(List.copyOf(page));
    return pages;
  }

  private static List<String> texts(List<String> texts) {
    return texts.stream()
        .map(text -> text.length() > LONGEST_TEXT ? text.substring(0, LONGEST_TEXT) + " …" : text)
        .toList();
  }

  private static int bytes(List<InstanceSettings> instances) {
    return instances.stream().mapToInt(ConfigRecords::bytes).sum();
  }

  private static int textBytes(List<String> texts) {
    return texts.stream().mapToInt(ConfigRecords::bytes).sum();
  }

  private static int bytes(InstanceSettings settings) {
    int addresses = settings.addresses().stream().mapToInt(ConfigRecords::bytes).sum();
    return 3 * FIXED_BYTES
        + bytes(settings.name())
        + bytes(settings.instance().interfaceName())
        + bytes(settings.instance().segment())
        + addresses;
  }

  private static int bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length + Integer.BYTES;
  }
}
