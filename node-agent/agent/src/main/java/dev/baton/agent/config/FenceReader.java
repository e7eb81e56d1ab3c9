package dev.baton.agent.config;

import dev.baton.agent.config.Entry.BatonSetting;
import java.util.List;

/** Reads how long addresses live without renewal: in the instance's block, or above for all. */
final class FenceReader {
  static final String KEY = "fence_lifetime";

  private static final Range SECONDS = new Range(1, 86_400);
  private static final long NANOS_PER_SECOND = 1_000_000_000L;

  private final Findings findings;
  private final List<Entry> top;

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
    return instance.with(fence(said.getLast(), instance));
  }

  private static List<BatonSetting> settings(List<Entry> entries) {
    return entries.stream()
        .filter(BatonSetting.class::isInstance)
        .map(BatonSetting.class::cast)
        .filter(setting -> setting.key().equals(KEY))
        .toList();
  }

  private Fence fence(BatonSetting setting, InstanceConfig instance) {
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
