package dev.baton.agent.config;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.agent.config.Announcements.Burst;
import dev.baton.agent.config.Authentication.Pass;
import dev.baton.events.Family;
import dev.baton.events.Priority;
import dev.baton.events.Vrid;
import java.net.InetAddress;
import java.util.List;
import org.junit.jupiter.api.Test;

class InstanceReadingTest {
  private static final long SECOND = 1_000_000_000L;

  private static InstanceConfig withGlobals(String globals, String... lines) {
    ConfigReading reading =
        Readings.of(
            """
            global_defs {
            %s
            }
            vrrp_instance A {
            interface eth0
            virtual_router_id 1
            virtual_ipaddress { 192.0.2.1 }
            %s
            }
            """
                .formatted(globals, String.join("\n", lines)));
    assertEquals(List.of(), reading.diagnostics());
    return Readings.only(reading);
  }

  private static InstanceConfig ipv6(String line) {
    ConfigReading reading =
        Readings.of(
            """
            vrrp_instance A {
            interface eth0
            virtual_router_id 1
            virtual_ipaddress { fe80::1 }
            %s
            }
            """
                .formatted(line));
    assertEquals(List.of(), reading.diagnostics());
    return Readings.only(reading);
  }

  private static ConfigReading withAddresses(String... addresses) {
    return Readings.of(
        """
        vrrp_instance A {
        interface eth0
        virtual_router_id 1
        virtual_ipaddress {
        %s
        }
        }
        """
            .formatted(String.join("\n", addresses)));
  }

  private static List<InetAddress> addressesOf(List<VirtualAddress> addresses) {
    return addresses.stream().map(VirtualAddress::address).toList();
  }

  private static InetAddress address(String text) throws Exception {
    return InetAddress.ofLiteral(text);
  }

  @Test
  void whatIsNotSaidIsAsInKeepalived() {
    InstanceConfig instance = Readings.fine();
    assertEquals("A", instance.name());
    assertEquals("eth0", instance.interfaceName());
    assertEquals(new Vrid(1), instance.vrid());
    assertEquals(Family.IPV4, instance.family());
    assertEquals(2, instance.version());
    assertEquals(new Priority(100), instance.priority());
    assertEquals(100, instance.intervalCentiseconds());
    assertEquals(3, instance.downTimerAdverts());
    assertTrue(instance.preempt());
    assertEquals(0, instance.preemptDelayNanos());
    assertFalse(instance.wantsActive());
    assertEquals(new Authentication.NoAuthentication(), instance.authentication());
    assertEquals(new SourceAddress.PrimaryOfInterface(), instance.source());
    assertEquals("", instance.segment());
    assertEquals(List.of(), instance.trackedInterfaces());
    assertEquals(
        new Manners(
            Checksum.PSEUDO_HEADER, true, false, false, false, false, Signatures.NONE, false),
        instance.protocol().manners());
    var burst = new Burst(5, 5 * SECOND);
    assertEquals(new Announcements(burst, burst, 0, 1, 0), instance.announcements());
  }

  @Test
  void theReadingKnowsWhereAnInstanceStands() {
    assertEquals(
        new Position(Readings.FILE, 1, 1), Readings.withLines("accept").positions().get("A"));
    assertTrue(Readings.of("vrrp_instance A {\n}").positions().isEmpty());
  }

  @Test
  void theElectionIsRead() {
    InstanceConfig instance = Readings.fine("state BACKUP", "priority 7", "nopreempt");
    assertEquals(new Priority(7), instance.priority());
    assertFalse(instance.preempt());
    assertTrue(Readings.fine("nopreempt", "preempt").preempt());
    assertFalse(Readings.fine("preempt", "nopreempt").preempt());
    assertEquals(1_500_000_000L, Readings.fine("preempt_delay 1.5").preemptDelayNanos());
    assertTrue(Readings.fine("state MASTER", "priority 120").wantsActive());
  }

  @Test
  void intervalsAreInCentiseconds() {
    assertEquals(200, Readings.fine("advert_int 2").intervalCentiseconds());
    assertEquals(25_500, Readings.fine("advert_int 255").intervalCentiseconds());
    assertEquals(5, Readings.fine("version 3", "advert_int 0.05").intervalCentiseconds());
    assertEquals(4095, Readings.fine("version 3", "advert_int 40.95").intervalCentiseconds());
  }

  @Test
  void theVersionComesFromTheInstanceOrTheGlobalsOrTheFamily() {
    assertEquals(3, Readings.fine("version 3").version());
    assertEquals(3, withGlobals("vrrp_version 3").version());
    assertEquals(2, withGlobals("vrrp_version 3", "version 2").version());
    assertEquals(3, ipv6("").version());
    assertEquals(3, ipv6("native_ipv6").version());
  }

