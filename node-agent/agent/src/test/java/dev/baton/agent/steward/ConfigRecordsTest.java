package dev.baton.agent.steward;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.events.ConfigEvent;
import dev.baton.events.ConfigEvent.InstanceSettings;
import dev.baton.events.Family;
import dev.baton.events.Priority;
import dev.baton.events.Sha256;
import dev.baton.events.Subject;
import dev.baton.events.Vrid;
import dev.baton.events.codec.RecordCodec;
import dev.baton.events.testkit.EventSamples;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ConfigRecordsTest {
  private static final RecordCodec.Writer WRITER =
      new RecordCodec.Writer(EventSamples.NODE, EventSamples.LOG, EventSamples.BOOT, 3);

  private static List<InstanceSettings> instances(int count) {
    return IntStream.range(0, count)
        .mapToObj(i ->
            new InstanceSettings(
                "VI_" + i,
                new Subject.Instance(
                    "10.100.0.0/16", "cable" + i, Family.IPV4, new Vrid(1 + i % 255)),
                3,
                new Priority(100),
                10,
                true,
                0,
                Collections.nCopies(20, "2001:db8:aaaa:bbbb:cccc:dddd:eeee:ffff")))
        .toList();
  }

  private static ConfigEvent.Applied applied(
      List<InstanceSettings> instances, List<String> warnings, List<String> changes) {
    return new ConfigEvent.Applied(Sha256.ZERO, "k.conf", instances, warnings, changes);
  }

  private static void assertFitRecords(List<ConfigEvent> events) {
    for (var event : events) {
      RecordCodec.encode(WRITER, 1, Sha256.ZERO, EventSamples.draft(event));
    }
  }

  @Test
  void anOrdinaryConfigurationIsOneRecord() {
    var whole = applied(instances(3), List.of("a warning"), List.of("vrrp_instance VI_2: new"));
    assertEquals(List.of(whole), ConfigRecords.applied(whole));
  }

  @Test
  void ofVeryManyChangesTheFirstAreSaidAndHowManyThereAreMore() {
    var changes = IntStream.range(0, 1_000).mapToObj(i -> "vrrp_instance VI_" + i + ": new");
    var events = ConfigRecords.applied(applied(instances(1_000), List.of(), changes.toList()));
    assertFitRecords(events);
    var said = assertInstanceOf(ConfigEvent.Applied.class, events.getFirst()).changes();
    assertEquals("vrrp_instance VI_0: new", said.getFirst());
    assertEquals("and " + (1_000 - said.size() + 1) + " more", said.getLast());
  }

  @Test
  void aThousandInstancesAndTheirWarningsFillMoreAndNoneIsLost() {
    var instances = instances(1_000);
    var warnings = Collections.nCopies(2_000, "w".repeat(90));
    var events = ConfigRecords.applied(applied(instances, warnings, List.of()));
    assertFitRecords(events);
    var saidInstances = new ArrayList<InstanceSettings>();
    var saidWarnings = new ArrayList<String>();
    saidInstances.addAll(((ConfigEvent.Applied) events.getFirst()).instances());
    for (var event : events.subList(1, events.size())) {
      var more = assertInstanceOf(ConfigEvent.Continued.class, event);
      saidInstances.addAll(more.instances());
      saidWarnings.addAll(more.warnings());
    }
    assertEquals(instances, saidInstances);
    assertEquals(warnings, saidWarnings);
  }

  @Test
  void manyErrorsAndEndlessOnesFitRecords() {
    var errors = new ArrayList<>(Collections.nCopies(3_000, "e".repeat(120)));
    errors.add("x".repeat(500_000));
    var events = ConfigRecords.rejected("k.conf", errors);
    assertTrue(events.size() > 1);
    assertFitRecords(events);
  }
}
