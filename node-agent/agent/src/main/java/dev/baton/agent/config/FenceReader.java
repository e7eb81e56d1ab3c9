package dev.baton.agent.config;

import static java.util.stream.Collectors.joining;

import dev.baton.agent.config.Entry.BatonSetting;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads how long addresses live without renewal: in the instance's block, or above for all. */
final class FenceReader {
  static final String KEY = "fence_lifetime";

  private static final Range SECONDS = new Range(1, 86_400);
  private static final int MAX_NAMES = 5;
  private static final long NANOS_PER_SECOND = 1_000_000_000L;

  private final Findings findings;
  private final List<Entry> top;
  private final Map<String, Need> needed = new LinkedHashMap<>();

  /** What an instance needs more than is said of all. */
  private record Need(BatonSetting setting, long least, long downNanos) {}

  FenceReader(Findings findings, List<Entry> top) {
    this.findings = findings;
    this.top = top;
  }

  /** The instance with what is said of it in its block, or else of all. */
  InstanceConfig fenced(InstanceConfig instance, List<Entry> body) {
    var own = settings(body);
    var said = own.isEmpty() ? settings(top) : own;
    if (said.isEmpty()) {
      return instance;
    }
    if (instance.priority().isOwner()) {
      own.forEach(setting ->
          findings.warn(
              setting.position(),
              "#@baton fence_lifetime is read over: the addresses of an owner are the host's own"));
      return instance;
    }
    return instance.with(fence(said.getLast(), instance, own.isEmpty()));
  }

  /** Says once of a lifetime for all which of these instances it is too short for. */
  void tell(Collection<String> instances) {
    var left = needed.keySet().stream().filter(instances::contains).toList();
    left.stream()
        .max(Comparator.comparingLong(name -> need(name).least()))
        .ifPresent(name -> tell(name, need(name), left));
  }

  private Need need(String instance) {
    var need = needed.get(instance);
    if (need == null) {
      throw new IllegalStateException(instance + " needs no longer lifetime: this is a bug");
    }
    return need;
  }

  private void tell(String most, Need need, List<String> instances) {
    String others = instances.size() > MAX_NAMES ? " and %d more" : "";
    findings.error(
        need.setting().position(),
        ("#@baton fence_lifetime is '%s', but vrrp_instance %s needs at least %d, twice its"
                + " Active_Down_Interval of %s s; the addresses of %s do not lapse: correct it")
            .formatted(
                need.setting().value(),
                most,
                need.least(),
                Numbers.seconds(need.downNanos()),
                instances.stream().limit(MAX_NAMES).collect(joining(", "))
                    + others.formatted(instances.size() - MAX_NAMES)));
  }

  private static List<BatonSetting> settings(List<Entry> entries) {
    return entries.stream()
        .filter(BatonSetting.class::isInstance)
        .map(BatonSetting.class::cast)
        .filter(setting -> setting.key().equals(KEY))
        .toList();
  }

  private Fence fence(BatonSetting setting, InstanceConfig instance, boolean isOfAll) {
    String given = setting.value();
    if (!Numbers.isInteger(given) || !SECONDS.contains(Integer.parseInt(given))) {
      findings.error(
          setting.position(),
          "#@baton fence_lifetime is '%s', allowed is %s seconds; no address lapses: correct it"
              .formatted(given, SECONDS));
      return Fence.NONE;
    }
    long downNanos = TimerRegrets.downNanos(instance);
    long least = Math.ceilDiv(2 * downNanos, NANOS_PER_SECOND);
    if (Integer.parseInt(given) < least && isOfAll) {
      needed.put(instance.name(), new Need(setting, least, downNanos));
      return Fence.NONE;
    }
    if (Integer.parseInt(given) < least) {
      findings.error(
          setting.position(),
          ("#@baton fence_lifetime is '%s', but vrrp_instance %s needs at least %d, twice its"
                  + " Active_Down_Interval of %s s; its addresses do not lapse: correct it")
              .formatted(given, instance.name(), least, Numbers.seconds(downNanos)));
      return Fence.NONE;
    }
    return new Fence(Integer.parseInt(given));
  }
}
