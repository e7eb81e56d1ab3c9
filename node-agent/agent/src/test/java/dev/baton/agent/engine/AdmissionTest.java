package dev.baton.agent.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.baton.agent.config.KeepalivedConf;
import dev.baton.vrrp.packet.ReceiveRules;
import org.junit.jupiter.api.Test;

class AdmissionTest {
  private static ReceiveRules rules(String address, String line) {
    String text =
        """
        vrrp_instance A {
        interface eth0
        virtual_router_id 1
        %s
        virtual_ipaddress { %s }
        }
        """
            .formatted(line, address);
    var config = KeepalivedConf.parse("c", text).config();
    return new Admission(config.instances().getFirst()).rules();
  }

  @Test
  void aPlainFileIsLenientAndStrictModeIsNot() {
    assertEquals(ReceiveRules.KEEPALIVED, rules("192.0.2.1", ""));
    assertEquals(ReceiveRules.RFC_9568, rules("192.0.2.1", "strict_mode"));
    assertEquals(ReceiveRules.RFC_9568, rules("fe80::1", "strict_mode"));
  }

  @Test
  void whoBeginsWithAGlobalAddressTakesThatFromItsPeers() {
    assertEquals(ReceiveRules.KEEPALIVED, rules("2001:db8::1", "strict_mode"));
  }

  @Test
  void signedAdvertisementsAreTakenWhereTheFileSaysThatPeersSign() {
    String key = "auth_hmac {\nkey 1 " + "k".repeat(32) + "\nactive_key 1\n}";
    assertEquals(ReceiveRules.KEEPALIVED.withSigned(), rules("192.0.2.1", key));
  }

  @Test
  void unicastPeersMayBeFarAwayInStrictModeToo() {
    assertEquals(
        ReceiveRules.UNICAST, rules("192.0.2.1", "strict_mode\nunicast_peer { 192.0.2.9\n}"));
  }
}
