package dev.baton.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.baton.events.Cause;
import dev.baton.events.Event;
import dev.baton.events.InstanceEvent;
import dev.baton.events.InstanceState;
import dev.baton.events.Priority;
import dev.baton.events.TrackerEvent;
import dev.baton.events.codec.EventType;
import dev.baton.events.testkit.EventSamples;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class EventWordsTest {
  /** Noise on a terminal, said otherwise there, or never written by an agent. */
  private static final Set<EventType> UNSAID =
      EnumSet.of(
          EventType.INSTANCE_ANNOUNCED,
          EventType.CONFIG_APPLIED,
          EventType.CONFIG_CONTINUED,
          EventType.CONFIG_REJECTED,
          EventType.NODE_STARTED,
          EventType.NODE_STOPPED,
          EventType.NODE_CLOCK_MEASURED,
          EventType.NODE_HEAD_WITNESSED,
          EventType.DRAIN_REQUESTED,
          EventType.DRAIN_REFUSED,
          EventType.DRAIN_STEP_PROVED,
          EventType.DRAIN_STEP_STUCK,
          EventType.DRAIN_COMPLETED,
          EventType.DRAIN_FAILED,
          EventType.DRAIN_ABORTED,
          EventType.DRAIN_UNDRAIN_REQUESTED,
          EventType.DRAIN_RESTORED,
          EventType.DRAIN_TIMER_FIRED,
          EventType.COMMAND_ISSUED,
          EventType.COMMAND_APPLIED,
          EventType.CONTROLLER_STARTED,
          EventType.CONTROLLER_ALIVE,
          EventType.NODE_CONNECTED,
          EventType.NODE_DISCONNECTED,
          EventType.NODE_IDENTITY_CONFLICT,
          EventType.OPERATOR_REQUEST_REFUSED,
          EventType.NOTIFICATION_SENT);

  static List<Event> samples() {
    return EventSamples.all();
  }

  @ParameterizedTest
  @MethodSource("samples")
  void noEventEndsTheStewardOverItsWords(Event event) {
    for (String line : EventWords.of(event)) {
      assertFalse(line.isBlank(), event.toString());
      assertFalse(line.contains("\n"), line);
    }
  }

  @Test
  void everyTypeHasWordsButThoseThatAnOperatorDoesNotMiss() {
    var unsaid =
        samples().stream()
            .filter(event -> EventWords.of(event).isEmpty())
            .map(EventType::of)
            .collect(Collectors.toSet());
    assertEquals(UNSAID, unsaid);
  }

  @ParameterizedTest
  @EnumSource(Cause.class)
  void everyCauseHasWordsWithoutAnyEvidence(Cause cause) {
    var moved =
        new InstanceEvent.Transitioned(
            InstanceState.BACKUP, InstanceState.FAULT, cause, new Priority(100), Map.of());
    assertFalse(EventWords.of(moved).getFirst().endsWith(": "), cause.name());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          2                        | file tf holds 2
          -254                     | file tf holds -254
          0                        | file tf holds 0
          0: no such file          | file tf counts as 0: no such file
          0: too large is 99999999999 | file tf counts as 0: too large is 99999999999
          7; init_file: IOException: x | file tf holds 7; init_file: IOException: x
          0: no such file; init_file: x | file tf counts as 0: no such file; init_file: x
          not run: it was held     | file tf is disabled and has no say (not run: it was held)
          """)
  void aFilesNumberIsNeitherGoodNorBadBeforeItIsWeighed(String detail, String said) {
    for (boolean isUp : new boolean[] {true, false}) {
      assertEquals(
          List.of(said), EventWords.of(new TrackerEvent.StateChanged("tf", "file", isUp, detail)));
    }
  }

  @Test
  void aScriptIsUpOrDown() {
    assertEquals(
        List.of("script chk is down (exit 1)"),
        EventWords.of(new TrackerEvent.StateChanged("chk", "script", false, "exit 1")));
  }

  @Test
  void aChangeOfFaultsSaysWhatCameWhatWentAndWhatHolds() {
    var evidence = Map.of("script", "chk", "scriptResult", "exit 1");
    assertEquals(
        List.of(
            "still FAULT, now also track_script chk (exit 1); over: sync group G;"
                + " what is wrong: interface eth0 down, track_script chk"),
        EventWords.of(
            new InstanceEvent.FaultsChanged(
                List.of("interface eth0 down", "track_script chk"),
                List.of("track_script chk"),
                List.of("sync group G"),
                Cause.TRACK_SCRIPT,
                evidence)));
  }
}
