package dev.baton.agent.config;

import dev.baton.agent.config.Standing.NotManaged;
import dev.baton.agent.config.Standing.NotYet;
import dev.baton.agent.config.Standing.Partly;
import dev.baton.agent.config.Standing.Read;
import dev.baton.agent.config.Standing.Unknown;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** The words that keepalived 2.4 knows at one place of its configuration. */
final class Keywords {
  private static final Set<String> ONLY_AT_TOP =
      Set.of(
          "global_defs",
          "vrrp_instance",
          "vrrp_sync_group",
          "vrrp_script",
          "vrrp_track_process",
          "vrrp_track_file",
          "static_ipaddress",
          "static_routes",
          "static_rules",
          "track_group",
          "garp_group",
          "bfd_instance",
          "virtual_server",
          "virtual_server_group");

  /** Outside all blocks. */
  static final Keywords TOP =
      new Keywords("at the top level")
          .read("global_defs vrrp_instance vrrp_sync_group vrrp_script")
          .read("track_file vrrp_track_file vrrp_track_process")
          .notManaged("IPVS", "virtual_server virtual_server_group SSL net_namespace_ipvs")
          .notManaged("BFD", "bfd_instance")
          .read("static_ipaddress static_routes static_rules track_group")
          .notYet("vrrp_garp_interval and vrrp_gna_interval hold for all", "garp_group")
          .notYet("link changes are told by the kernel", "linkbeat_use_polling linkbeat_interfaces")
          .read("interface_up_down_delays")
          .notYet("the iptables of this namespace are not touched", "namespace_with_ipsets")
          .read("instance net_namespace")
          .notYet("as without this line", "use_pid_dir")
          .notYet("as without this line", "child_wait_time");

  /** In {@code global_defs}. */
  static final Keywords GLOBAL = GlobalKeywords.all();

  /** In {@code vrrp_instance}. */
  static final Keywords INSTANCE = InstanceKeywords.all();

  /** In {@code authentication}. */
  static final Keywords AUTHENTICATION =
      new Keywords("in authentication").read("auth_type auth_pass");

  /** After an address in {@code virtual_ipaddress}. */
  static final Keywords ADDRESS =
      new Keywords("after an address")
          .read("dev label brd broadcast scope preferred_lft peer home -nodad mngtmpaddr")
          .read("noprefixroute autojoin no_track use_vmac");

  /** After an interface in {@code track_interface}. */
  static final Keywords TRACKED_INTERFACE =
      new Keywords("after a tracked interface").read("weight reverse noreverse");

  private final String place;
  private final Map<String, Standing> standings = new HashMap<>();

  /** The words of one more place, to be listed with the methods below. */
  Keywords(String place) {
    this.place = place;
  }

  /** Adds words that are carried out. */
  Keywords read(String words) {
    return put(new Read(), words);
  }

  /** Adds words that change nothing, and what happens instead. */
  Keywords notYet(String instead, String words) {
    return put(new NotYet(instead), words);
  }

  /** Adds words of which something is missing, which their reader says. */
  Keywords partly(String missing, String words) {
    return put(new Partly(missing), words);
  }

  /** Adds words of a part that is left to others. */
  Keywords notManaged(String part, String words) {
    return put(new NotManaged(part), words);
  }

  private Keywords put(Standing standing, String words) {
    for (String word : words.split(" ", -1)) {
      if (standings.put(word, standing) != null) {
        throw new IllegalStateException(word + " is listed twice " + place + ": this is a bug");
      }
    }
    return this;
  }

  /** Whether a block of this name can only stand outside all other blocks. */
  static boolean onlyAtTop(String keyword) {
    return ONLY_AT_TOP.contains(keyword);
  }

  /** Where these keywords stand, in words. */
  String place() {
    return place;
  }

  Standing standingOf(String keyword) {
    Standing known = standings.get(keyword);
    return known == null ? new Unknown(Spelling.nearest(keyword, standings.keySet())) : known;
  }

  /** All the words, for tests that try each. */
  Set<String> all() {
    return Set.copyOf(standings.keySet());
  }
}
