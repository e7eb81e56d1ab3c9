package dev.baton.agent.config;

import static dev.baton.agent.config.Limit.NAME_15;
import static dev.baton.agent.config.Limit.global;
import static dev.baton.agent.config.Limit.instance;
import static dev.baton.agent.config.Limit.limit;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.agent.config.Limit.Place;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every number that has a limit, at it and just beyond it: one mistake is one finding. */
class LimitsTest {
  private static final String SECONDS = "0 to 4294 seconds";
  private static final String COUNT = "1 to 65535";

  private static final String SECOND_VMAC =
      """
      vrrp_instance B {
        interface eth0
        virtual_router_id 2
        use_vmac v2
        virtual_ipaddress { 192.0.2.2 }
      }
      """;

  private static Place tracker(String head, String keyword) {
    return new Place(head + "\n  " + keyword + " %s\n}\n" + instance("", "").text(), keyword);
  }

  private static Stream<Limit> limits() {
    return Stream.of(
            election(),
            announcing(),
            globals(),
            scheduling(),
            links(),
            trackers(),
            addresses(),
            node())
        .flatMap(each -> each);
  }

  private static Stream<Limit> election() {
    var vrid = new Place(instance("", "").text().replace("id 1", "id %s"), "virtual_router_id");
    var link = new Place(instance("", "").text().replace("eth0", "%s"), "interface");
    String peer = "unicast_peer { 192.0.2.9 %s }";
    String hops = "0 to 255";
    return Stream.of(
        limit(vrid, "1 to 255", "1 255", "0 256 -1 x 1.5 99999999999"),
        limit(link, "1 to 15 characters", "e " + NAME_15, NAME_15 + "6 a/b lo"),
        limit(instance("priority"), "1 to 255", "1 255", "0 256 -1 high 1.5"),
        limit(
            instance("priority 100\n  state %s", "state"),
            "MASTER or BACKUP",
            "MASTER BACKUP",
            "FAULT master"),
        limit(instance("version"), "2 to 3", "2 3", "1 4 x"),
        limit(instance("advert_int"), "1 to 255", "1 255", "0 0.5 1.5 255.5 256 -1 x"),
        limit(
            instance("version 3\n  advert_int %s", "advert_int"),
            "0.01 to 40.95 seconds",
            "0.01 40.95 1",
            "0 0.009 0.015 40.96 41 256 -1 x"),
        limit(instance("preempt_delay"), "0 to 1000 seconds", "0 1000 0.5", "-1 1000.1 x"),
        limit(instance("down_timer_adverts"), "1 to 100", "1 100", "0 101 x"),
        limit(instance("unicast_ttl"), "1 to 255", "1 255", "0 256 x"),
        limit(instance(peer.replace("%s", "min_ttl %s"), "min_ttl"), hops, "0 255", "-1 256 x"),
        limit(instance(peer.replace("%s", "max_ttl %s"), "max_ttl"), hops, "0 255", "-1 256 x"),
        limit(
            instance("track_interface { eth1 weight %s }", "weight"),
            "-253 to 253",
            "-253 0 253",
            "-254 254 x"),
        limit(instance("strict_mode"), "on, true", "on no true", "maybe 1"),
        limit(instance("mcast_src_ip"), "an ipv4 address", "192.0.2.8", "2001:db8::1 300.1.1.1"),
        limit(instance("mcast_dst_ip"), "an IPv4 multicast address", "224.0.0.99", "192.0.2.1 x"));
  }

  private static Stream<Limit> announcing() {
    var plain =
        Stream.of("garp_master_delay", "garp_lower_prio_delay")
            .flatMap(word -> Stream.of(instance(word), global("vrrp_" + word)))
            .map(place -> limit(place, SECONDS, "0 4294 1.5", "-1 4295 x"));
    var refresh =
        Stream.of(instance("garp_master_refresh"), global("vrrp_garp_master_refresh"))
            .map(place -> limit(place, "0 to 999999999 seconds", "0 86401 1.5", "-1 9999999999 x"));
    var counts =
        Stream.of("garp_master_repeat", "garp_master_refresh_repeat")
            .flatMap(word -> Stream.of(instance(word), global("vrrp_" + word)))
            .map(place -> limit(place, COUNT, "1 65535", "0 65536 x"));
    var onLower =
        Stream.of(instance("garp_lower_prio_repeat"), global("vrrp_garp_lower_prio_repeat"))
            .map(place -> limit(place, "0 to 65535", "0 65535", "-1 65536 x"));
    return Stream.of(plain, refresh, counts, onLower).flatMap(each -> each);
  }

