package dev.baton.lab.bench.ingest;

import dev.baton.lab.bench.log.Scratch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/** How much a controller takes in, of how many agents, and what it costs. */
public final class IngestBench {
  private static final double NANOS_PER_SECOND = 1e9;
  private static final Duration PATIENCE = Duration.ofMinutes(10);

  /** A backlog is measured in so many parts: the first ones pay for the JVM's compilers. */
  private static final int PARTS = 4;

  /** What a process has open beside its connections. */
  private static final int OTHER_FILES = 200;

  private final int agents;
  private final Consumer<String> out;

  /** Prints about that many agents. */
  public IngestBench(int agents, Consumer<String> out) {
    this.agents = agents;
    this.out = out;
  }

  /** What is measured. */
  private interface Program {
    void run(MeasuredController controller, Swarm swarm, List<NodeChain> chains)
        throws IOException, InterruptedException;
  }

  /**
   * Events at a steady pace.
   *
   * @param eventsPerSecond of all agents together
   * @param together how many events an agent has at a time
   */
  public void live(int eventsPerSecond, int together, int seconds) {
    out.accept(
        "Live: %,d agents, %,d events/s in all, %d at a time, for %d s"
            .formatted(agents, eventsPerSecond, together, seconds));
    measure((controller, swarm, chains) -> {
      connect(swarm, chains);
      var began = Begun.now(controller);
      var load = new SteadyLoad(swarm.agents(), eventsPerSecond, together, seconds);
      swarm.runUntil("all is sent", PATIENCE, load::isOver, load);
      swarm.runUntil("all is acknowledged", PATIENCE, () -> isDone(swarm), Swarm.NOTHING);
      out.accept(began.pace("acknowledged", swarm.acknowledged() - beginnings(), controller));
      out.accept("from the event to its acknowledgement: " + swarm.latencies().summary());
      out.accept("the load program was at most %.1f ms late".formatted(load.latestMillis()));
      out.accept("the controller: " + controller.memory());
    });
  }

  /** What was written while there was no controller, offered as fast as it takes it. */
  public void backlog(int eventsEach) {
    out.accept(
        "Backlog: %,d agents with %,d events each, %,d in all"
            .formatted(agents, eventsEach, (long) agents * eventsEach));
    measure((controller, swarm, chains) -> {
      connect(swarm, chains);
      long hourNanos = Duration.ofHours(1).toNanos();
      long firstNanos = wallNanos() - hourNanos;
      for (int i = 0; i < eventsEach; i++) {
        for (SimulatedAgent agent : swarm.agents()) {
          agent.happen(1, firstNanos + hourNanos / eventsEach * i, System.nanoTime());
        }
      }
      var began = Begun.now(controller);
      for (SimulatedAgent agent : swarm.agents()) {
        agent.pump();
      }
      long total = (long) agents * eventsEach;
      var part = began;
      for (int i = 1; i <= PARTS; i++) {
        long mark = beginnings() + total * i / PARTS;
        swarm.runUntil("more", PATIENCE, () -> swarm.acknowledged() >= mark, Swarm.NOTHING);
        out.accept(part.pace("  of which %d / %d".formatted(i, PARTS), total / PARTS, controller));
        part = Begun.now(controller);
      }
      out.accept(began.pace("acknowledged", total, controller));
      out.accept("the controller: " + controller.memory());
    });
  }

