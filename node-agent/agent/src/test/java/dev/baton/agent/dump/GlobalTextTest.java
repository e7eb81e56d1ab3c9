package dev.baton.agent.dump;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.agent.config.AgentConfig;
import dev.baton.agent.config.KeepalivedConf;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class GlobalTextTest {
  private static AgentConfig config(String text) {
    return KeepalivedConf.parse("f", text).config();
  }

  @Test
  void withoutAWordTheUsualIsWritten() {
    assertEquals(
        """
        ------< Global definitions >------
         Network namespace = (default)
         Dynamic interfaces = false
         Disable local IGMP = no
         FIFO write vrrp states on reload = false
         VRRP notify priority changes = false
         VRRP IPv4 mcast group = 224.0.0.18
         VRRP IPv6 mcast group = ff02::12
         Gratuitous ARP delay = 5
         Gratuitous ARP repeat = 5
         Gratuitous ARP refresh timer = 0
         Gratuitous ARP refresh repeat = 1
         Gratuitous ARP lower priority delay = 5
         Gratuitous ARP lower priority repeat = 5
         Num adverts before down = 3
         Send advert after receive lower priority advert = true
         Send advert after receive higher priority advert = false
         Gratuitous ARP interval = 0.000000
         Gratuitous NA interval = 0.000000
         VRRP default protocol version = 2
         VRRP check unicast_src = false
         VRRP skip check advert addresses = false
         VRRP strict mode = false
         Max auto priority = 0
         Min auto priority delay = 1000000 usecs
         VRRP process priority = 0
         VRRP don't swap = false
         VRRP realtime priority = 0
         Script security disabled
        """,
        GlobalText.ofParent(config("")));
  }

  @Test
  void mailFifosAndTablesAreWrittenWhereThereAreAny() {
    String text =
        GlobalText.ofParent(
            config(
                """
                global_defs {
                  router_id here
                  notification_email {
                    ops@example.org
                    root@example.org
                  }
                  notification_email_from vrrp@example.org
                  smtp_server 192.0.2.25 2525
                  smtp_connect_timeout 20
                  smtp_helo_name helo.example.org
                  notify_fifo /run/all
                  vrrp_notify_fifo /run/vrrp
                  nftables words
                  nftables_counters
                  vrrp_rt_priority 2
                  vrrp_rlimit_rttime 9000
                  vrrp_startup_delay 1.5
                  enable_script_security
                  vrrp_strict
                }
                """));
    for (String lines :
        new String[] {
          " Router ID = here\n Smtp server = 192.0.2.25\n Smtp server port = 2525\n",
          " Smtp HELO name = helo.example.org\n Smtp server connection timeout = 20\n",
          " Email notification to:\n   ops@example.org\n   root@example.org\n",
          " Global notify fifo = /run/all\n VRRP notify fifo = /run/vrrp\n",
          " nftables table name = words\n nftables base chain priority = -1\n nftables with",
          " VRRP strict mode = true\n",
          " VRRP realtime priority = 2\n VRRP realtime limit = 9000\n Script security enabled\n",
          " vrrp_startup_delay = 1.5\n",
        }) {
      assertTrue(text.contains(lines), text);
    }
  }

  @Test
  void whatIsAlwaysThereStandsBeforeTheInstances() {
    String text =
        GlobalText.of(
            config(
                """
                track_group tg { group { A } }
                static_ipaddress { 192.0.3.1/24 dev eth1 track_group tg }
                static_routes {
                  10.1.0.0/16 via 192.0.2.2 dev eth0 metric 7
                  10.2.0.0/16 dev eth0 encap ip tos 9 id 5 flags 256 dst 192.0.2.9
                  10.3.0.0/16 dev eth0 encap mpls 100/200
                  10.4.0.0/16 dev eth0 encap ila 1:2:3:4
                }
                static_rules { from 192.0.2.0/24 table 100 priority 1001 }
                vrrp_instance A {
                  interface eth0
                  virtual_router_id 1
                  virtual_ipaddress { 192.0.2.1 }
                }
                """),
            7);
    assertTrue(text.contains("------< Node counters >------\n VRID errors = 7\n"), text);
    assertTrue(text.contains(" Default interface = eth0\n"), text);
    assertTrue(
        text.endsWith(
            """
            ------< Static Addresses >------
                 192.0.3.1/24 dev eth1 scope global track_group tg set
            ------< Static Routes >------
                 prepend 10.1.0.0/16 via inet 192.0.2.2 dev eth0 proto 18 metric 7
                 prepend 10.2.0.0/16 encap ip id 5 dst 192.0.2.9 tos 9 flags 0x100 dev eth0 proto 18
                 prepend 10.3.0.0/16 encap mpls 64000/c8100 dev eth0 proto 18
                 prepend 10.4.0.0/16 encap ila 288233674720149760 dev eth0 proto 18
            ------< Static Rules >------
                 from 192.0.2.0/24 priority 1001 tos 0x0 protocol 18 lookup 100
            ------< Static Track groups >------
             Static Track Group = tg
               VRRP member instances :
                 A
            """),
        text);
  }

  @Test
  void theParentsFileStandsBesideTheOther() {
    assertEquals(
        Path.of("/run/x/state_parent.data"),
        config("global_defs {\n state_dump_file /run/x/state.data\n}")
            .globals()
            .dumps()
            .parentState());
    assertEquals(
        Path.of("/run/data_parent"),
        config("global_defs {\n state_dump_file /run/data\n}").globals().dumps().parentState());
  }
}