  private static Stream<Limit> globals() {
    String starts = "0 to 4294 seconds";
    String script = "startup_script /bin/true\n  startup_script_timeout %s";
    return Stream.of(
        limit(global("vrrp_version"), "2 to 3", "2 3", "1 4 x"),
        limit(global("vrrp_down_timer_adverts"), "1 to 100", "1 100", "0 101 x"),
        limit(global("vrrp_garp_interval"), SECONDS, "0 101", "-1 4295 x"),
        limit(global("vrrp_gna_interval"), SECONDS, "0 101", "-1 4295 x"),
        limit(global("vrrp_startup_delay"), starts, "0 4294", "-1 4295 x"),
        limit(global("vrrp_delay_after_boot"), starts, "0 4294", "-1 4295 x"),
        limit(
            global("random_seed"),
            "0 to 4294967295",
            "0 4294967295 +5 010",
            "4x 0x10 -1 -7777777 4294967296 999999999999"),
        limit(global("json_version"), "1 to 2", "1 2", "0 3 x"),
        limit(global("smtp_connect_timeout"), "1 to 4294 seconds", "1 4294", "0 4295 x"),
        limit(global(script, "startup_script_timeout"), "1 to 1000", "1 1000", "0 1001 x"),
        limit(
            global(script.replace("startup", "shutdown"), "shutdown_script_timeout"),
            "1 to 1000",
            "1 1000",
            "0 1001 x"),
        limit(
            global("nftables_priority"),
            "-2147483648 to 2147483647",
            "-2147483648 2147483647",
            "-2147483649 2147483648 x"),
        limit(global("vmac_prefix"), "10 characters", "v a234567890", "a2345678901 a/b"),
        limit(global("vrrp_mcast_group4"), "an IPv4 multicast", "224.0.0.99", "10.0.0.1 x"),
        limit(global("vrrp_mcast_group6"), "ff02::/16", "ff02::99", "ff05::1 2001:db8::1 x"),
        limit(global("vrrp_strict"), "on, true", "on off", "maybe"),
        limit(global("smtp_server 192.0.2.5 %s", "%s"), COUNT, "1 65535", "0 65536 x"));
  }

  private static Stream<Limit> scheduling() {
    return Stream.of(
        limit(global("vrrp_priority"), "-20 to 19", "-20 19", "-21 20 x"),
        limit(global("vrrp_rt_priority"), "1 to 99", "1 99", "0 100 x"),
        limit(global("max_auto_priority"), "-1 to 99", "-1 0 99", "-2 100 x"),
        limit(
            global("max_auto_priority 9\n  min_auto_priority_delay %s", "min_auto_priority_delay"),
            "1 to 10000000",
            "1 10000000",
            "0 10000001 x"),
        limit(global("vrrp_rlimit_rttime"), "2 to 999999999", "2 999999999", "1 1000000000 x"),
        limit(global("vrrp_cpu_affinity %s", "%s"), "0 to 1023", "0 1023", "-1 1024 x"),
        limit(global("umask"), "0 to 0777", "0 0777 IWGRP|IWOTH", "0999 -1 x"));
  }

  private static Stream<Limit> links() {
    String macs = "02:00:00:00:00:01 02:00:00:00:00 2:0:0:0:0:1";
    String noMacs = "03:00:00:00:00:01 00:00:00:00:00:00 02:00:00:00:00:xx 02:00:00:00:00:01:02";
    return Stream.of(
        limit(
            instance("use_vmac %s", "%s"),
            "1 to 15 characters without '/'",
            "v vrrp.9 name " + NAME_15,
            NAME_15 + "6 a/b . .."),
        limit(instance("use_vmac %s", "%s"), "allowed is a name of its own", "eth1", "eth0 lo"),
        limit(instance("use_vmac name %s", "%s"), "1 to 15 characters", "v", "a/b"),
        limit(instance("use_vmac v1 %s", "%s"), "allowed are 5 or 6 octets", macs, noMacs),
        limit(instance("use_vmac v1 %s", "%s"), "v1 counts", "02:00:00:00:00:01", "v2"),
        limit(
            new Place(SECOND_VMAC + instance("use_vmac %s", "use_vmac").text(), "use_vmac"),
            "is taken by another instance; one is made up: give another",
            "v1",
            "v2"));
  }

