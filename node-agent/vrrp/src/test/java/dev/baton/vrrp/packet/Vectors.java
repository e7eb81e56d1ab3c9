package dev.baton.vrrp.packet;

import dev.baton.events.Priority;
import dev.baton.events.Vrid;
import dev.baton.vrrp.Centiseconds;
import dev.baton.vrrp.VrrpVersion;
import java.net.InetAddress;
import java.util.List;

/** Known messages: S and N computed (VRID 51, from 192.0.2.11 or fe80::b), W captured. */
final class Vectors {
  static final String S1 = "213364010001b8c8c00002010000000000000000";
  static final String S1_FRAME =
      "01005e00001200005e000133080045c0002800000000ff701888c000020be0000012" + S1;
  static final String S2 = "2133000100011cc9c00002010000000000000000";
  static final String S3 = "2133ff0100011dc8c00002010000000000000000";
  static final String S4_MESSAGE_ONLY = "313364010064a865c0000201";
  static final String S4_PSEUDO = "31336401006405cbc0000201";
  static final String S4_FRAME =
      "01005e00001200005e000133080045c0002000000000ff701890c000020be0000012" + S4_MESSAGE_ONLY;
  static final String S5_MESSAGE_ONLY = "3133000100640c66c0000201";
  static final String S5_PSEUDO = "31330001006469cbc0000201";
  static final String S6_MESSAGE_ONLY = "3101fe010ffffefbc0000201";
  static final String S6_PSEUDO = "3101fe010fff5c61c0000201";
  static final String S7_MESSAGE_ONLY = "31336401f064b864c0000201";
  static final String S7_PSEUDO = "31336401f06415cac0000201";
  static final String S8 =
      "3133640200643f51fe80000000000000000000000000005120010db8000000000000000000000051";
  static final String S9 =
      "313300020064a351fe80000000000000000000000000005120010db8000000000000000000000051";
  static final String F1 =
      "46c0002400000000ff708387c000020be000001294040000313364010064a865c0000201";

  static final String N1 = "3133640000646a68";
  static final String N2_MESSAGE_ONLY = "313364010000a8c9c0000201";
  static final String N2_PSEUDO = "313364010000062fc0000201";
  static final String N3 =
      "3133640200643f5120010db8000000000000000000000051fe800000000000000000000000000051";
  static final String N4 = "2133640101017b7cc00002017365637265740000";
  static final String N5 = "323364010064a765c0000201";
  static final String N6 = "4133640100649865c0000201";
  static final String N7 = "313364020064a864c0000201";
  static final String N8 = "313364010064a865c00002010000000000000000";
  static final String N9 = "213364010001b8c8c0000201";
  static final String N10 =
      "3133640200643d8afe80000000000000000000000000005120010db8000000000000000000000051";

  static final String W1 =
      "01005e00001200005e00012a08004500003012340000ff70bebc0a00005be0000012"
          + "212abf03010af11f0a042a010a042a020a042a036162636465666768";
  static final String W2 =
      "01005e00001200005e00012b08004500002812340000ff70bec40a00005be0000012"
          + "212bbf01000aea2e0a042b960000000000000000"
          + "000000000000";
  static final String W3 =
      "01005e00001200005e00012c08004500002412340000ff70bec80a00005be0000012"
          + "312cbf0203e8b3c60a042c640a042cc8"
          + "00000000000000000000";
  static final String W4_MESSAGE =
      "312dbf0203e8cfa0fe8000000000000002005efffe00022d200100000000000000000000abcd000a";
  static final String W5_MESSAGE =
      "312ebf0503e85f12fe8000000000000002005efffe00022e200100000000000000000000eeff000a"
          + "200100000000000000000000eeff000b200100000000000000000000eeff000c"
          + "200100000000000000000000eeff000d";

  static final Vrid VRID = new Vrid(51);
  static final Priority HUNDRED = new Priority(100);
  static final InetAddress V4_SOURCE = InetAddress.ofLiteral("192.0.2.11");
  static final InetAddress V4_GROUP = InetAddress.ofLiteral("224.0.0.18");
  static final InetAddress V6_SOURCE = InetAddress.ofLiteral("fe80::b");
  static final InetAddress V6_GROUP = InetAddress.ofLiteral("ff02::12");
  static final List<InetAddress> V4_ADDRESSES = List.of(InetAddress.ofLiteral("192.0.2.1"));
  static final List<InetAddress> V6_ADDRESSES =
      List.of(InetAddress.ofLiteral("fe80::51"), InetAddress.ofLiteral("2001:db8::51"));

  private Vectors() {}

  static Advertisement v2(int priority) {
    return Advertisement.of(
        VrrpVersion.V2, VRID, new Priority(priority), Centiseconds.ONE_SECOND, V4_ADDRESSES);
  }

  static Advertisement v3(int priority) {
    return Advertisement.of(
        VrrpVersion.V3, VRID, new Priority(priority), Centiseconds.ONE_SECOND, V4_ADDRESSES);
  }

  static Advertisement v6(int priority) {
    return Advertisement.of(
        VrrpVersion.V3, VRID, new Priority(priority), Centiseconds.ONE_SECOND, V6_ADDRESSES);
  }

  static Decoded decodeV4(String message) {
    return decodeV4(message, 255);
  }

  static Decoded decodeV4(String message, int ttl) {
    var reception = new Reception(V4_SOURCE, V4_GROUP, ttl);
    return AdvertisementCodec.decode(reception, ReceiveRules.RFC_9568, Hex.buffer(message));
  }

  static Decoded decodeV6(String message) {
    return decodeV6(message, V6_SOURCE);
  }

  static Decoded decodeV6(String message, InetAddress source) {
    var reception = new Reception(source, V6_GROUP, 255);
    return AdvertisementCodec.decode(reception, ReceiveRules.RFC_9568, Hex.buffer(message));
  }
}
