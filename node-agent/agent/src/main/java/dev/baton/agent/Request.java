package dev.baton.agent;

import dev.baton.agent.dump.StateFiles.Kind;
import dev.baton.agent.linux.ffi.Kernel;
import dev.baton.agent.steward.Steward;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What the agent can be asked for with a signal, by keepalived's names and numbers. */
enum Request {
  RELOAD(1),
  DATA(10),
  STATS(12),
  STATS_CLEAR(63),
  JSON(36),
  TDATA(64);

  private final int number;

  Request(int number) {
    this.number = number;
  }

  /** The signal, as Linux and glibc count on all that Baton runs on. */
  int number() {
    return number;
  }

  private void of(Steward steward) {
    switch (this) {
      case RELOAD -> steward.reload();
      case DATA -> steward.dump(Kind.STATE);
      case STATS -> steward.dump(Kind.COUNTS);
      case STATS_CLEAR -> steward.dump(Kind.COUNTS_CLEAR);
      case JSON -> steward.dump(Kind.JSON);
      case TDATA -> steward.describeThreads();
    }
  }

  /** Has signals heard from now on; what is asked for early waits for the steward. */
  static final class Desk {
    private final AgentLog messages;
    private final List<Request> early = new ArrayList<>();
    private final List<Steward> steward = new ArrayList<>();

    Desk(AgentLog messages) {
      this.messages = messages;
    }

    /** From now on no signal of these can end the process. */
    void open(Kernel kernel) {
      Signals.unignore(kernel, Arrays.stream(values()).map(Request::number).toList());
      for (var request : values()) {
        if (!Signals.handle(request.number, Signals.hearing(kernel, () -> ask(request)))) {
          messages.note(
              "signal %d (%s) does nothing: the JVM keeps it; _JAVA_SR_SIGNUM=62 gives it free"
                  .formatted(request.number, request));
        }
      }
    }

    /** Has the steward do what was asked for, and what will be. */
    synchronized void serve(Steward running) {
      steward.add(running);
      early.forEach(request -> request.of(running));
      early.clear();
    }

    private synchronized void ask(Request request) {
      if (!steward.isEmpty()) {
        request.of(steward.getFirst());
      } else if (!early.contains(request)) {
        early.add(request);
      }
    }
  }
}