  private static Stream<Limit> trackers() {
    String script = "vrrp_script S {\n  script /bin/true";
    String file = "track_file F {\n  file /tmp/f";
    String process = "vrrp_track_process P {\n  process p";
    String time = "more than 0 and at most 4294 seconds";
    String delay = "0 to 3600 seconds";
    return Stream.of(
        limit(tracker(script, "interval"), time, "0.001 4294", "0 -1 4295 x"),
        limit(tracker(script, "timeout"), time, "0.001 4294", "0 -1 4295 x"),
        limit(tracker(script, "rise"), "1 to 999999999", "1 999999999", "0 1000000000 x"),
        limit(tracker(script, "fall"), "1 to 999999999", "1 999999999", "0 1000000000 x"),
        limit(tracker(script, "weight"), "-253 to 253", "-253 253", "-254 254 x"),
        limit(tracker(file, "weight"), "-254 to 254", "-254 254", "-255 255 2147483648 x"),
        limit(
            new Place(file + "\n}\n" + instance("track_file { F weight %s }", "").text(), "weight"),
            "-254 to 254",
            "-254 254",
            "-255 255 x"),
        limit(tracker(process, "weight"), "-254 to 254", "-254 254", "-255 255 x"),
        limit(tracker(process, "quorum"), COUNT, "1 65535", "0 65536 x"),
        limit(tracker(process, "quorum_max"), "0 to 65535", "0 65535", "-1 65536 x"),
        limit(tracker(process, "delay"), delay, "0 3600", "-1 3601 x"),
        limit(tracker(process, "fork_delay"), delay, "0 3600", "-1 3601 x"),
        limit(tracker(process, "terminate_delay"), delay, "0 3600", "-1 3601 x"),
        limit(
            new Place(
                script + "\n}\n" + instance("track_script { S weight %s }", "").text(), "weight"),
            "-253 to 253",
            "-253 253",
            "-254 254 x"));
  }

  private static Stream<Limit> addresses() {
    String ipv4 = instance("", "").text().replace("192.0.2.1", "192.0.2.1 %s");
    String prefix = instance("", "").text().replace("192.0.2.1", "192.0.2.1/%s");
    String prefix6 = instance("", "").text().replace("192.0.2.1", "2001:db8::1/%s");
    String ipv6 = instance("", "").text().replace("192.0.2.1", "2001:db8::1/64 %s");
    return Stream.of(
        limit(new Place(prefix, "192.0.2.1"), "0 to 32", "1 32", "-1 33 x"),
        limit(new Place(prefix6, "2001:db8::1"), "0 to 128", "1 128", "-1 129 x"),
        limit(
            new Place(ipv4.replace("%s", "label %s"), "label"),
            "15 characters",
            "l " + NAME_15,
            NAME_15 + "6"),
        limit(
            new Place(ipv4.replace("%s", "dev %s"), "dev"),
            "1 to 15 characters",
            "eth1 " + NAME_15,
            NAME_15 + "6 a/b"),
        limit(
            new Place(ipv6.replace("%s", "preferred_lft %s"), "preferred_lft"),
            "forever or 0 to 4294967295 seconds",
            "0 4294967295 forever",
            "-1 4294967296 x"));
  }

  private static Stream<Limit> node() {
    var delay =
        new Place("interface_up_down_delays {\n  eth9 %s\n}\n" + instance("", "").text(), "eth9");
    var fence = instance("#@baton fence_lifetime %s", "#@baton");
    return Stream.of(
        limit(delay, "0 to 255 seconds", "0 255 0.5", "-1 256 x"),
        limit(fence, "1 to 86400 seconds", "8 86400", "0 -1 86401 x"),
        limit(fence, "at least 8", "8", "1 7"));
  }

  @ParameterizedTest
  @MethodSource("limits")
  void whatIsAllowedIsNoFinding(Limit limit) {
    limit.assertKept();
  }

  @ParameterizedTest
  @MethodSource("limits")
  void whatIsBeyondIsOneFindingWithItsPlaceWhatIsGivenAndWhatIsAllowed(Limit limit) {
    limit.assertTold();
  }

  /** What is read only beside others says nothing where the others are wrong. */
  @ParameterizedTest
  @MethodSource("limits")
  void whatIsBeyondIsFoundWhereTheInstanceIsLeftOutAsWell(Limit limit) {
    if (limit.bad().contains("eth0") || limit.place().text().contains(SECOND_VMAC)) {
      // Two that want the same are no longer two.
      return;
    }
    for (String outside : List.of("interface lo", "interface " + NAME_15 + "6", "")) {
      limit.assertFoundWith("interface eth0", outside);
    }
    limit.assertFoundWith("virtual_router_id 1\n", "virtual_router_id 0\n");
  }

  @Test
  void aPasswordOfEightBytesIsWholeAndALongerOneIsCutWithoutSayingIt() {
    String text = "authentication { auth_type PASS\nauth_pass %s\n}";
    assertEquals("", said(instance(text, "").with("12345678")));
    String longer = said(instance(text, "").with("123456789"));
    assertTrue(longer.startsWith("test.conf:6:1: warning: auth_pass has 9 bytes"), longer);
    assertEquals(1, longer.lines().count(), longer);
  }

  private static String said(String text) {
    return Readings.diagnostics(Readings.of(text));
  }
}
