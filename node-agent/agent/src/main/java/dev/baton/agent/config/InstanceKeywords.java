package dev.baton.agent.config;

/** The words of {@code vrrp_instance}, by what they are about. */
final class InstanceKeywords {
  private InstanceKeywords() {}

  static Keywords all() {
    var all = new Keywords("in vrrp_instance");
    tracking(all);
    notifications(all);
    networking(all);
    announcing(all);
    electing(all);
    return all;
  }

  /** What moves the priority. */
  private static void tracking(Keywords all) {
    all.read("track_interface dont_track_primary track_src_ip")
        .read("track_script track_file track_process")
        .notYet("link changes are told by the kernel", "linkbeat_use_polling")
        .notYet("the session never moves the priority", "track_bfd");
  }

  /** What is told to people and scripts. */
  private static void notifications(Keywords all) {
    all.read(HookReader.WORDS);
  }

  /** Where and how advertisements are heard. */
  private static void networking(Keywords all) {
    all.read("virtual_routes virtual_rules")
        .read("mcast_src_ip unicast_src_ip mcast_dst_ip unicast_peer accept")
        .notManaged("IPVS", "lvs_sync_daemon_interface")
        .read("no_accept")
        .read("use_vmac use_vmac_addr vmac_xmit_base promote_secondaries")
        .notYet("the addresses are served by the interface itself", "use_ipvlan")
        .read("unicast_ttl check_unicast_src unicast_fault_no_peer")
        .notYet("checksums are those of keepalived 1.3.7 and newer", "old_unicast_checksum")
        .read("no_virtual_ipaddress log_unknown_vrids")
        .notYet("the instance uses its interface", "vrf")
        .notYet("as without this line", "kernel_rx_buf_size");
  }

  /** How addresses are announced. */
  private static void announcing(Keywords all) {
    all.read("garp_master_delay garp_master_repeat")
        .read("garp_master_refresh garp_master_refresh_repeat")
        .read("garp_lower_prio_delay garp_lower_prio_repeat")
        .notYet("only interfaces with addresses announce", "garp_extra_if vmac_garp_intvl");
  }

  /** The election and what is advertised. */
  private static void electing(Keywords all) {
    all.read("state interface virtual_router_id priority advert_int version native_ipv6")
        .read("preempt nopreempt preempt_delay authentication virtual_ipaddress")
        .read("virtual_ipaddress_excluded down_timer_adverts v3_checksum_as_v2")
        .read("lower_prio_no_advert higher_prio_send_advert owner_ignore_adverts")
        .read("skip_check_adv_addr strict_mode")
        .partly("advertisements go unsigned, and signatures of others are not checked", "auth_hmac")
        .notYet("as without this line", "timer_expired_backup thread_timer_expired")
        .notYet("it does nothing in keepalived either", "debug");
  }
}
