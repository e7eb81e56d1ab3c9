package dev.baton.events.testkit;

import dev.baton.events.log.EventLog;

class InMemoryEventLogTest extends EventLogContract {
  @Override
  protected EventLog emptyLog() {
    return new InMemoryEventLog(EventSamples.NODE, EventSamples.LOG, EventSamples.BOOT, 1);
  }
}
