package dev.baton.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** The log alone tells at every time which faults hold. */
@TestInstance(Lifecycle.PER_CLASS)
class FaultSetIT {
  private static final String ONE = "track_file one";
  private static final String TWO = "track_file two";
  private static final String BOTH = ONE + "," + TWO;

  private final Lab lab = Lab.open("a");
  private final Path one = lab.directory().resolve("one");
  private final Path two = lab.directory().resolve("two");
  private final BatonAgent agent = BatonAgent.on(lab.host("a"), configuration());

  private String configuration() {
    return """
    track_file one {
      file %s
      weight 0
      init_file
    }
    track_file two {
      file %s
      weight 0
      init_file
    }
    vrrp_instance V {
      interface eth0
      virtual_router_id 51
      version 3
      priority 100
      advert_int 1
      track_file {
        one
        two
      }
      virtual_ipaddress {
        10.77.0.51
      }
    }
    """
        .formatted(one, two);
  }

  @AfterAll
  void closeTheLab() {
    lab.close();
  }

  @Test
  void eachFaultThatComesOrGoesWithinFaultIsWrittenDownAndANewEngineNamesThemAll()
      throws IOException {
    awaitTold("ACTIVE");
    write(one, "1");
    awaitTold("FAULT " + ONE);
    write(two, "1");
    awaitTold(BOTH);
    agent.killEngine();
    awaitTold("FAULT " + BOTH);
    write(one, "0");
    awaitTold(TWO);
    var changed = log().ofType("instance.faults-changed").getLast().get("data");
    assertEquals("[]", changed.get("raised").toString());
    assertEquals("[\"" + ONE + "\"]", changed.get("cleared").toString());
    assertEquals("FAULT_CLEARED", changed.get("cause").asText());
    write(two, "0");
    lab.await("Backup again", () -> told().getLast().equals("BACKUP"));
    assertEquals(
        List.of("BACKUP", "ACTIVE", "FAULT " + ONE, BOTH, "FAULT " + BOTH, TWO, "BACKUP"), told());
    assertTrue(agent.steward().output().contains("V: still FAULT, now also " + TWO));
  }

  /** As an editor does: beside it, and then in its place. */
  private static void write(Path file, String text) throws IOException {
    var written = Files.writeString(Path.of(file + ".new"), text);
    Files.move(written, file, StandardCopyOption.ATOMIC_MOVE);
  }

  private void awaitTold(String last) {
    lab.await(last, () -> told().contains(last));
  }

  /** States with the faults that they were entered for, and the faults that held afterwards. */
  private List<String> told() {
    var told = new ArrayList<String>();
    for (var envelope : log().envelopes()) {
      var data = envelope.get("data");
      switch (envelope.get("type").asText()) {
        case "instance.transitioned" -> told.add(entered(data));
        case "instance.faults-changed" -> told.add(String.join(",", names(data.get("faults"))));
        default -> {
          // Nothing of which faults hold.
        }
      }
    }
    return told;
  }

  private static String entered(JsonNode transition) {
    var evidence = transition.get("evidence");
    String state = transition.get("to").asText();
    var faults = evidence.has("faults") ? evidence.get("faults") : evidence.path("fault");
    return state.equals("FAULT") ? state + " " + faults.asText() : state;
  }

  private static List<String> names(JsonNode list) {
    return StreamSupport.stream(list.spliterator(), false).map(JsonNode::asText).toList();
  }

  private AgentLog log() {
    return AgentLog.of("a", agent.log());
  }
}
