package dev.baton.agent.notify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.agent.config.AgentConfig;
import dev.baton.agent.config.KeepalivedConf;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import org.junit.jupiter.api.Test;

class MailServerCheckTest {
  private static AgentConfig sending(String server) {
    String text =
        """
        global_defs {
          notification_email { ops@example.org }
          %s
        }
        vrrp_instance A {
          interface eth0
          virtual_router_id 1
          virtual_ipaddress { 192.0.2.1 }
        }
        """
            .formatted(server);
    return KeepalivedConf.parse("f", text).config();
  }

  private static InetAddress find(String host) throws UnknownHostException {
    if (host.equals("mail.example.org")) {
      return InetAddress.ofLiteral("192.0.2.25");
    }
    throw new UnknownHostException(host);
  }

  @Test
  void aNameThatNobodyKnowsIsTold() {
    var said =
        MailServerCheck.run(sending("smtp_server foo.bar.invalid"), MailServerCheckTest::find);
    assertEquals(1, said.size());
    assertTrue(said.getFirst().contains("smtp_server foo.bar.invalid"), said::toString);
  }

  @Test
  void ofOneThatIsKnownOrNotUsedNothingIsSaid() {
    assertEquals(
        List.of(),
        MailServerCheck.run(sending("smtp_server mail.example.org 25"), MailServerCheckTest::find));
    assertEquals(List.of(), MailServerCheck.run(sending(""), MailServerCheckTest::find));
  }

  @Test
  void anAddressNeedsNoNameServer() {
    assertEquals(List.of(), MailServerCheck.run(sending("smtp_server 192.0.2.25")));
  }
}
