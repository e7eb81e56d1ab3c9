package dev.baton.agent.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.agent.engine.MonotonicClock;
import dev.baton.events.Event;
import dev.baton.events.LogId;
import dev.baton.events.NodeEvent;
import dev.baton.events.NodeEvent.EventsDropped;
import dev.baton.events.log.EventLog;
import dev.baton.events.log.EventReader.Read;
import dev.baton.events.testkit.EventSamples;
import dev.baton.events.testkit.InMemoryEventLog;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A journal whose disk is full goes on, and says later what is missing. */
class OutageTest {
  private final InMemoryEventLog log =
      new InMemoryEventLog(EventSamples.NODE, new LogId(7, 8), "boot", 1);
  private boolean hasRoom = true;

  @Test
  void whatHappensWithoutRoomIsToldToListenersCountedAndWrittenDownLater() {
    var journal = new Journal(source(log), new Standing());
    var heard = new ArrayList<Event>();
    var said = new ArrayList<String>();
    journal.onAppend(recorded -> heard.add(recorded.event()));
    journal.onOutage(said::add);
    journal.record(stalled(1));
    hasRoom = false;
    assertFalse(journal.isWritable());
    journal.record(stalled(2));
    journal.record(stalled(3));
    assertEquals(1, log.lastSeq());
    hasRoom = true;
    journal.record(stalled(4));

    var dropped = new EventsDropped(2, "from 1970-01-01T00:00:00.000000001Z on: 3 MiB are free");
    assertEquals(List.of(stalled(1), dropped, stalled(4)), events());
    assertEquals(List.of(stalled(1), stalled(2), stalled(3), dropped, stalled(4)), heard);
    assertEquals(2, said.size());
  }

  @Test
  void theEndOfTheOutageIsNoticedWithoutAnotherEvent() {
    var journal = new Journal(source(log), new Standing());
    hasRoom = false;
    journal.record(stalled(1));
    journal.resumeWhenThereIsRoom();
    assertEquals(List.of(), events());
    hasRoom = true;
    journal.resumeWhenThereIsRoom();
    journal.resumeWhenThereIsRoom();
    assertEquals(1, events().size());
    assertInstanceOf(EventsDropped.class, events().getFirst());
  }

  @Test
  void aLogThatCannotEvenBeOpenedIsOpenedOnceThereIsRoom() {
    hasRoom = false;
    var journal = new Journal(source(new NoLog(EventSamples.NODE)), new Standing());
    journal.record(stalled(1));
    journal.sync();
    assertEquals(List.of(), events());
    hasRoom = true;
    journal.record(stalled(2));
    assertEquals(log.logId(), journal.logId());
    assertEquals(2, events().size());
    assertTrue(events().getFirst() instanceof EventsDropped(long count, _) && count == 1);
  }

  private static NodeEvent stalled(long nanos) {
    return new NodeEvent.Stalled("engine", nanos);
  }

  private List<Event> events() {
    var events = new ArrayList<Event>();
    try (var reader = log.reader(1)) {
      while (reader.next() instanceof Read.Found(var stored)) {
        events.add(stored.recorded().event());
      }
    }
    return events;
  }

  private Journal.LogSource source(EventLog first) {
    return new Journal.LogSource() {
      @Override
      public EventLog first() {
        return first;
      }

      @Override
      public EventLog fork(NodeEvent.LogForked fork) {
        throw new IllegalStateException("nothing forks here");
      }

      @Override
      public boolean hasRoom() {
        return hasRoom;
      }

      @Override
      public String room() {
        return "3 MiB are free";
      }

      @Override
      public Optional<EventLog> reopen() {
        return Optional.of(log);
      }
    };
  }

  private record Standing() implements MonotonicClock {
    @Override
    public long nanos() {
      return 1;
    }

    @Override
    public long wallNanos() {
      return 1;
    }
  }
}
