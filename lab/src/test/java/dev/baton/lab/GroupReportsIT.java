package dev.baton.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

/** {@code disable_local_igmp}, beside keepalived: and after all is over, it is as it was. */
class GroupReportsIT {
  private static final String INSTANCE =
      InstanceSpec.configuration(List.of(InstanceSpec.v3(61, 150)));
  private static final String WITHHELD = "global_defs {\n  disable_local_igmp\n}\n" + INSTANCE;

  @Test
  void reportsOfLocalGroupsAreWithheldAndComeBack() {
    try (var twins = new Twins()) {
      assertEquals("1", setting(twins.baton));
      var agent = BatonAgent.on(twins.baton, WITHHELD);
      var keepalived = Keepalived.on(twins.keepalived, WITHHELD);
      twins.await("Active", host -> host.holds("10.77.0.61"));
      twins.await("they are withheld", host -> setting(host).equals("0"));
      agent.reload(INSTANCE);
      twins.awaitBaton("they are back", () -> setting(twins.baton).equals("1"));
      agent.reload(WITHHELD);
      twins.awaitBaton("they are withheld again", () -> setting(twins.baton).equals("0"));
      agent.killEngine();
      agent.stop();
      keepalived.stop();
      assertEquals("1", setting(twins.baton));
    }
  }

  private static String setting(Host host) {
    return host.exec("cat", "/proc/sys/net/ipv4/igmp_link_local_mcast_reports").strip();
  }
}