  @Test
  void theChecksumAndTheDownTimerAreRead() {
    String global = "v3_checksum_as_v2";
    assertEquals(Checksum.MESSAGE_ONLY, Readings.fine(global).protocol().manners().checksum());
    assertEquals(Checksum.MESSAGE_ONLY, withGlobals(global).protocol().manners().checksum());
    var off = withGlobals(global, "v3_checksum_as_v2 off");
    assertEquals(Checksum.PSEUDO_HEADER, off.protocol().manners().checksum());
    assertEquals(5, Readings.fine("down_timer_adverts 5").downTimerAdverts());
    assertEquals(6, withGlobals("vrrp_down_timer_adverts 6").downTimerAdverts());
    assertEquals(
        4, withGlobals("vrrp_down_timer_adverts 6", "down_timer_adverts 4").downTimerAdverts());
  }

  @Test
  void thePasswordIsHeldAndNotShown() {
    InstanceConfig instance =
        Readings.fine("authentication {", "auth_type PASS", "auth_pass hush", "}");
    Pass pass = assertInstanceOf(Pass.class, instance.authentication());
    assertArrayEquals(new byte[] {'h', 'u', 's', 'h', 0, 0, 0, 0}, pass.bytes());
    assertFalse(instance.toString().contains("hush"));
    assertFalse(instance.toString().contains(Long.toString(pass.octets())));
  }

  @Test
  void addressesAreReadWithTheirOptions() throws Exception {
    InstanceConfig instance =
        Readings.fine(
            "virtual_ipaddress {",
            "192.0.2.2",
            "192.0.2.3/25 dev eth1 label eth1:v",
            "}",
            "virtual_ipaddress_excluded {",
            "192.0.2.4",
            "2001:db8::1/64",
            "}");
    assertEquals(
        List.of(
            new VirtualAddress(address("192.0.2.1"), 24, "eth0", ""),
            new VirtualAddress(address("192.0.2.2"), 32, "eth0", ""),
            new VirtualAddress(address("192.0.2.3"), 25, "eth1", "eth1:v")),
        instance.addresses());
    assertEquals(
        List.of(
            new VirtualAddress(address("192.0.2.4"), 32, "eth0", ""),
            new VirtualAddress(address("2001:db8::1"), 64, "eth0", "")),
        instance.excluded());
  }

  @Test
  void optionsOfAddressesAreReadAndWrittenAsTheKernelTakesThem() {
    InstanceConfig instance =
        Readings.fine(
            "virtual_ipaddress_excluded {",
            "192.0.2.2/26 brd + scope 253 noprefixroute no_track",
            "192.0.2.3/26 broadcast -",
            "192.0.2.4 peer 192.0.2.5",
            "224.0.0.99 autojoin",
            "fd99::1/64 preferred_lft 60 home -nodad mngtmpaddr",
            "fd99::2 preferred_lft forever",
            "fd99::3",
            "}");
    assertEquals(
        List.of(
            "192.0.2.2/26 dev eth0 brd 192.0.2.63 scope link noprefixroute no_track",
            "192.0.2.3/26 dev eth0 brd 192.0.2.0",
            "192.0.2.4/32 dev eth0 peer 192.0.2.5",
            "224.0.0.99/32 dev eth0 autojoin",
            "fd99::1/64 dev eth0 home -nodad mngtmpaddr preferred_lft 60",
            "fd99::2/128 dev eth0 preferred_lft forever",
            "fd99::3/128 dev eth0"),
        instance.excluded().stream().map(VirtualAddress::toString).toList());
    assertEquals(
        List.of(60L, AddressOptions.FOREVER, 0L),
        instance.excluded().stream().skip(4).map(a -> a.options().preferredSeconds()).toList());
  }

  @Test
  void aMistakeInTheFirstAddressDoesNotChangeTheFamily() throws Exception {
    ConfigReading reading = withAddresses("10.9.0.3O/24", "fd99::1", "10.9.0.4");
    InstanceConfig instance = Readings.only(reading);
    assertEquals(Family.IPV4, instance.family());
    assertEquals(List.of(address("10.9.0.4")), addressesOf(instance.addresses()));
    assertEquals(List.of(address("fd99::1")), addressesOf(instance.excluded()));
    String said = Readings.diagnostics(reading);
    assertTrue(said.contains("error: virtual address '10.9.0.3O/24' is left out: "), said);
    assertTrue(said.contains("warning: virtual address fd99::1 is not ipv4"), said);

    assertEquals(
        Family.IPV6, Readings.only(withAddresses("fd99::g", "10.9.0.4", "fd99::1")).family());
  }

  @Test
  void anInstanceWithoutAnAddressOfItsFamilyIsLeftOut() {
    ConfigReading reading = withAddresses("10.9.0.3O/24", "fd99::1");
    assertEquals(List.of(), reading.config().instances());
    String said = Readings.diagnostics(reading);
    assertTrue(
        said.contains("error: vrrp_instance A is left out: it has no virtual_ipaddress"), said);
  }

