package dev.baton.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import dev.baton.events.Family;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
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
  private static final int NUMBERED = 3;
  private static final int FLAGGED = 4;
  private static final int FIRST_OF_GROUP = 5;
  private static final int SECOND_OF_GROUP = 6;
  private static final int PROCESSES = 7;
  private static final int PATIENT = 8;
  private static final int PACED = 9;

  /** Nobody else's process sleeps for so long. */
  private static final String SLEEP_SECONDS = "1000777";

  private final Lab lab = Lab.open("a", "k");
  private final Path weighed = lab.directory().resolve("weighed");
  private final Path faulting = lab.directory().resolve("faulting");
  private final Path number = lab.directory().resolve("number");
  private final Path flag = lab.directory().resolve("flag");
  private final Path patient = lab.directory().resolve("patient");
  private final Path paced = lab.directory().resolve("paced");
  private final Path common = lab.directory().resolve("common");
  private final Tap tap = Tap.on(lab);
  private final BatonAgent agent =
      BatonAgent.on(lab.host("a"), configuration(OF_BATON) + processes() + scripts());

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
          timeout 60
          weight -30
          rise 2
          fall 2
        }
        vrrp_script faulting {
          script "/bin/sh -c 'test ! -e %s'"
          interval 1
          timeout 60
        }
        """
            .formatted(weighed, faulting);
    return text
        + files()
        + instance(base + WEIGHT, "track_script {\n weighed\n }")
        + instance(base + FAULT, "track_script {\n faulting\n }")
        + instance(base + NUMBERED, "track_file {\n number weight 2\n }")
        + instance(base + FLAGGED, "track_file {\n flag\n }")
        + instance(base + FIRST_OF_GROUP, "")
        + instance(base + SECOND_OF_GROUP, "")
        + group(base);
  }

  private String files() {
    return """
    track_file number {
      file %s
    }
    track_file flag {
      file %s
      weight 0
      init_file
    }
    track_file common {
      file %s
      weight -3
    }
    """
        .formatted(number, flag, common);
  }

  private static String group(int base) {
    return """
    vrrp_sync_group G {
      group {
        V%d
        V%d
      }
      track_file {
        common
      }
    }
    """
        .formatted(base + FIRST_OF_GROUP, base + SECOND_OF_GROUP);
  }

  /** For Baton alone: its steward dies. */
  private String scripts() {
    var definitions =
        """
        vrrp_script patient {
          script "/bin/sh -c 'test ! -e %s'"
          interval 1
          timeout 60
        }
        vrrp_script paced {
          script "/bin/sh -c 'test ! -e %s'"
          interval 1
          timeout 60
          weight -30
          fall 2
        }
        """
            .formatted(patient, paced);
    return definitions
        + instance(OF_BATON + PATIENT, "track_script {\n patient\n }")
        + instance(OF_BATON + PACED, "track_script {\n paced\n }");
  }

  /** For Baton alone: keepalived is told of no process in another network namespace. */
  private static String processes() {
    var definition =
        """
        vrrp_track_process sleeper {
          process sleep %s
          weight 20
        }
        """
            .formatted(SLEEP_SECONDS);
    return definition + instance(OF_BATON + PROCESSES, "track_process {\n sleeper\n }");
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
    for (int which : List.of(WEIGHT, FAULT, NUMBERED, FLAGGED, FIRST_OF_GROUP, SECOND_OF_GROUP)) {
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
    var changed = of(OF_BATON + WEIGHT, "instance.priority-changed").getFirst();
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

  @Test
  void theNumberInAFileCountsTimesItsWeightWheneverItChanges() throws IOException {
    write(NUMBERED, number, "5\n", 110);
    write(NUMBERED, number, "-7 and more\n", 86);
    write(NUMBERED, number, "no number\n", 100);
    write(NUMBERED, number, "0x10\n", 132);
    write(NUMBERED, number, "-127\n", 0);
    write(NUMBERED, number, "200\n", 254);
    Files.delete(number);
    awaitBoth(NUMBERED, "100 again", priorities -> priorities.getLast() == 100);
    var expected = List.of(100, 110, 86, 100, 132, 0, 254, 100);
    assertEquals(expected, priorities(OF_KEEPALIVED + NUMBERED));
    assertEquals(expected, priorities(OF_BATON + NUMBERED));
    var fault = transitions(OF_BATON + NUMBERED).get(2);
    assertEquals("FAULT TRACK_FILE", data(fault, "to") + " " + data(fault, "cause"));
    assertEquals("number", fault.get("data").get("evidence").get("file").asText());
    assertEquals("-127", fault.get("data").get("evidence").get("fileResult").asText());
  }

  @Test
  void aFileWithoutAWeightFaultsTheInstanceAndIsMadeAtTheStart() throws IOException {
    assertEquals("0", Files.readString(flag).strip());
    write(FLAGGED, flag, "1\n", 0);
    write(FLAGGED, flag, "0\n", 100);
    assertEquals(List.of(100, 0, 100), priorities(OF_KEEPALIVED + FLAGGED));
    assertEquals(List.of(100, 0, 100), priorities(OF_BATON + FLAGGED));
  }

  @Test
  void whatAGroupTracksMovesAllItsMembers() throws IOException {
    write(FIRST_OF_GROUP, common, "4\n", 88);
    awaitBoth(SECOND_OF_GROUP, "88", priorities -> priorities.getLast() == 88);
    write(FIRST_OF_GROUP, common, "100\n", 0);
    awaitBoth(SECOND_OF_GROUP, "resigned", priorities -> priorities.getLast() == 0);
    write(FIRST_OF_GROUP, common, "0\n", 100);
    awaitBoth(SECOND_OF_GROUP, "100 again", priorities -> priorities.getLast() == 100);
    for (int base : List.of(OF_BATON, OF_KEEPALIVED)) {
      assertEquals(List.of(100, 88, 0, 100), priorities(base + FIRST_OF_GROUP));
      assertEquals(List.of(100, 88, 0, 100), priorities(base + SECOND_OF_GROUP));
    }
  }

  @Test
  void aStewardThatDiesAndComesBackMovesNothingThatFailed() throws IOException {
    awaitPriority(OF_BATON + PATIENT, 100);
    Files.createFile(patient);
    awaitPriority(OF_BATON + PATIENT, 0);
    int changes = log().ofType("tracker.state-changed").size();
    long engine = agent.enginePid();
    agent.steward().kill();
    agent.start();
    // Two failures in a row are needed for this one, so every script has run by then.
    awaitPriority(OF_BATON + PACED, 100);
    Files.createFile(paced);
    awaitPriority(OF_BATON + PACED, 70);
    assertEquals(engine, agent.enginePid());
    assertEquals(changes + 1, log().ofType("tracker.state-changed").size());
    Files.delete(patient);
    awaitPriority(OF_BATON + PATIENT, 100);
    assertEquals(List.of(100, 0, 100), priorities(OF_BATON + PATIENT));
    assertEquals(
        List.of(
            "STARTUP",
            "ACTIVE_DOWN_TIMER_EXPIRED",
            "TRACK_SCRIPT",
            "FAULT_CLEARED",
            "ACTIVE_DOWN_TIMER_EXPIRED"),
        transitions(OF_BATON + PATIENT).stream().map(t -> data(t, "cause")).toList());
  }

  @Test
  void aProcessThatRunsAddsItsWeight() throws Exception {
    awaitPriority(OF_BATON + PROCESSES, 100);
    var sleeper = new ProcessBuilder("sleep", SLEEP_SECONDS).start();
    try {
      awaitPriority(OF_BATON + PROCESSES, 120);
    } finally {
      sleeper.destroyForcibly().waitFor();
    }
    awaitPriority(OF_BATON + PROCESSES, 100);
    assertEquals(
        "[{\"name\":\"track_process sleeper\",\"delta\":20}]",
        contributions(of(OF_BATON + PROCESSES, "instance.priority-changed").getFirst()));
  }

  /** As an editor does: beside it, and then in its place. */
  private void write(int which, Path file, String text, int priority) throws IOException {
    var written = Files.writeString(Path.of(file + ".new"), text);
    Files.move(written, file, StandardCopyOption.ATOMIC_MOVE);
    awaitBoth(which, "" + priority, priorities -> priorities.getLast() == priority);
  }

  private void awaitPriority(int vrid, int priority) {
    lab.await(
        "VRID " + vrid + ": " + priority,
        () -> !priorities(vrid).isEmpty() && priorities(vrid).getLast() == priority);
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
    return of(vrid, "instance.transitioned");
  }

  private List<JsonNode> of(int vrid, String type) {
    return log().ofType(type).stream()
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
