package dev.baton.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** However an agent ends, the host's network is afterwards what it was before. */
class CleanlinessIT {
  private static final String PLAIN = instance("PLAIN", 211, "", "10.77.0.211/24");
  private static final String ROUTED =
      instance(
          "ROUTED",
          215,
          """
          virtual_routes {
            192.168.109.0/24 via 10.77.0.254 dev eth0
            2001:db8:1::/48 dev eth0
            default via 10.77.0.254 table 100
          }
          virtual_rules {
            from 192.168.2.0/24 table 100 preference 39
          }
          """,
          "10.77.0.215/24");
  private static final String STATICS =
      """
      static_ipaddress {
        10.9.0.1/24 dev eth0
        fd09::1/64 dev eth0
      }
      static_routes {
        10.50.0.0/24 via 10.9.0.254 dev eth0
        fd50::/64 dev eth0
      }
      static_rules {
        from 10.60.0.0/24 table 100 preference 41
      }
      """;
  private static final String ALL =
      STATICS
          + PLAIN
          + instance("IPV6", 212, "", "fe80::212/64\nfd77::212/64")
          + instance("VIRTUAL", 213, "use_vmac", "10.77.0.213/24")
          + instance("VIRTUAL6", 217, "use_vmac", "fe80::217/64\nfd77::217/64")
          + instance("REFUSING", 214, "no_accept", "10.77.0.214/24")
          + instance("REFUSING6", 216, "no_accept", "fe80::216/64\nfd77::216/64")
          + ROUTED;
  private static final List<String> ADDRESSES =
      List.of(
          "10.77.0.211",
          "fd77::212",
          "10.77.0.213",
          "fd77::217",
          "10.77.0.214",
          "fd77::216",
          "10.77.0.215",
          "10.9.0.1",
          "fd09::1");

  private final Lab lab = Lab.open("a");
  private final Host host = lab.host("a");
  private final Traces before = Traces.of(host);

  private static String instance(String name, int vrid, String words, String addresses) {
    return """
    vrrp_instance %s {
      interface eth0
      virtual_router_id %d
      version 3
      priority 200
      advert_int 0.1
      virtual_ipaddress {
        %s
      }
      %s
    }
    """
        .formatted(name, vrid, addresses, words);
  }

  @AfterEach
  void closeTheLab() {
    lab.close();
  }

  @Test
  void anAgentThatIsToldToEndLeavesNothing() {
    var agent = active(BatonAgent.on(host, ALL));
    assertNotEquals(before, Traces.of(host));
    agent.stop();
    assertEquals("more []\nless []", Traces.of(host).since(before));
  }

  @Test
  void anAgentWhoseEngineWasKilledLeavesNothing() {
    var agent = active(BatonAgent.on(host, ALL));
    long first = agent.enginePid();
    agent.killEngine();
    lab.await("another engine", () -> agent.enginePids().stream().anyMatch(p -> p != first));
    active(agent).stop();
    assertEquals("more []\nless []", Traces.of(host).since(before));
  }

  @Test
  void anAgentWhoseEngineDiesWhileItEndsLeavesNothing() {
    var agent = active(BatonAgent.on(host, ALL));
    agent.killEngine();
    agent.stop();
    assertEquals("more []\nless []", Traces.of(host).since(before));
  }

  @Test
  void anAgentThatWasKilledAndStartsAgainLeavesNothing() {
    var agent = active(BatonAgent.on(host, ALL));
    agent.steward().kill();
    agent.killEngine();
    lab.await("nothing runs", () -> agent.enginePids().isEmpty());
    agent.start();
    agent.enginePid();
    active(agent).stop();
    assertEquals("more []\nless []", Traces.of(host).since(before));
  }

  @Test
  void theOnlyAddressOfTheHostStaysWhoeverRuns() {
    var agent = BatonAgent.on(host, instance("OWN", 218, "", host.ipv4() + "/24"));
    lab.await("it is in fault", () -> agent.steward().output().contains("-> FAULT"));
    lab.await(
        "it says why", () -> agent.steward().output().contains("the only one of eth0, and stays"));
    assertFalse(agent.steward().output().contains("taken away"), agent.steward()::output);
    agent.steward().kill();
    agent.killEngine();
    lab.await("nothing runs", () -> agent.enginePids().isEmpty());
    int saidBefore = agent.steward().output().length();
    agent.start();
    lab.await(
        "in fault again",
        () -> agent.steward().output().substring(saidBefore).contains("-> FAULT"));
    agent.stop();
    assertEquals("more []\nless []", Traces.of(host).since(before));
  }