  @Test
  void trackedInterfacesAreRead() {
    assertEquals(
        List.of(
            new TrackedInterface("eth1", 0, false),
            new TrackedInterface("eth2", -20, false),
            new TrackedInterface("eth3", 5, true)),
        Readings.fine("track_interface {", "eth1", "eth2 weight -20", "eth3 weight 5 reverse", "}")
            .trackedInterfaces());
  }

  @Test
  void announcementsComeFromTheInstanceOrTheGlobals() {
    String globals =
        """
        vrrp_garp_master_delay 1
        vrrp_garp_master_repeat 2
        vrrp_garp_master_refresh 60
        vrrp_garp_master_refresh_repeat 4
        vrrp_garp_lower_prio_delay 6
        vrrp_garp_lower_prio_repeat 7
        vrrp_garp_interval 0.5
        vrrp_gna_interval 0.25
        """;
    assertEquals(
        new Announcements(
            new Burst(2, SECOND), new Burst(7, 6 * SECOND), 60 * SECOND, 4, SECOND / 2),
        withGlobals(globals).announcements());
    assertEquals(
        new Announcements(new Burst(1, 0), new Burst(0, SECOND), 9 * SECOND, 3, SECOND / 2),
        withGlobals(
                globals,
                "garp_master_delay 0",
                "garp_master_repeat 1",
                "garp_master_refresh 9",
                "garp_master_refresh_repeat 3",
                "garp_lower_prio_delay 1",
                "garp_lower_prio_repeat 0")
            .announcements());
  }

  @Test
  void aLowerPriorityIsAnsweredAsBecomingActiveIsUnlessSaidOtherwise() {
    Announcements announcements =
        Readings.fine("garp_master_delay 2", "garp_master_repeat 3").announcements();
    assertEquals(new Burst(3, 2 * SECOND), announcements.onLowerPriority());
  }

  @Test
  void theSourceAddressIsReadFromBothKeywords() throws Exception {
    var fixed = new SourceAddress.Fixed(address("192.0.2.9"), false);
    assertEquals(fixed, Readings.fine("mcast_src_ip 192.0.2.9").source());
    assertEquals(fixed, Readings.fine("unicast_src_ip 192.0.2.9").source());
  }

  @Test
  void theSourceAddressMustBeThereByTrackSrcIpAndWithUnicastPeers() throws Exception {
    var needed = new SourceAddress.Fixed(address("192.0.2.9"), true);
    assertEquals(needed, Readings.fine("track_src_ip", "mcast_src_ip 192.0.2.9").source());
    assertEquals(
        needed,
        Readings.fine("unicast_src_ip 192.0.2.9", "unicast_peer {", "192.0.2.7", "}").source());
  }

  @Test
  void standardMulticastGroupsAreNothingToSpeakOf() {
    assertEquals("A", withGlobals("vrrp_mcast_group4 224.0.0.18").name());
    assertEquals("A", Readings.fine("mcast_dst_ip 224.0.0.18").name());
  }

  @Test
  void anEmptyListOfUnicastPeersMeansMulticastAsInKeepalived() {
    var reading = Readings.withLines("unicast_peer {", "}");
    assertEquals("A", Readings.only(reading).name());
    assertTrue(Readings.diagnostics(reading).contains("warning: unicast_peer names no peer"));
  }

  @Test
  void batonSettingsAreRead() {
    ConfigReading reading =
        Readings.of(
            """
            #@baton node edge-1
            #@baton cluster 0123456789abcdef
            #@baton beside_vrrp on
            vrrp_instance A {
            #@baton segment lan
            interface eth0
            virtual_router_id 1
            virtual_ipaddress { 192.0.2.1 }
            }
            """);
    assertEquals(List.of(), reading.diagnostics());
    assertEquals(
        new GlobalConfig(
            "",
            "edge-1",
            "0123456789abcdef",
            true,
            "",
            Dumps.usual(),
            Delays.NONE,
            FirewallTables.USUAL,
            NodeScripts.NONE,
            true,
            Scheduling.USUAL,
            GlobalDefaults.USUAL),
        reading.config().globals());
    assertEquals("lan", Readings.only(reading).segment());
  }

  @Test
  void globalsHoldWhereverTheyStand() {
    ConfigReading reading =
        Readings.of(
            """
            vrrp_instance A {
            interface eth0
            virtual_router_id 1
            virtual_ipaddress { 192.0.2.1 }
            }
            global_defs {
            vrrp_version 3
            }
            global_defs {
            router_id r
            }
            """);
    assertEquals(3, Readings.only(reading).version());
    assertEquals("r", reading.config().globals().routerId());
  }
}
