package dev.baton.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import dev.baton.events.Family;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/**
 * Baton and keepalived with one file, but for the VRIDs, track the same things: what each puts on
 * the wire is the same, and Baton's log says why.
 */
@TestInstance(Lifecycle.PER_CLASS)
class TrackingIT {
  private static final int OF_BATON = 160;
  private static final int OF_KEEPALIVED = 180;

  private static final int WEIGHT = 1;
  private static final int FAULT = 2;

  private final Lab lab = Lab.open("a", "k");
  private final Path weighed = lab.directory().resolve("weighed");
  private final Path faulting = lab.directory().resolve("faulting");
  private final Tap tap = Tap.on(lab);
  private final BatonAgent agent = BatonAgent.on(lab.host("a"), configuration(OF_BATON));

  TrackingIT() {
    Keepalived.on(lab.host("k"), configuration(OF_KEEPALIVED));
  }

  private String configuration(int base) {
    var text =
        """
        global_defs {
          script_user root
        }
        vrrp_script weighed {
          script "/bin/sh -c 'test ! -e %s'"
          interval 1
          weight -30
          rise 2
          fall 2
        }
        vrrp_script faulting {
          script "/bin/sh -c 'test ! -e %s'"
          interval 1
        }
        """
            .formatted(weighed, faulting);
    return text
        + instance(base + WEIGHT, "track_script {\n weighed\n }")
        + instance(base + FAULT, "track_script {\n faulting\n }");
  }

  private static String instance(int vrid, String block) {
    return """
    vrrp_instance V%1$d {
      state BACKUP
      interface eth0
      virtual_router_id %1$d
      version 3
      priority 100
      advert_int 0.5
      %2$s
      virtual_ipaddress {
        10.77.0.%1$d
      }
    }
    """
        .formatted(vrid, block);
  }

  @BeforeEach
  void awaitAllActive() {
    for (int which : List.of(WEIGHT, FAULT)) {
      awaitBoth(which, "100 at first", priorities -> priorities.contains(100));
    }
  }

  @AfterAll
  void closeTheLab() {
    try (lab;
        tap) {
      assertEquals(List.of(), Tshark.faults(tap.path(), lab.host("a")));
    }
  }

  @Test
  void aFailingScriptTakesItsWeightAwayAndGivesItBack() throws IOException {
    Files.createFile(weighed);
    awaitBoth(WEIGHT, "70", priorities -> priorities.getLast() == 70);
    Files.delete(weighed);
    awaitBoth(WEIGHT, "100 again", priorities -> priorities.getLast() == 100);
    assertEquals(List.of(100, 70, 100), priorities(OF_KEEPALIVED + WEIGHT));
    assertEquals(List.of(100, 70, 100), priorities(OF_BATON + WEIGHT));
    var changed = log().ofType("instance.priority-changed").getFirst();
    assertEquals("[{\"name\":\"track_script weighed\",\"delta\":-30}]", contributions(changed));
    assertEquals("exit 1", causing(changed).get("data").get("detail").asText());
  }

  @Test
  void aFailingScriptWithoutAWeightFaultsTheInstance() throws IOException {
    Files.createFile(faulting);
    awaitBoth(FAULT, "resigned", priorities -> priorities.getLast() == 0);
    Files.delete(faulting);
    awaitBoth(FAULT, "100 again", priorities -> priorities.getLast() == 100);
    assertEquals(List.of(100, 0, 100), priorities(OF_KEEPALIVED + FAULT));
    assertEquals(List.of(100, 0, 100), priorities(OF_BATON + FAULT));
    var transitions = transitions(OF_BATON + FAULT);
    assertEquals(
        List.of(
            "BACKUP STARTUP",
            "ACTIVE ACTIVE_DOWN_TIMER_EXPIRED",
            "FAULT TRACK_SCRIPT",
            "BACKUP FAULT_CLEARED",
            "ACTIVE ACTIVE_DOWN_TIMER_EXPIRED"),
        transitions.stream().map(t -> data(t, "to") + " " + data(t, "cause")).toList());
    var evidence = transitions.get(2).get("data").get("evidence");
    assertEquals("faulting", evidence.get("script").asText());
    assertEquals("exit 1", evidence.get("scriptResult").asText());
    assertEquals("faulting", causing(transitions.get(2)).get("data").get("name").asText());
  }

  private interface Expectation {
    boolean holds(List<Integer> priorities);
  }

  private void awaitBoth(int which, String what, Expectation expectation) {
    for (int base : List.of(OF_BATON, OF_KEEPALIVED)) {
      lab.await(
          "VRID " + (base + which) + ": " + what,
          () -> !priorities(base + which).isEmpty() && expectation.holds(priorities(base + which)));
    }
  }

  /** The priorities that were advertised, each named once as long as it stays. */
  private List<Integer> priorities(int vrid) {
    var router = new VirtualRouterKey(Family.IPV4, vrid);
    var priorities = new ArrayList<Integer>();
    for (var advert : tap.adverts()) {
      boolean isOther = priorities.isEmpty() || priorities.getLast() != advert.priority();
      if (advert.router().equals(router) && isOther) {
        priorities.add(advert.priority());
      }
    }
    return priorities;
  }

  private AgentLog log() {
    return AgentLog.of("a", agent.log());
  }

  private List<JsonNode> transitions(int vrid) {
    return log().ofType("instance.transitioned").stream()
        .filter(envelope -> envelope.get("subject").get("vrid").asInt() == vrid)
        .toList();
  }

  /** The event that an event names as its cause. */
  private JsonNode causing(JsonNode envelope) {
    var id = envelope.get("causationId").asText();
    long seq = Long.parseLong(id.substring(id.lastIndexOf('/') + 1));
    return log().envelopes().stream()
        .filter(e -> e.get("nodeSeq").asLong() == seq)
        .findFirst()
        .orElseThrow();
  }

  private static String contributions(JsonNode envelope) {
    return envelope.get("data").get("contributions").toString();
  }

  private static String data(JsonNode envelope, String name) {
    return envelope.get("data").get(name).asText();
  }
}