  @Test
  void whatIsStaticIsLeftToTheNextEngineAndTakenAwayWhenItIsNoLongerConfigured() {
    var agent = active(BatonAgent.on(host, ALL));
    agent.steward().kill();
    agent.killEngine();
    lab.await("nothing runs", () -> agent.enginePids().isEmpty());
    Peer.write(agent.configuration(), ALL.replace("10.9.0.1", "10.9.0.2"));
    agent.start();
    lab.await("the new one is there", () -> host.holds("10.9.0.2"));
    lab.await("the old one is gone", () -> !host.holds("10.9.0.1"));
    agent.stop();
    assertEquals("more []\nless []", Traces.of(host).since(before));
  }

  @Test
  void anAgentThatIsToldToEndWhileItStartsLeavesNothingOfAKilledOne() {
    leavesNothingWhenToldToEndOnce(
        "the killed one's addresses go", agent -> ADDRESSES.stream().anyMatch(a -> !host.holds(a)));
    leavesNothingWhenToldToEndOnce("its log is open", agent -> agent.steward().holdsOpen(".cq4"));
    leavesNothingWhenToldToEndOnce("an engine begins", agent -> !agent.enginePids().isEmpty());
  }

  private void leavesNothingWhenToldToEndOnce(String moment, Predicate<BatonAgent> condition) {
    var agent = active(BatonAgent.on(host, ALL));
    agent.steward().kill();
    agent.killEngine();
    lab.await("nothing runs", () -> agent.enginePids().isEmpty());
    agent.start();
    lab.await(moment, () -> condition.test(agent));
    agent.stop();
    assertEquals("more []\nless []", Traces.of(host).since(before), moment);
  }

  @Test
  void anAgentThatIsToldToEndBeforeItFindsItsEngineLeavesNothing() {
    var agent = active(BatonAgent.on(host, ALL));
    agent.steward().kill();
    agent.start();
    lab.await("its log is open", () -> agent.steward().holdsOpen(".cq4"));
    agent.stop();
    lab.await("nothing runs", () -> agent.enginePids().isEmpty());
    assertEquals("more []\nless []", Traces.of(host).since(before));
  }

  @Test
  void anOwnersAddressThatWasThereBeforeStaysHoweverTheAgentEnds() {
    var owner =
        instance("OWNER", 218, "", host.ipv4() + "/24\n10.77.0.218/24")
            .replace("priority 200", "priority 255");
    var agent = BatonAgent.on(host, owner);
    lab.await("it is Active", () -> host.holds("10.77.0.218"));
    agent.stop();
    assertEquals("more []\nless []", Traces.of(host).since(before));
    agent.start();
    lab.await("it is Active", () -> host.holds("10.77.0.218"));
    agent.steward().kill();
    agent.killEngine();
    lab.await("nothing runs", () -> agent.enginePids().isEmpty());
    agent.start();
    lab.await("the killed one's address goes", () -> !host.holds("10.77.0.218"));
    lab.await("it is Active", () -> host.holds("10.77.0.218"));
    agent.reload(PLAIN);
    lab.await("the owner is gone", () -> !host.holds("10.77.0.218"));
    lab.await("the other is Active", () -> host.holds("10.77.0.211"));
    agent.stop();
    assertEquals("more []\nless []", Traces.of(host).since(before));
  }

  @Test
  void instancesThatAReloadRemovesLeaveNothing() {
    var agent = BatonAgent.on(host, PLAIN);
    lab.await("the first is Active", () -> host.holds("10.77.0.211"));
    var alone = Traces.of(host);
    agent.reload(ALL);
    active(agent);
    agent.reload(PLAIN);
    lab.await("the last is gone", () -> !host.holds("10.77.0.215"));
    Await.until(
        "all is as before the first reload",
        Await.LIMIT,
        () -> Traces.of(host).equals(alone),
        () -> Traces.of(host).since(alone));
    agent.stop();
    assertEquals("more []\nless []", Traces.of(host).since(before));
  }

  private BatonAgent active(BatonAgent agent) {
    lab.await("all are Active", () -> ADDRESSES.stream().allMatch(host::holds));
    lab.await("the rule", () -> host.exec("ip", "rule").contains("192.168.2.0/24"));
    return agent;
  }
}
