package dev.baton.controller;

import dev.baton.controller.api.Hosts;
import dev.baton.controller.api.HttpApi;
import dev.baton.controller.api.Writes;
import dev.baton.controller.drain.DrainDecider;
import dev.baton.controller.drain.Moment;
import dev.baton.controller.ingest.AgentListener;
import dev.baton.controller.ingest.HeldRecords;
import dev.baton.controller.projection.CommitTimes;
import dev.baton.controller.projection.Image;
import dev.baton.controller.projection.LogThread;
import dev.baton.controller.projection.Projector;
import dev.baton.controller.snapshot.Snapshots;
import dev.baton.events.ControllerEvent;
import dev.baton.events.Draft;
import dev.baton.events.Event;
import dev.baton.events.Subject;
import dev.baton.events.log.EventLog;
import dev.baton.events.log.StoredRecord;
import io.vertx.core.AbstractVerticle;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.net.SocketAddress;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.Consumer;

/**
 * The controller: one event loop that owns all state, and one thread that writes the log.
 *
 * <pre>
 *   agents ─► AgentListener ─► LogThread ─► Projector ─► Image ─► HttpApi ─► people
 *                                 ▲             │
 *                                 └─ Decisions ◄┘
 * </pre>
 */
public final class Controller extends AbstractVerticle {
  private final Settings settings;
  private final EventLog log;
  private final Consumer<Throwable> onFailure;
  private final Projector projector = new Projector();
  private final HeldRecords held = new HeldRecords();
  private final Snapshots snapshots;
  private final DrainDecider decider;
  private final Promise<Ports> started = Promise.promise();
  private Parts parts = new NotStarted();

  /**
   * What can be chosen.
   *
   * @param people where the API listens
   * @param agents where agents connect; nowhere when empty
   * @param hosts the names that people may use for it
   * @param snapshots the directory for them, made when the first one is written
   * @param trouble told what is not done, and why, where that does not keep it from its work
   * @param soakNanos how long nothing may change for a move to count as proved
   */
  public record Settings(
      String version,
      long epoch,
      SocketAddress people,
      List<SocketAddress> agents,
      Hosts hosts,
      Path snapshots,
      BiConsumer<String, IOException> trouble,
      long soakNanos) {
    /** Keeps a copy. */
    public Settings {
      agents = List.copyOf(agents);
    }
  }

  /** The ports that are listened on; -1 for a socket without. */
  public record Ports(int people, List<Integer> agents) {}

  private sealed interface Parts {}

  private record NotStarted() implements Parts {}

  private record Running(LogThread log, AgentListener agents, HttpApi api) implements Parts {}

  /**
   * Takes the log over, once it is deployed.
   *
   * @param onFailure told when the log cannot be written any more
   */
  public Controller(Settings settings, EventLog log, Consumer<Throwable> onFailure) {
    this.settings = settings;
    this.log = log;
    this.onFailure = onFailure;
    this.decider = new DrainDecider(settings.soakNanos());
    this.snapshots =
        new Snapshots(
            settings.snapshots(),
            settings.version(),
            log,
            new Snapshots.State(projector, held),
            settings.trouble());
  }

  /** Where it listens, once it does. */
  public Future<Ports> ports() {
    return started.future();
  }

  @Override
  public void start(Promise<Void> promise) {
    vertx
        .executeBlocking(this::replay)
        .compose(ignored -> run())
        .onSuccess(started::complete)
        .onFailure(started::fail)
        .<Void>mapEmpty()
        .onComplete(promise);
  }

  @Override
  public void stop(Promise<Void> promise) {
    switch (parts) {
      case NotStarted _ -> promise.complete();
      case Running running ->
          running
              .api()
              .close()
              .eventually(running.agents()::close)
              .eventually(() -> vertx.executeBlocking(() -> close(running.log())))
              .eventually(() -> snapshots.close(vertx))
              .onComplete(promise);
    }
  }

  private Object replay() {
    snapshots.replay();
    return "replayed";
  }

  private Future<Ports> run() {
    var logThread = new LogThread(log, context, this::onRecords, onFailure);
    var cluster = new AgentListener.Cluster(log.node(), log.logId().toString(), settings.epoch());
    var agents = new AgentListener(vertx, logThread, WallClock::nanos, cluster, held);
    var decisions = new Decisions(projector, logThread, decider);
    var api = new HttpApi(vertx, who(), ground(decisions, logThread.commits()), settings.hosts());
    parts = new Running(logThread, agents, api);
    return logThread
        .append(List.of(began()))
        .onSuccess(ignored -> decisions.start(vertx))
        .compose(ignored -> listen(api, agents));
  }

  private void onRecords(List<StoredRecord> records) {
    projector.apply(records);
    if (parts instanceof Running running) {
      running.agents().apply(records);
      snapshots.applied(vertx, records);
    }
  }

  private Future<Ports> listen(HttpApi api, AgentListener agents) {
    return at(settings.people(), api.listen(settings.people()))
        .compose(people -> {
          var listening =
              settings.agents().stream().map(each -> at(each, agents.listen(each))).toList();
          return Future.all(listening)
              .map(all -> new Ports(people, listening.stream().map(Future::result).toList()));
        });
  }

  private static Future<Integer> at(SocketAddress address, Future<Integer> listening) {
    return listening.recover(failure ->
        Future.failedFuture(
            new IOException("cannot listen on " + address + ": " + failure.getMessage(), failure)));
  }

  private HttpApi.Who who() {
    return new HttpApi.Who(settings.version(), log.node().value(), settings.epoch());
  }

  private HttpApi.Ground ground(Decisions decisions, CommitTimes commits) {
    var writes =
        new Writes() {
          @Override
          public Future<Void> submit(BiFunction<Image, Moment, List<Draft>> wish) {
            return decisions.submit(wish);
          }

          @Override
          public void say(Event event) {
            decisions.say(event);
          }
        };
    return new HttpApi.Ground(projector, log, writes, decider, commits, WallClock::nanos);
  }

  private Draft began() {
    var event = new ControllerEvent.Started(settings.version(), settings.epoch());
    return Draft.of(WallClock.nanos(), System.nanoTime(), Subject.NODE, event);
  }

  private static Object close(LogThread log) {
    log.close();
    return "closed";
  }
}
