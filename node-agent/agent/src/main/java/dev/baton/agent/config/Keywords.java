package dev.baton.agent.config;

import dev.baton.agent.config.Standing.Harmful;
import dev.baton.agent.config.Standing.NotManaged;
import dev.baton.agent.config.Standing.NotYet;
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
          "garp_group",
          "bfd_instance",
          "virtual_server",
          "virtual_server_group");

  /** Outside all blocks. */
  static final Keywords TOP =
      new Keywords("at the top level")
          .read("global_defs vrrp_instance")
          .notManaged("IPVS", "virtual_server virtual_server_group SSL net_namespace_ipvs")
          .notManaged("BFD", "bfd_instance")
          .notManaged("static addresses, routes and rules", "static_ipaddress static_routes")
          .notManaged("static addresses, routes and rules", "static_rules track_group")
          .notYet("its instances change state each on its own", "vrrp_sync_group")
          .notYet("the script is not run", "vrrp_script")
          .notYet("the file is not watched", "track_file vrrp_track_file")
          .notYet("the processes are not watched", "vrrp_track_process")
          .notYet("vrrp_garp_interval and vrrp_gna_interval hold for all", "garp_group")
          .notYet("link changes are told by the kernel", "linkbeat_use_polling linkbeat_interfaces")
          .notYet("link changes count at once", "interface_up_down_delays")
          .notYet("it stays in the network namespace it was started in", "net_namespace")
          .notYet("the iptables of this namespace are not touched", "namespace_with_ipsets")
          .notYet("as without this line", "instance use_pid_dir")
          .notYet("as without this line", "child_wait_time")
          .notYet("as without this line", "random_seed");

  /** In {@code global_defs}. */
  static final Keywords GLOBAL = globalKeywords();

  /** In {@code vrrp_instance}. */
  static final Keywords INSTANCE = instanceKeywords();

  /** In {@code authentication}. */
  static final Keywords AUTHENTICATION =
      new Keywords("in authentication").read("auth_type auth_pass");

  /** After an address in {@code virtual_ipaddress}. */
  static final Keywords ADDRESS =
      new Keywords("after an address")
          .read("dev label")
          .notYet("the address gets the kernel's default", "brd broadcast scope preferred_lft")
          .notYet("the address is added without a peer", "peer")
          .notYet("it is added to the interface itself", "use_vmac")
          .notYet("the address is added without this flag", "home -nodad mngtmpaddr")
          .notYet("the address is added without this flag", "noprefixroute autojoin")
          .notYet("its removal by others is treated as for every address", "no_track");

  /** After an interface in {@code track_interface}. */
  static final Keywords TRACKED_INTERFACE =
      new Keywords("after a tracked interface")
          .read("weight reverse")
          .notYet("the interface is not reversed, as without it", "noreverse");

  private final String place;
  private final Map<String, Standing> standings = new HashMap<>();

  /** The words of one more place, to be listed with the methods below. */
  Keywords(String place) {
    this.place = place;
  }

  private static Keywords globalKeywords() {
    return processKeywords()
        .read("router_id vrrp_version vrrp_garp_master_delay vrrp_garp_master_repeat")
        .read("vrrp_garp_master_refresh vrrp_garp_master_refresh_repeat vrrp_garp_interval")
        .read("vrrp_gna_interval vrrp_garp_lower_prio_delay vrrp_garp_lower_prio_repeat")
        .read("vrrp_down_timer_adverts v3_checksum_as_v2")
        .read("vrrp_mcast_group4 vrrp_mcast_group6")
        .notYet("instances run without the strict rules, as without this line", "vrrp_strict")
        .notYet("instances start at once", "vrrp_startup_delay vrrp_delay_after_boot")
        .notYet("full bursts are sent", "vrrp_min_garp")
        .notYet("only interfaces with addresses announce", "vrrp_garp_extra_if")
        .notYet("only interfaces with addresses announce", "vrrp_vmac_garp_intvl")
        .notYet("as without this line", "vrrp_lower_prio_no_advert")
        .notYet("as without this line", "vrrp_higher_prio_send_advert")
        .notYet("as without this line", "vrrp_owner_ignore_adverts")
        .notYet("as without this line", "vrrp_skip_check_adv_addr")
        .notYet("advertisements are heard by multicast only", "vrrp_check_unicast_src")
        .notYet("no macvlan is made", "vmac_prefix vmac_addr_prefix disable_local_igmp")
        .notYet("as without this line", "dynamic_interfaces allow_if_changes")
        .notYet("no firewall rules are made", "nftables nftables_priority nftables_counters")
        .notYet("no firewall rules are made", "nftables_ifindex vrrp_iptables vrrp_ipsets")
        .notYet("as without this line", "log_unknown_vrids")
        .notYet("static addresses are not managed", "default_interface");
  }

  private static Keywords notificationKeywords() {
    return new Keywords("in global_defs")
        .notManaged("IPVS", "lvs_timeouts lvs_flush lvs_flush_on_stop lvs_flush_onstop")
        .notManaged("IPVS", "lvs_sync_daemon lvs_notify_fifo lvs_notify_fifo_script")
        .notManaged("IPVS", "nftables_ipvs nftables_ipvs_priority nftables_ipvs_start_fwmark")
        .notManaged("IPVS", "net_namespace_ipvs rs_init_notifies no_checker_emails")
        .notManaged("IPVS", "smtp_alert_checker checker_log_all_failures checker_priority")
        .notManaged("IPVS", "checker_rt_priority checker_rlimit_rttime checker_rlimit_rtime")
        .notManaged("IPVS", "checker_no_swap checker_cpu_affinity checker_process_name")
        .notManaged("IPVS", "lvs_process_name lvs_netlink_cmd_rcv_bufs")
        .notManaged("IPVS", "lvs_netlink_cmd_rcv_bufs_force lvs_netlink_monitor_rcv_bufs")
        .notManaged("IPVS", "lvs_netlink_monitor_rcv_bufs_force")
        .notManaged("BFD", "bfd_priority bfd_rt_priority bfd_rlimit_rttime bfd_rlimit_rtime")
        .notManaged("BFD", "bfd_no_swap bfd_cpu_affinity bfd_process_name")
        .notYet("there is no SNMP agent", "enable_snmp_vrrp enable_snmp_keepalived")
        .notYet("there is no SNMP agent", "enable_snmp_checker enable_snmp_rfc snmp_socket")
        .notYet("there is no SNMP agent", "enable_snmp_rfcv2 enable_snmp_rfcv3 enable_traps")
        .notYet("there is no SNMP agent", "snmp_vs_stats_update_interval")
        .notYet("there is no SNMP agent", "snmp_rs_stats_update_interval")
        .notYet("there is no D-Bus service", "enable_dbus dbus_service_name")
        .notYet("there is no D-Bus service", "dbus_no_interface_name")
        .notYet("no mail is sent", "notification_email notification_email_from smtp_server")
        .notYet("no mail is sent", "smtp_helo_name smtp_connect_timeout smtp_alert")
        .notYet("no mail is sent", "smtp_alert_vrrp no_email_faults")
        .notYet("no FIFO is written; transitions are in the event log", "notify_fifo")
        .notYet("no FIFO is written; transitions are in the event log", "vrrp_notify_fifo")
        .notYet("the script is not run", "notify_fifo_script vrrp_notify_fifo_script")
        .notYet("the script is not run", "startup_script startup_script_timeout")
        .notYet("the script is not run", "shutdown_script shutdown_script_timeout")
        .notYet("priority changes are in the event log", "vrrp_notify_priority_changes")
        .notYet("no FIFO is written", "fifo_write_vrrp_states_on_reload")
        .notYet("no scripts are run", "script_user enable_script_security use_symlink_paths")
        .notYet("no scripts are run", "set_supplementary_groups");
  }

  private static Keywords processKeywords() {
    return notificationKeywords()
        .notYet("as without this line", "vrrp_priority vrrp_rt_priority")
        .notYet("as without this line", "max_auto_priority")
        .notYet("as without this line", "min_auto_priority_delay")
        .notYet("as without this line", "vrrp_rlimit_rttime vrrp_rlimit_rtime")
        .notYet("as without this line", "vrrp_no_swap vrrp_cpu_affinity")
        .notYet("as without this line", "vrrp_rx_bufs_policy vrrp_rx_bufs_multiplier")
        .notYet("as without this line", "vrrp_netlink_cmd_rcv_bufs")
        .notYet("as without this line", "vrrp_netlink_cmd_rcv_bufs_force")
        .notYet("as without this line", "vrrp_netlink_monitor_rcv_bufs")
        .notYet("as without this line", "vrrp_netlink_monitor_rcv_bufs_force")
        .notYet("as without this line", "process_monitor_rcv_bufs")
        .notYet("as without this line", "process_monitor_rcv_bufs_force")
        .notYet("processes keep their names", "process_names process_name vrrp_process_name")
        .notYet("a reload is asked for, not scheduled", "reload_time_file reload_repeat")
        .notYet("a reload with errors keeps the old configuration", "reload_check_config")
        .notYet("no such file is written", "reload_file config_save_dir tmp_config_directory")
        .notYet("no such file is written", "state_dump_file stats_dump_file json_dump_file")
        .notYet("no such file is written", "json_version data_use_instance")
        .notYet("as without this line", "include_check")
        .notYet("as without this line", "umask")
        .notYet("as without this line", "iproute_usr_dir iproute_etc_dir");
  }

  private static Keywords instanceKeywords() {
    return trackingKeywords()
        .read("state interface virtual_router_id priority advert_int version native_ipv6")
        .read("preempt nopreempt preempt_delay authentication virtual_ipaddress")
        .read("virtual_ipaddress_excluded track_interface garp_master_delay")
        .read("garp_master_repeat garp_master_refresh garp_master_refresh_repeat")
        .read("garp_lower_prio_delay garp_lower_prio_repeat mcast_src_ip unicast_src_ip")
        .read("down_timer_adverts v3_checksum_as_v2 accept mcast_dst_ip unicast_peer")
        .harmful("its peers reject advertisements without the signature", "auth_hmac")
        .notManaged("IPVS", "lvs_sync_daemon_interface")
        .notYet("packets to the addresses are accepted", "no_accept")
        .notYet("the instance runs without the strict rules", "strict_mode")
        .notYet("the addresses are served with the interface's own MAC address", "use_vmac")
        .notYet("the addresses are served with the interface's own MAC address", "use_vmac_addr")
        .notYet("the addresses are served by the interface itself", "use_ipvlan vmac_xmit_base")
        .notYet("no routes or rules are added", "virtual_routes virtual_rules")
        .notYet("the instance is in fault while its interface is down", "dont_track_primary")
        .notYet("as without this line", "track_src_ip")
        .notYet("link changes are told by the kernel", "linkbeat_use_polling")
        .notYet("the kernel's setting stays as it is", "promote_secondaries")
        .notYet("only interfaces with addresses announce", "garp_extra_if vmac_garp_intvl")
        .notYet("as without this line", "lower_prio_no_advert")
        .notYet("as without this line", "higher_prio_send_advert")
        .notYet("as without this line", "owner_ignore_adverts")
        .notYet("as without this line", "skip_check_adv_addr")
        .notYet("as without this line", "log_unknown_vrids")
        .notYet("advertisements are heard by multicast only", "unicast_ttl check_unicast_src")
        .notYet("advertisements are sent by multicast", "unicast_fault_no_peer")
        .notYet("advertisements are sent by multicast", "old_unicast_checksum")
        .notYet("an instance without addresses is left out", "no_virtual_ipaddress")
        .notYet("the instance uses its interface", "vrf")
        .notYet("as without this line", "timer_expired_backup thread_timer_expired")
        .notYet("as without this line", "kernel_rx_buf_size")
        .notYet("it does nothing in keepalived either", "debug");
  }

  private static Keywords trackingKeywords() {
    return new Keywords("in vrrp_instance")
        .notYet("the script never moves the priority", "track_script")
        .notYet("the file never moves the priority", "track_file vrrp_track_file")
        .notYet("the processes never move the priority", "track_process")
        .notYet("the session never moves the priority", "track_bfd")
        .notYet("the script is not run; the transition is in the event log", "notify")
        .notYet("the script is not run", "notify_master notify_backup notify_fault notify_stop")
        .notYet("the script is not run", "notify_deleted notify_master_rx_lower_pri")
        .notYet("no mail is sent", "smtp_alert")
        .notYet("priority changes are in the event log", "notify_priority_changes");
  }

  /** Adds words that are carried out. */
  Keywords read(String words) {
    return put(new Read(), words);
  }

  /** Adds words that change nothing, and what happens instead. */
  Keywords notYet(String instead, String words) {
    return put(new NotYet(instead), words);
  }

  private Keywords harmful(String harm, String words) {
    return put(new Harmful(harm), words);
  }

  private Keywords notManaged(String part, String words) {
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
