package dev.baton.events;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.baton.events.InstanceEvent.Transitioned;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TransitionedTest {
  @Test
  void allFaultsThatTheEvidenceNamesAreKnownByNameAndSorted() {
    var evidence = Map.of("fault", "track_script b", "faults", "track_script b,interface a down");
    assertEquals(
        List.of("interface a down", "track_script b"),
        moved(InstanceState.FAULT, evidence).faults());
  }

  @Test
  void aSingleFaultIsNamedAlone() {
    assertEquals(
        List.of("interface a down"),
        moved(InstanceState.FAULT, Map.of("fault", "interface a down")).faults());
    assertEquals(List.of(), moved(InstanceState.FAULT, Map.of()).faults());
  }

  @Test
  void nothingIsWrongInAnotherState() {
    assertEquals(List.of(), moved(InstanceState.BACKUP, Map.of("fault", "old news")).faults());
  }

  private static Transitioned moved(InstanceState to, Map<String, String> evidence) {
    return new Transitioned(
        InstanceState.ACTIVE, to, Cause.INTERFACE_DOWN, new Priority(100), evidence);
  }
}
