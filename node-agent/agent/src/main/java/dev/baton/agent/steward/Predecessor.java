package dev.baton.agent.steward;

import dev.baton.agent.config.InstanceConfig;
import dev.baton.agent.config.KeepalivedConf;
import dev.baton.agent.link.DamagedRing;
import dev.baton.agent.link.RunDirectory;
import dev.baton.agent.link.Subjects;
import dev.baton.agent.linux.NetlinkAddressTable;
import dev.baton.agent.linux.NetlinkRoutingTable;
import dev.baton.agent.linux.ffi.Kernel;
import dev.baton.agent.steward.AddressSweeper.Duties;
import dev.baton.agent.steward.AddressSweeper.Swept;
import dev.baton.events.Subject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.function.Function;

/**
 * What an earlier agent left on this host, for the time before a steward can see to it: a log takes
 * long to open, and addresses that nobody serves answer meanwhile. Safe to call from any thread.
 */
public final class Predecessor {
  private static final int STOP_PATIENCE_MILLIS = 5_000;

  private final Kernel kernel;
  private final OnlyAgent onlyAgent;
  private final Path root;
  private final List<Swept> swept = new ArrayList<>();

  /** Runs some work while no other agent uses the same directory, or not at all. */
  @FunctionalInterface
  public interface OnlyAgent {
    /** Does it at once, on this thread. */
    void run(Runnable work);
  }

  /** Of the agents that used this directory. */
  public Predecessor(Kernel kernel, Path dataDirectory, OnlyAgent onlyAgent) {
    this.kernel = kernel;
    this.onlyAgent = onlyAgent;
    this.root = RunDirectory.rootFor(dataDirectory);
  }

  Kernel kernel() {
    return kernel;
  }

  /** Takes away what a dead engine left; a living one keeps all that it has. */
  public synchronized void sweep() {
    asTheOnlyAgent(() -> takeAway(AddressSweeper::sweep));
  }

  /** Has an engine that lost its steward resign and end, and takes everything away. */
  public synchronized void end() {
    asTheOnlyAgent(() -> {
      RunDirectory.list(root).forEach(this::stopEngine);
      takeAway(AddressSweeper::sweepAll);
    });
  }

  /** What was taken away so far, and nobody has written down. */
  synchronized List<Swept> handOver() {
    var all = List.copyOf(swept);
    swept.clear();
    return all;
  }

  /** Another one would see to its own engine. */
  private void asTheOnlyAgent(Runnable work) {
    if (!RunDirectory.list(root).isEmpty()) {
      onlyAgent.run(work);
    }
  }

  private void takeAway(Function<AddressSweeper, List<Swept>> what) {
    var runs = RunDirectory.list(root);
    if (runs.stream().anyMatch(run -> !run.livingEngine().isEmpty())) {
      return;
    }
    try (var addresses = new NetlinkAddressTable(kernel)) {
      var routing = new NetlinkRoutingTable(kernel, List.of());
      var sweeper =
          new AddressSweeper(Duties.NONE, addresses, routing, new HostTraces(kernel, root));
      runs.forEach(run -> sweeper.learn(duties(run)));
      swept.addAll(what.apply(sweeper));
    }
  }

  private void stopEngine(RunDirectory run) {
    for (var engine : run.livingEngine()) {
      try {
        EngineRun.found(kernel, run, engine).stop(STOP_PATIENCE_MILLIS);
      } catch (DamagedRing e) {
        EngineRun.kill(kernel, engine, STOP_PATIENCE_MILLIS);
      }
    }
  }

  /** What a dead engine was told to run, as far as it can still be read. */
  static Duties duties(RunDirectory run) {
    if (!Files.exists(run.subjects())) {
      return Duties.NONE;
    }
    var instances = new LinkedHashMap<Subject.Instance, InstanceConfig>();
    var subjects = Subjects.read(run.subjects());
    var config = KeepalivedConf.readResolved(run.configuration()).config();
    for (var instance : config.instances()) {
      var subject = subjects.get(instance.name());
      if (subject != null) {
        instances.put(subject, instance);
      }
    }
    return new Duties(instances, config.statics());
  }
}
