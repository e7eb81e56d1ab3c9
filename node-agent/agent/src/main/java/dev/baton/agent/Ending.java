package dev.baton.agent;

import dev.baton.agent.linux.ffi.Kernel;
import dev.baton.agent.steward.Predecessor;
import dev.baton.agent.steward.Steward;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Leaves nothing on the host of an agent that is told to end, at whatever moment of its start:
 * before there is a steward, what is to be taken away is its predecessor's.
 */
final class Ending implements AutoCloseable {
  private final Predecessor predecessor;
  private final List<Steward> running = new ArrayList<>();
  private boolean isTold;
  private boolean isNeedless;

  private Ending(Predecessor predecessor) {
    this.predecessor = predecessor;
  }

  /** Takes over from earlier agents, and listens to the JVM from now on. */
  static Ending takeOver(Predecessor predecessor, Kernel kernel) {
    var ending = new Ending(predecessor);
    Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(ending::end));
    Signals.hear(kernel);
    ending.sweep();
    return ending;
  }

  private synchronized void sweep() {
    // Without the rights to it nothing was left here, and nothing will be.
    isNeedless = !Capabilities.missing().isEmpty();
    if (!isNeedless) {
      predecessor.sweep();
    }
  }

  /** Starts a steward, which is stopped at the end; none or one: it may be too late. */
  synchronized List<Steward> start(Function<Predecessor, Steward> maker) {
    if (!isTold) {
      var steward = maker.apply(predecessor);
      running.add(steward);
      steward.start();
    }
    return List.copyOf(running);
  }

  /** Returns when the end has come. */
  synchronized void await() throws InterruptedException {
    while (!isTold) {
      wait();
    }
  }

  private synchronized void end() {
    isTold = true;
    if (!running.isEmpty()) {
      running.getFirst().stop();
    } else if (!isNeedless) {
      predecessor.end();
    }
    notifyAll();
  }

  /** An agent that could not start ends by itself, and leaves an engine that runs alone. */
  @Override
  public synchronized void close() {
    isNeedless = true;
  }
}
