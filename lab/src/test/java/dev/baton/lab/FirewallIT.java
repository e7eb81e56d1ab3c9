package dev.baton.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A firewall that keeps the adverts of another router out: what the agent says and records. */
class FirewallIT {
  private static final List<InstanceSpec> INSTANCES = List.of(InstanceSpec.v3(233, 100));
  private static final String RULES =
      "add table inet f; add chain inet f in { type filter hook input priority 0; policy accept; };"
          + " add rule inet f in ip daddr 224.0.0.18 drop";
  private static final String REASON = "the firewall drops VRRP coming in (nft table inet f, ";
  private static final String REMEDY =
      "nft insert rule inet f in ip daddr 224.0.0.18 meta l4proto 112 accept";

  private static final String AGAIN = "advertisements get through again: in eth0";

  private final Lab lab = Lab.open("a", "b");
  private final Host a = lab.host("a");
  private final Host b = lab.host("b");
  private final Tap tap = Tap.on(lab);

  @AfterEach
  void closeTheLab() {
    tap.close();
    lab.close();
  }

  private int check() throws IOException {
    var file = a.directory().resolve("checked.conf");
    Files.writeString(file, InstanceSpec.configuration(INSTANCES));
    var words = Programs.config(List.of("check", file.toString()));
    var outcome = a.command(words.toArray(String[]::new)).run();
    return outcome.exitCode();
  }

  private static List<String> recorded(BatonAgent agent) {
    return agent.log().stream().filter(line -> line.contains("node.adverts-blocked")).toList();
  }

  @Test
  void aRuleInTheWayIsRecordedOnceAndItsEndAfterTheRemedy() throws IOException {
    assertEquals(0, check());
    a.exec("nft", RULES);
    assertEquals(8, check());
    Keepalived.on(b, INSTANCES.stream().map(instance -> instance.withPriority(150)).toList());
    tap.awaitActive(b, INSTANCES);
    var agent = BatonAgent.on(a, INSTANCES);
    lab.await("it is said", () -> agent.steward().output().contains(REASON));
    lab.await("nobody is heard", () -> a.holds(INSTANCES.getFirst().address()));
    agent.reload(INSTANCES);
    a.exec("sh", "-c", REMEDY);
    lab.await("the other is heard", () -> !a.holds(INSTANCES.getFirst().address()));
    agent.reload(INSTANCES);
    lab.await("its end is said", () -> agent.steward().output().contains(AGAIN));
    var events = recorded(agent);
    assertEquals(2, events.size(), events.toString());
    assertTrue(events.getFirst().contains(REASON), events.getFirst());
    assertTrue(events.getFirst().contains(REMEDY), events.getFirst());
    assertTrue(events.getLast().contains("\"reason\":\"\""), events.getLast());
    assertEquals(0, check());
  }
}
