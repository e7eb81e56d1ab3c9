package dev.baton.agent.config;

/** The words of {@code global_defs}, by what they are about. */
final class GlobalKeywords {
  private GlobalKeywords() {}

  static Keywords all() {
    var all = new Keywords("in global_defs");
    balancing(all);
    surfaces(all);
    notifications(all);
    announcing(all);
    networking(all);
    electing(all);
    process(all);
    return all;
  }

  /** What belongs to other parts of keepalived. */
  private static void balancing(Keywords all) {
    all.notManaged("IPVS", "lvs_timeouts lvs_flush lvs_flush_on_stop lvs_flush_onstop")
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
        .notManaged("BFD", "bfd_no_swap bfd_cpu_affinity bfd_process_name");
  }

  /** How others look into the daemon. */
  private static void surfaces(Keywords all) {
    all.notYet("there is no SNMP agent", "enable_snmp_vrrp enable_snmp_keepalived")
        .notYet("there is no SNMP agent", "enable_snmp_checker enable_snmp_rfc snmp_socket")
        .notYet("there is no SNMP agent", "enable_snmp_rfcv2 enable_snmp_rfcv3 enable_traps")
        .notYet("there is no SNMP agent", "snmp_vs_stats_update_interval")
        .notYet("there is no SNMP agent", "snmp_rs_stats_update_interval")
        .notYet("there is no D-Bus service", "enable_dbus dbus_service_name")
        .notYet("there is no D-Bus service", "dbus_no_interface_name");
  }

  /** What is told to people and scripts. */
  private static void notifications(Keywords all) {
    all.read(NotificationReader.WORDS)
        .read(NodeScriptsReader.WORDS)
        .read("script_user enable_script_security use_symlink_paths set_supplementary_groups");
  }

  /** How addresses are announced. */
  private static void announcing(Keywords all) {
    all.read("vrrp_garp_master_delay vrrp_garp_master_repeat")
        .read("vrrp_garp_master_refresh vrrp_garp_master_refresh_repeat vrrp_garp_interval")
        .read("vrrp_gna_interval vrrp_garp_lower_prio_delay vrrp_garp_lower_prio_repeat")
        .read("vrrp_min_garp")
        .notYet("only interfaces with addresses announce", "vrrp_garp_extra_if")
        .notYet("only interfaces with addresses announce", "vrrp_vmac_garp_intvl");
  }

  /** Interfaces, firewall and groups. */
  private static void networking(Keywords all) {
    all.read("vrrp_mcast_group4 vrrp_mcast_group6 vrrp_check_unicast_src")
        .read("dynamic_interfaces")
        .read("vmac_prefix vmac_addr_prefix")
        .read("disable_local_igmp")
        .read(FirewallTablesReader.WORDS)
        .notYet("packets are refused with nftables", "vrrp_iptables vrrp_ipsets")
        .read("default_interface");
  }

  /** What all instances fall back on. */
  private static void electing(Keywords all) {
    all.read("router_id vrrp_version vrrp_down_timer_adverts v3_checksum_as_v2")
        .read("vrrp_lower_prio_no_advert vrrp_higher_prio_send_advert")
        .read("vrrp_owner_ignore_adverts vrrp_skip_check_adv_addr vrrp_strict")
        .read("vrrp_startup_delay vrrp_delay_after_boot log_unknown_vrids");
  }

  /** The daemon itself. */
  private static void process(Keywords all) {
    all.read(SchedulingReader.WORDS)
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
        .read(Dumps.WORDS)
        .read("include_check random_seed")
        .notYet("as without this line", "iproute_usr_dir iproute_etc_dir");
  }
}
