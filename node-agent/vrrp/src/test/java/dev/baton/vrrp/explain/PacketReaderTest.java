package dev.baton.vrrp.explain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.vrrp.explain.Explanation.Remark;
import dev.baton.vrrp.explain.Explanation.Weight;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PacketReaderTest {
  private static final String V2 = "213364010001b8c8c00002010000000000000000";
  static final String V2_FRAME =
      "01005e00001200005e000133080045c0002800000000ff701888c000020be0000012" + V2;
  static final String V3_PACKET =
      "46c0002400000000ff708387c000020be000001294040000313364010064a865c0000201";
  private static final String MIKROTIK_FRAME =
      "01005e00001200005e00012c08004500002412340000ff70bec80a00005be0000012"
          + "312cbf0203e8b3c60a042c640a042cc800000000000000000000";
  static final String V6_FRAME =
      "33330000001200005e00022d86dd60000000002870fffe80000000000000d6ca6dfffe66cf60"
          + "ff020000000000000000000000000012312dbf0203e8cfa0fe8000000000000002005efffe00022d"
          + "200100000000000000000000abcd000a";
  static final String GRATUITOUS_ARP =
      "ffffffffffff00005e0001330806000108000604000100005e000133c000020100005e000133c0000201";
  static final String NEIGHBOR_ADVERTISEMENT =
      "33330000000100005e00023386dd6000000000203afffe800000000000000000000000000051"
          + "ff02000000000000000000000000000188004990a000000020010db8000000000000000000000051"
          + "020100005e000233";

  private static Explanation explain(String hex) {
    return PacketReader.explain(HexFormat.of().parseHex(hex));
  }

  private static List<String> remarks(Explanation explanation, Weight weight) {
    return explanation.remarks().stream()
        .filter(remark -> remark.weight() == weight)
        .map(Remark::text)
        .toList();
  }

  @Test
  void aFrameIsReadLayerByLayerAndFieldByField() {
    var explanation = explain(V2_FRAME);
    assertEquals(
        List.of("Ethernet", "IPv4", "VRRP version 2"),
        explanation.layers().stream().map(Explanation.Layer::title).toList());
    var message = explanation.layers().getLast();
    assertEquals(
        List.of(
            "version, type",
            "VRID",
            "priority",
            "address count",
            "auth type",
            "advert interval",
            "checksum",
            "address 1",
            "auth data"),
        message.fields().stream().map(Explanation.Field::name).toList());
    assertEquals("192.0.2.1", message.fields().get(7).meaning());
    assertFalse(explanation.isFaulty());
    assertTrue(remarks(explanation, Weight.VERDICT).getFirst().contains("accepts"));
  }

  @Test
  void theFieldsOfAMessageAreAllOfItsOctets() {
    var octets = new StringBuilder();
    for (var field : explain(V2).layers().getLast().fields()) {
      octets.append(field.octets());
    }
    assertEquals(V2, octets.toString());
  }

  @Test
  void capturesOfOthersHaveNothingWrong() {
    for (String frame : List.of(MIKROTIK_FRAME, V6_FRAME, GRATUITOUS_ARP, NEIGHBOR_ADVERTISEMENT)) {
      assertEquals(List.of(), remarks(explain(frame), Weight.WRONG), frame);
    }
    assertTrue(remarks(explain(MIKROTIK_FRAME), Weight.NOTE).getFirst().contains("padding"));
  }

  @ParameterizedTest
  @CsvSource({
    "85, router solicitation",
    "86, router advertisement",
    "87, neighbour solicitation",
    "89, redirect",
    "8f, multicast listener report",
    "01, another message of ICMPv6",
  })
  void otherMessagesOfNeighborDiscoveryAreNamedAndNotJudged(String type, String name) {
    var header = "333300000002020000000001" + "86dd" + "6000000000083aff";
    var addresses = "fe800000000000000000000000000001" + "ff020000000000000000000000000002";
    var explanation = explain(header + addresses + type + "00000000000000");
    assertEquals(List.of(), remarks(explanation, Weight.WRONG));
    assertTrue(remarks(explanation, Weight.NOTE).getFirst().startsWith(name + ": nothing of"));
  }

  @Test
  void aMulticastListenersReportBehindItsRouterAlertIsNotJudged() {
    var header = "333300000016020000000001" + "86dd" + "60000000001000" + "01";
    var addresses = "fe800000000000000000000000000001" + "ff020000000000000000000000000016";
    var explanation = explain(header + addresses + "3a00050200000100" + "8f00000000000000");
    assertEquals(List.of(), remarks(explanation, Weight.WRONG));
    assertTrue(
        remarks(explanation, Weight.NOTE).getFirst().startsWith("multicast listener report"));
  }

  @Test
  void theTwoChecksumFormsOfVersion3AreToldApart() {
    assertTrue(remarks(explain(V3_PACKET), Weight.NOTE).getFirst().contains("message alone"));
    assertTrue(
        explain(MIKROTIK_FRAME).layers().getLast().fields().stream()
            .anyMatch(field -> field.meaning().contains("and the IP pseudo-header")));
  }

  @ParameterizedTest
  @CsvSource({
    "4133640100649865c0000201, version 4",
    "323364010064a765c0000201, type 2",
    "3133640000646a68, no address",
    "313364010000a8c9c0000201, interval of 0",
    "313364020064a864c0000201, 12 octets",
    "313364010064a865c00002010000000000000000, 20 octets",
    "213364010001b8c8c0000201, 12 octets",
    "213364010001b8c9c00002010000000000000000, checksum is wrong",
    "3133, 2 of at least 8",
  })
  void whatIsWrongIsSaid(String hex, String expected) {
    var wrong = remarks(explain(hex), Weight.WRONG);
    assertTrue(wrong.stream().anyMatch(text -> text.contains(expected)), wrong::toString);
  }

  @Test
  void aLowTtlIsWrongAndDiscarded() {
    var explanation = explain(V2_FRAME.replace("ff701888", "fe701988"));
    assertTrue(remarks(explanation, Weight.WRONG).getFirst().startsWith("TTL is 254"));
    assertTrue(remarks(explanation, Weight.VERDICT).getFirst().contains("ip-ttl-errors"));
  }

  @Test
  void theMacAddressOfAnotherVirtualRouterIsWrong() {
    var explanation = explain(V2_FRAME.replace("00005e000133", "00005e000134"));
    assertTrue(remarks(explanation, Weight.WRONG).getFirst().contains("another virtual router"));
  }
}
