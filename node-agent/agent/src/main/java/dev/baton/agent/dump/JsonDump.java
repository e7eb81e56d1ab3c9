package dev.baton.agent.dump;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.baton.agent.config.Authentication;
import dev.baton.agent.config.NoticeState;
import dev.baton.agent.config.Route;
import dev.baton.agent.config.Rule;
import dev.baton.agent.config.ScriptCommand;
import dev.baton.agent.config.TrackedInterface;
import dev.baton.agent.config.VirtualAddress;
import dev.baton.agent.link.AdvertCounts.Counter;
import dev.baton.events.InstanceState;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The JSON that keepalived writes, field by field, with the same names and types. */
final class JsonDump {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private JsonDump() {}

  static String of(List<Portrait> instances, int version) {
    var all = instances.stream().map(instance -> of(instance, version)).toList();
    try {
      return MAPPER.writeValueAsString(version == 1 ? all : Map.of("vrrp", all));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("maps of words and numbers have no JSON: this is a bug", e);
    }
  }

  private static Map<String, Object> of(Portrait portrait, int version) {
    var parts = new LinkedHashMap<String, Object>();
    var settings = settings(portrait);
    if (version == 2) {
      some(settings, "track_process", portrait.company().processes());
    }
    parts.put("data", settings);
    parts.put("stats", counts(portrait));
    return parts;
  }

  private static Map<String, Object> settings(Portrait portrait) {
    var fields = new LinkedHashMap<String, Object>();
    var config = portrait.config();
    var manners = config.protocol().manners();
    fields.put("iname", config.name());
    fields.put("dont_track_primary", number(!config.needsLink()));
    fields.put("skip_check_adv_addr", number(manners.skipsAddressCheck()));
    fields.put("strict_mode", number(manners.isStrict()));
    fields.put("vmac_ifname", portrait.virtualMac().isEmpty() ? "" : portrait.interfaceName());
    fields.put("ifp_ifname", portrait.interfaceName());
    fields.put("master_priority", heard(portrait) ? portrait.count(Counter.LAST_PRIORITY) : 0);
    fields.put("last_transition", Words.seconds(portrait.standing().sinceWallNanos()));
    announcing(portrait, fields);
    fields.put("lower_prio_no_advert", number(!manners.answersLower()));
    fields.put("higher_prio_send_advert", number(manners.answersHigher()));
    electing(portrait, fields);
    told(portrait, fields);
    serving(portrait, fields);
    authentication(config.authentication(), fields);
    return fields;
  }

  private static void announcing(Portrait portrait, Map<String, Object> fields) {
    var announcements = portrait.config().announcements();
    fields.put("garp_delay", Words.whole(announcements.onActive().delayNanos()));
    fields.put("garp_refresh", Words.whole(announcements.refreshNanos()));
    fields.put("garp_rep", announcements.onActive().repeat());
    fields.put("garp_refresh_rep", announcements.refreshRepeat());
    fields.put("garp_lower_prio_delay", Words.whole(announcements.onLowerPriority().delayNanos()));
    fields.put("garp_lower_prio_rep", announcements.onLowerPriority().repeat());
  }

  private static void electing(Portrait portrait, Map<String, Object> fields) {
    var config = portrait.config();
    int state = portrait.standing().state().code();
    var own = Words.seconds(config.protocol().intervalNanos());
    fields.put("vrid", config.vrid().value());
    fields.put("base_priority", config.priority().value());
    fields.put("effective_priority", portrait.priority());
    fields.put("vipset", portrait.standing().state() == InstanceState.ACTIVE);
    fields.put("promote_secondaries", config.service().promotesSecondaries());
    fields.put("adver_int", own);
    long theirs = portrait.count(Counter.LAST_INTERVAL_CENTISECONDS);
    boolean adopts = config.version() == 3 && heard(portrait);
    fields.put("master_adver_int", adopts ? Words.seconds(theirs * 10_000_000L) : own);
    fields.put("accept", number(config.accepts()));
    fields.put("nopreempt", !config.preempt());
    fields.put("preempt_delay", Words.whole(config.preemptDelayNanos()));
    fields.put("state", state);
    fields.put("wantstate", state);
    fields.put("version", config.version());
  }

  /** What an Active last heard is of one that it beats, and says nothing of the Active. */
  private static boolean heard(Portrait portrait) {
    return portrait.standing().state() == InstanceState.BACKUP
        && portrait.count(Counter.RECEIVED) > 0;
  }

  private static void told(Portrait portrait, Map<String, Object> fields) {
    var hooks = portrait.hooks();
    fields.put("smtp_alert", hooks.mails());
    fields.put("notify_deleted", hooks.tellsDeleted());
    for (var state : NoticeState.values()) {
      String name = "script_" + state.name().toLowerCase(Locale.ROOT);
      hooks.scriptFor(state).forEach(script -> fields.put(name, Words.script(script)));
    }
    for (ScriptCommand script : hooks.onEvery()) {
      fields.put("script", Words.script(script));
    }
  }

  private static void serving(Portrait portrait, Map<String, Object> fields) {
    var config = portrait.config();
    some(fields, "vips", addresses(config.addresses(), portrait));
    some(fields, "evips", addresses(config.excluded(), portrait));
    some(fields, "vroutes", Words.routing(config, Route.class));
    some(fields, "vrules", Words.routing(config, Rule.class));
    some(
        fields,
        "track_ifp",
        config.trackedInterfaces().stream().map(TrackedInterface::name).toList());
    some(fields, "track_script", portrait.company().scripts());
  }

  private static List<String> addresses(List<VirtualAddress> addresses, Portrait portrait) {
    return addresses.stream().map(address -> Words.address(address, portrait)).toList();
  }

  private static void some(Map<String, Object> fields, String name, List<String> values) {
    if (!values.isEmpty()) {
      fields.put(name, values);
    }
  }

  private static void authentication(Authentication authentication, Map<String, Object> fields) {
    switch (authentication) {
      case Authentication.NoAuthentication none -> fields.put("auth_type", 0);
      case Authentication.Pass pass -> {
        fields.put("auth_type", 1);
        fields.put("auth_data", Words.MASKED);
      }
    }
  }

  private static Map<String, Object> counts(Portrait portrait) {
    var fields = new LinkedHashMap<String, Object>();
    Counts.of(portrait).forEach((count, value) -> fields.put(count.field(), value));
    return fields;
  }

  private static int number(boolean flag) {
    return flag ? 1 : 0;
  }
}
