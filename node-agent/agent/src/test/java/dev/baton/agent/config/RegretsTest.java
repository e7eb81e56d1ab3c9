package dev.baton.agent.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RegretsTest {
  private static String regrets(String... lines) {
    return last(Readings.withLines(lines));
  }

  /** The regrets of the instance that is read last. */
  private static String last(ConfigReading reading) {
    List<InstanceConfig> instances = reading.config().instances();
    return String.join("\n", Regrets.of(instances.getLast(), reading.config()));
  }

  private static void assertSaid(String said, String regrets) {
    assertTrue(regrets.contains(said), regrets);
  }

  @Test
  void nothingIsSaidOfAUsualInstance() {
    assertEquals("", regrets("priority 150", "preempt_delay 30", "garp_master_refresh 60"));
  }

  @Test
  void stateMasterDoesNotDecide() {
    assertSaid(
        "state MASTER does not make it Active sooner", regrets("state MASTER", "priority 9"));
  }

  @Test
  void anOwnerGivesItsAddressesToNobody() {
    assertSaid("254 is the highest for all others", regrets("priority 255"));
  }

  @Test
  void withoutPreemptionAPriorityMovesNothing() {
    assertSaid("lowering a priority moves them nowhere", regrets("nopreempt"));
  }

  @Test
  void aPreemptDelayBesideNopreemptHasNoUse() {
    assertSaid("preempt_delay has no use", regrets("nopreempt", "preempt_delay 5"));
  }

  @Test
  void aLongPreemptDelayLeavesOnlyASpare() {
    assertSaid("longer than 5 minutes", regrets("preempt_delay 301"));
  }

  @Test
  void aShortPreemptDelayDelaysNothing() {
    assertSaid("Active_Down_Interval (3.609 s)", regrets("preempt_delay 3"));
    assertEquals("", regrets("preempt_delay 4"));
  }

  @Test
  void aPasswordKeepsNobodyOut() {
    assertSaid(
        "readable to everyone", regrets("authentication {", "auth_type PASS", "auth_pass x", "}"));
  }

  @Test
  void inVersion2TheIntervalMustBeTheSameOnAll() {
    assertSaid("another advert_int than 2 s reject", regrets("advert_int 2"));
    assertEquals("", regrets("version 3", "advert_int 2"));
  }

  @Test
  void aShortIntervalTakesAPauseForADeath() {
    assertSaid("stands still for 0.15 s", regrets("version 3", "advert_int 0.05"));
  }

  @Test
  void aLongIntervalIsALongOutage() {
    assertSaid(
        "nobody serves the addresses for 35.625 s",
        regrets("version 3", "advert_int 10", "priority 112"));
  }

  @Test
  void oneLostAdvertisementMayBeTooFew() {
    assertSaid("a single lost advertisement", regrets("down_timer_adverts 1"));
  }

  @Test
  void manyMissedAdvertisementsAreLate() {
    assertSaid("down_timer_adverts 11: as many", regrets("version 3", "down_timer_adverts 11"));
  }

  @Test
  void theFirstIpv6AddressShouldBeLinkLocal() {
    ConfigReading reading =
        Readings.of(
            "vrrp_instance A {\ninterface eth0\nvirtual_router_id 1\n"
                + "virtual_ipaddress { 2001:db8::1 }\n}");
    assertSaid("should be link-local", last(reading));
  }

  @Test
  void manyAddressesAreManyAnnouncements() {
    assertSaid("105 announcements go out at once", regrets(addresses("10.0.0.", 20)));
  }

  @Test
  void manyIpv6AddressesDoNotFitOneDatagram() {
    ConfigReading reading =
        Readings.of(
            "vrrp_instance A {\ninterface eth0\nvirtual_router_id 1\nvirtual_ipaddress {\nfe80::1\n"
                + entries("2001:db8::", 95)
                + "}\n}");
    assertSaid("an advertisement with 96 addresses has 1584 bytes", last(reading));
  }

  private static String addresses(String prefix, int count) {
    return "virtual_ipaddress {\n" + entries(prefix, count) + "}";
  }

  private static String entries(String prefix, int count) {
    return IntStream.rangeClosed(1, count)
        .mapToObj(i -> prefix + i + "\n")
        .collect(Collectors.joining());
  }

  @Test
  void differentMasksInOneNetworkAreASlip() {
    assertSaid(
        "different prefix lengths, 24, 32", regrets("virtual_ipaddress {", "192.0.2.2/32", "}"));
  }

  @Test
  void anAddressOnAnotherLinkHangsOnThatLink() {
    assertSaid(
        "192.0.3.1 is put on eth1, and nothing happens",
        regrets("virtual_ipaddress {", "192.0.3.1/24 dev eth1", "}"));
    assertEquals(
        "",
        regrets(
            "virtual_ipaddress {", "192.0.3.1/24 dev eth1", "}", "track_interface {", "eth1", "}"));
  }

  @Test
  void anAddressOnLoopbackIsFoundByNobody() {
    assertSaid("is put on lo", regrets("virtual_ipaddress {", "192.0.3.1/32 dev lo", "}"));
  }

  @Test
  void theEndsOfANetworkAreNoHosts() {
    assertSaid(
        "192.0.3.255/24 is no address", regrets("virtual_ipaddress {", "192.0.3.255/24", "}"));
    assertSaid("192.0.3.0/24 is no address", regrets("virtual_ipaddress {", "192.0.3.0/24", "}"));
  }

  @Test
  void oneAnnouncementMayBeLost() {
    assertSaid(
        "announced once and never again", regrets("garp_master_repeat 1", "garp_master_delay 0"));
  }

  @Test
  void constantAnnouncementsKeepTheNetworkBusy() {
    assertSaid("announcing every 1 s", regrets("garp_master_refresh 1"));
  }

  @Test
  void aFloodOfAnnouncementsIsDropped() {
    assertSaid("600 announcements leave at once", regrets("garp_master_repeat 600"));
  }

  @Test
  void aGapBetweenAnnouncementsMayMakeTheLastOneLate() {
    ConfigReading reading =
        Readings.of(
            "global_defs {\nvrrp_garp_interval 10\n}\nvrrp_instance A {\ninterface eth0\n"
                + "virtual_router_id 1\nvirtual_ipaddress { 192.0.2.1 }\n}");
    assertSaid("only 50 s after becoming Active", last(reading));
  }

  @Test
  void aHealedSplitBrainIsToBeTold() {
    assertSaid("with garp_lower_prio_repeat 0", regrets("garp_lower_prio_repeat 0"));
  }

  @Test
  void theOwnInterfaceIsTrackedAnyway() {
    assertSaid("eth0 is tracked anyway", regrets("track_interface {", "eth0", "}"));
    assertSaid(
        "the weight of eth0 never counts", regrets("track_interface {", "eth0 weight -9", "}"));
  }

  @Test
  void aSmallWeightMovesNothing() {
    assertSaid(
        "weight -2 of eth1 moves the addresses only",
        regrets("track_interface {", "eth1 weight -2", "}"));
  }

  @Test
  void weightsBeyondTheEndsMakeNoDifference() {
    assertSaid(
        "come to 300, which is cut to 254",
        regrets("priority 200", "track_interface {", "eth1 weight 100", "}"));
    assertSaid(
        "come to -50, which is cut to 1",
        regrets("priority 50", "track_interface {", "eth1 weight -100", "}"));
  }

  @Test
  void anInterfaceOfItsOwnIsUpOnlyWhileItIsActive() {
    assertSaid(
        "vrrp.1 is the instance's own, and up only while it is Active",
        regrets("use_vmac", "track_interface {", "vrrp.1", "}"));
  }

  @Test
  void aVirtualMacAddressThatNothingLeavesFromIsForgotten() {
    assertSaid("switches that forget it flood", regrets("use_vmac", "vmac_xmit_base"));
  }

  @Test
  void unicastWithoutASourceDependsOnTheFirstAddress() {
    assertSaid("without unicast_src_ip", regrets("unicast_peer {", "192.0.2.9", "}"));
    assertEquals("", regrets("unicast_src_ip 192.0.2.8", "unicast_peer {", "192.0.2.9", "}"));
  }

  private static String script(String... lines) {
    return last(
        Readings.of(
            "vrrp_script chk {\nscript /bin/true\n"
                + String.join("\n", lines)
                + "\n}\nvrrp_instance A {\ninterface eth0\nvirtual_router_id 1\n"
                + "virtual_ipaddress { 192.0.2.1 }\ntrack_script { chk }\n}"));
  }

  @Test
  void aTimeoutLongerThanTheIntervalDelaysTheNextRun() {
    assertSaid("its interval of 2 s is not kept", script("interval 2", "timeout 10"));
    assertEquals("", script("interval 2", "timeout 2"));
  }

  @Test
  void aScriptThatHasToFailForLongIsLate() {
    assertSaid("which takes 100 s", script("interval 10", "fall 10"));
  }

  private static ConfigReading pair(String second) {
    return Readings.of(
        "vrrp_instance A {\n"
            + "interface eth0\n"
            + "virtual_router_id 1\n"
            + "virtual_ipaddress { 192.0.2.1 }\n"
            + "}\n"
            + "vrrp_instance B {\n"
            + second
            + "\n}");
  }

  @Test
  void anAddressOfTwoInstancesIsTakenFromBoth() {
    assertSaid(
        "192.0.2.1 is served by A, too",
        last(pair("interface eth0\nvirtual_router_id 2\nvirtual_ipaddress { 192.0.2.1 }")));
  }

  @Test
  void oneVridOnTwoInterfacesIsRightOnlyOnTwoNetworks() {
    assertSaid(
        "VRID 1 stands for A on eth0, too",
        last(pair("interface eth1\nvirtual_router_id 1\nvirtual_ipaddress { 192.0.3.1 }")));
  }
}