  /** Agents that have said a few things and are connected. */
  public void quiet(int eventsEach, int seconds) {
    out.accept(
        "Quiet: %,d agents with %d events each, connected for %d s"
            .formatted(agents, eventsEach, seconds));
    measure((controller, swarm, chains) -> {
      connect(swarm, chains);
      long began = System.nanoTime();
      for (SimulatedAgent agent : swarm.agents()) {
        agent.happen(eventsEach, wallNanos(), System.nanoTime());
        agent.pump();
      }
      swarm.runUntil("all is acknowledged", PATIENCE, () -> isDone(swarm), Swarm.NOTHING);
      out.accept("their events: %.1f s".formatted(seconds(began)));
      var quiet = Begun.now(controller);
      long until = System.nanoTime() + Duration.ofSeconds(seconds).toNanos();
      swarm.runUntil("it is over", PATIENCE, () -> System.nanoTime() - until > 0, Swarm.NOTHING);
      out.accept("while they are quiet: " + quiet.cpu(controller));
      out.accept("the controller: " + controller.memory());
      out.accept("what is alive in its heap: " + controller.liveHeap());
    });
  }

  private void measure(Program program) {
    try (var scratch = Scratch.make()) {
      requireFiles();
      var data = scratch.directory("controller");
      var chains = IntStream.range(0, agents).mapToObj(NodeChain::new).toList();
      try (var controller = MeasuredController.start(data);
          var swarm = Swarm.of(controller.agents())) {
        program.run(controller, swarm, chains);
        controller.stop();
      }
      out.accept("the log holds each once: %,d records".formatted(Proof.of(data, chains)));
    } catch (IOException e) {
      throw new IllegalStateException("the load program cannot go on: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void requireFiles() throws IOException {
    long most =
        Files.readAllLines(Path.of("/proc/self/limits")).stream()
            .filter(line -> line.startsWith("Max open files"))
            .map(line -> line.split(" {2,}", -1)[2])
            .mapToLong(limit -> limit.equals("unlimited") ? Long.MAX_VALUE : Long.parseLong(limit))
            .findFirst()
            .orElse(Long.MAX_VALUE);
    if (agents + OTHER_FILES > most) {
      throw new IllegalStateException(
          "a process may open %d files here, too few for %d connections: raise it with ulimit -Hn"
              .formatted(most, agents));
    }
  }

  /** Connects all, and has each say that it began, and how its clock goes. */
  private void connect(Swarm swarm, List<NodeChain> chains) throws IOException {
    long began = System.nanoTime();
    swarm.connect(chains);
    swarm.runUntil(
        "all are connected",
        PATIENCE,
        () -> swarm.agents().stream().allMatch(SimulatedAgent::isWelcome),
        Swarm.NOTHING);
    out.accept("all connected: %.1f s".formatted(seconds(began)));
    for (SimulatedAgent agent : swarm.agents()) {
      agent.happen(NodeChain.BEGINNING, wallNanos(), System.nanoTime());
      agent.pump();
    }
    swarm.runUntil("the beginning is acknowledged", PATIENCE, () -> isDone(swarm), Swarm.NOTHING);
    swarm.latencies().clear();
  }

  private long beginnings() {
    return (long) agents * NodeChain.BEGINNING;
  }

  private static boolean isDone(Swarm swarm) {
    return swarm.agents().stream().allMatch(SimulatedAgent::isDone);
  }

  private static long wallNanos() {
    var now = Instant.now();
    return now.getEpochSecond() * 1_000_000_000L + now.getNano();
  }

  private static double seconds(long beganNanos) {
    return (System.nanoTime() - beganNanos) / NANOS_PER_SECOND;
  }

  /** A measurement that has begun. */
  private record Begun(long atNanos, Duration cpuTime) {
    static Begun now(MeasuredController controller) {
      return new Begun(System.nanoTime(), controller.cpuTime());
    }

    String pace(String what, long count, MeasuredController controller) {
      double seconds = seconds(atNanos);
      return "%s: %,d events in %.1f s, %,.0f events/s; %s"
          .formatted(what, count, seconds, count / seconds, cpu(controller));
    }

    String cpu(MeasuredController controller) {
      var used = controller.cpuTime().minus(cpuTime).toNanos() / NANOS_PER_SECOND;
      return "the controller's CPU %.0f %% of a core".formatted(100 * used / seconds(atNanos));
    }
  }
}
