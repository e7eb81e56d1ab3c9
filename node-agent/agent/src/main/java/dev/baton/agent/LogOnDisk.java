package dev.baton.agent;

import dev.baton.agent.journal.Journal;
import dev.baton.events.NodeEvent;
import dev.baton.events.NodeName;
import dev.baton.events.chronicle.ChronicleEventLog;
import dev.baton.events.chronicle.FreeSpace;
import dev.baton.events.chronicle.Opening;
import dev.baton.events.chronicle.Options;
import dev.baton.events.log.EventLog;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;

/** The agent's log in its data directory, and the ways to open it. */
final class LogOnDisk {
  private final Path directory;
  private final NodeName node;
  private final String bootId;
  private final FreeSpace space;
  private final Consumer<String> messages;

  LogOnDisk(Path data, NodeName node, String bootId, Consumer<String> messages) {
    this.messages = messages;
    this.directory = data.resolve("log");
    this.node = node;
    this.bootId = bootId;
    this.space = new FreeSpace(data, FreeSpace.AGENT_FLOOR_BYTES);
  }

  /** A full disk looks like damage, so while it is full no log is replaced. */
  Opening open() {
    if (hasRoom()) {
      return kept(ChronicleEventLog.openOrFork(directory, node, bootId, Options.AGENT));
    }
    return switch (ChronicleEventLog.open(directory, node, bootId, Options.AGENT)) {
      case Opening.Damaged damaged -> new Opening.Unusable(damaged.reason());
      case Opening other -> kept(other);
    };
  }

  private Opening kept(Opening opening) {
    if (opening instanceof Opening.Opened(var log)) {
      log.keepArchiving(messages);
    }
    return opening;
  }

  boolean hasRoom() {
    return space.isEnough();
  }

  /** Where the journal gets its logs, beginning with this one. */
  Journal.LogSource from(EventLog first) {
    return new Journal.LogSource() {
      @Override
      public EventLog first() {
        return first;
      }

      @Override
      public EventLog fork(NodeEvent.LogForked fork) {
        return forked(fork);
      }

      @Override
      public boolean hasRoom() {
        return space.isEnough();
      }

      @Override
      public String room() {
        return space.words();
      }

      @Override
      public Optional<EventLog> reopen() {
        return open() instanceof Opening.Opened(var log) ? Optional.of(log) : Optional.empty();
      }
    };
  }

  private EventLog forked(NodeEvent.LogForked fork) {
    var opening = kept(ChronicleEventLog.fork(directory, node, bootId, Options.AGENT, fork));
    if (opening instanceof Opening.Opened(var log)) {
      return log;
    }
    throw new IllegalStateException("cannot begin another log in " + directory + ": " + opening);
  }
}
