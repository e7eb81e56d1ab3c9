package dev.baton.events.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.baton.events.CommandEvent;
import dev.baton.events.Draft;
import dev.baton.events.Event;
import dev.baton.events.InstanceEvent;
import dev.baton.events.LogId;
import dev.baton.events.NodeEvent;
import dev.baton.events.Recorded;
import dev.baton.events.Subject;
import dev.baton.events.TrackerEvent;
import dev.baton.events.testkit.EventSamples;
import dev.baton.events.testkit.InMemoryEventLog;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class EventJsonTest {
  private static final LogId CONTROLLER_LOG = new LogId(0xCAFE, 0xF00D);

  static List<Event> samples() {
    return EventSamples.all();
  }

  @Test
  void theEnvelopeHasTheFieldsOfTheContractInOrder() {
    var json = EventJson.ofController(recorded(sample(InstanceEvent.Transitioned.class)), LOG);
    assertEquals(
        List.of(
            "seq",
            "cursor",
            "type",
            "time",
            "recordedAt",
            "node",
            "logId",
            "nodeSeq",
            "bootId",
            "monotonicNs",
            "subject",
            "data",
            "actor",
            "causationId",
            "correlationId",
            "prevHash"),
        names(json));
  }

  private static final LogId LOG = EventSamples.LOG;

  @Test
  void aTransitionReadsAsThePeopleWhoUseItExpect() throws JsonProcessingException {
    var json = EventJson.ofController(recorded(sample(InstanceEvent.Transitioned.class)), LOG);
    assertEquals("instance.transitioned", json.get("type").asText());
    assertEquals("2026-11-22T12:00:00.123456789Z", json.get("time").asText());
    assertEquals(
        tree(
            """
            {"segment":"10.77.0.0/24","interface":"eth0","family":"ipv4","vrid":51}\
            """),
        tree(json.get("subject").toString()));
    assertEquals(
        tree(
            """
            {"from":"BACKUP","to":"ACTIVE","cause":"ACTIVE_DOWN_TIMER_EXPIRED","priority":150,
             "evidence":{"lastHeardNanos":"3603906250","note":"größer „als“ 🥢","peer":"10.77.0.12"}}
            """),
        tree(json.get("data").toString()));
    assertEquals(tree("{\"kind\":\"operator\",\"id\":\"ann\",\"via\":\"cli\"}"), json.get("actor"));
    assertEquals("web-2/0000000000000001fffffffffffffffe/41", json.get("causationId").asText());
    assertTrue(json.get("seq").isIntegralNumber());
    assertTrue(json.get("monotonicNs").isIntegralNumber());
  }

  @Test
  void whatIsNotThereIsNull() {
    var json =
        EventJson.ofAgent(recorded(Draft.of(0, 0, Subject.NODE, new NodeEvent.Stalled("e", 1))));
    for (var name : List.of("subject", "actor", "causationId", "correlationId")) {
      assertTrue(json.get(name).isNull(), name);
    }
    assertFalse(json.has("recordedAt"));
    assertEquals("1970-01-01T00:00:00.000000000Z", json.get("time").asText());
  }

  @ParameterizedTest
  @MethodSource("samples")
  void theDataHasEveryComponentByItsName(Event event) {
    var components =
        Arrays.stream(event.getClass().getRecordComponents()).map(c -> c.getName()).toList();
    assertEquals(components, names(EventJson.data(event)));
  }

  @Test
  void truthValuesKeepTheirName() {
    var data = EventJson.data(new TrackerEvent.StateChanged("chk", "script", false, "exit 1"));
    assertEquals(
        "{\"name\":\"chk\",\"kind\":\"script\",\"isUp\":false,\"detail\":\"exit 1\"}",
        data.toString());
  }

  @Test
  void aCommandSaysItsKind() {
    for (var command : EventSamples.commands()) {
      var data =
          EventJson.data(new CommandEvent.Issued("c", EventSamples.NODE, command, List.of(), 1));
      var kind = data.get("command").get("kind").asText().replace("-", "");
      assertTrue(kind.equalsIgnoreCase(command.getClass().getSimpleName()));
      assertEquals(command.getClass().getRecordComponents().length + 1, data.get("command").size());
    }
  }

  @Test
  void aCursorComesBackAndKnowsItsLog() {
    for (long seq : new long[] {0, 1, 12_345, Long.MAX_VALUE}) {
      var cursor = Cursor.after(CONTROLLER_LOG, seq);
      assertEquals(new Cursor.Parsed.Ok(cursor), Cursor.parse(cursor.format()));
      assertTrue(cursor.isOf(CONTROLLER_LOG));
      assertFalse(cursor.isOf(LOG));
    }
  }

  @Test
  void noTextMakesACursorThrow() {
    for (var text : List.of("", "42", "!", "AAAA", "_".repeat(22), "A".repeat(4_000), "ä")) {
      assertEquals(new Cursor.Parsed.Malformed(), Cursor.parse(text), text);
    }
  }

  private static Draft sample(Class<? extends Event> type) {
    return EventSamples.draft(samples().stream().filter(type::isInstance).findFirst().get());
  }

  private static Recorded recorded(Draft draft) {
    try (var log = new InMemoryEventLog(EventSamples.NODE, LOG, EventSamples.BOOT, 1)) {
      return log.append(draft);
    }
  }

  private static List<String> names(JsonNode json) {
    var names = new ArrayList<String>();
    json.fieldNames().forEachRemaining(names::add);
    return names;
  }

  private static JsonNode tree(String text) throws JsonProcessingException {
    return new ObjectMapper().readTree(text);
  }
}
