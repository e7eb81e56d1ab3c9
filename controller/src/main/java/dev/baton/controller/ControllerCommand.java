package dev.baton.controller;

import dev.baton.controller.api.Hosts;
import dev.baton.controller.ingest.ListenAddress;
import dev.baton.controller.projection.UnreadableLogException;
import dev.baton.events.NodeName;
import dev.baton.events.chronicle.ChronicleEventLog;
import dev.baton.events.chronicle.Complaint;
import dev.baton.events.chronicle.FreeSpace;
import dev.baton.events.chronicle.Opening;
import dev.baton.events.chronicle.Options;
import dev.baton.events.chronicle.Remedy;
import dev.baton.events.log.EventReader;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.ConnectException;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code baton controller}. */
@Command(
    name = "controller",
    mixinStandardHelpOptions = true,
    description = {
      "Collects the agents' logs, serves the API and the dashboard, carries out drains.",
      "Runs in the foreground until SIGTERM or Ctrl-C."
    })
final class ControllerCommand implements Callable<Integer> {
  /** Not an exit code: the process goes on. */
  static final int RUNNING = -1;

  private static final long SPACE_MILLIS = 50;

  private static final String NAME = "controller";
  private static final Path BOOT_ID = Path.of("/proc/sys/kernel/random/boot_id");
  private static final long SOAK_NANOS = 3_000_000_000L;
  private static final long STOP_SECONDS = 10;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--data",
      required = true,
      paramLabel = "DIR",
      description = "Where the log is kept; made when it is not there.")
  private Path data = Path.of("");

  @Option(
      names = "--listen",
      paramLabel = "HOST:PORT",
      defaultValue = "127.0.0.1:8080",
      description = "Where people and programs reach it (default: ${DEFAULT-VALUE}).")
  private String listen = "";

  @Option(
      names = "--listen-agents",
      paramLabel = "HOST:PORT|unix:PATH",
      description = "Where agents connect (default: unix:DIR/agents.sock).")
  private List<String> listenAgents = List.of();

  @Option(
      names = "--insecure-listen",
      description =
          "Allow addresses beyond this machine, although there are no accounts and no TLS yet:"
              + " whoever reaches them can see everything and drain nodes.")
  private boolean isInsecureAllowed;

  @Override
  public Integer call() {
    if (data.toString().isEmpty()) {
      throw new ParameterException(spec.commandLine(), "--data is empty: name a directory");
    }
    var people = address("--listen", listen);
    var agents =
        listenAgents.isEmpty()
            ? List.<ListenAddress>of(new ListenAddress.Unix(data.resolve("agents.sock")))
            : listenAgents.stream().map(text -> address("--listen-agents", text)).toList();
    try {
      Files.createDirectories(data);
      return start(people, agents);
    } catch (IOException e) {
      return fail("cannot use " + data + ": " + Complaint.of(e));
    }
  }

  private int start(ListenAddress people, List<ListenAddress> agents) throws IOException {
    var space = new FreeSpace(data, FreeSpace.CONTROLLER_FLOOR_BYTES);
    if (!space.isEnough()) {
      return fail("not started: " + space.words() + "; make room there");
    }
    return switch (open()) {
      case Opening.Opened opened -> run(opened.log(), people, agents);
      case Opening.Locked locked ->
          fail(
              "%s belongs to a running controller, process %d: stop it, or give another --data"
                  .formatted(data, locked.pid()));
      // It filled up meanwhile: nothing can be told of the log then.
      case Opening.Damaged _ when !space.isEnough() ->
          fail("not started: " + space.words() + "; make room there");
      case Opening.Damaged damaged ->
          fail(
              "the log in %s cannot be read at record %d: %s. Nothing was changed; %s"
                  .formatted(
                      data, damaged.atSeq(), damaged.reason(), Remedy.of(damaged.reason(), data)));
      case Opening.Unusable unusable -> fail(unusable.reason());
    };
  }

  private Opening open() throws IOException {
    var bootId = Files.readString(BOOT_ID).strip();
    return ChronicleEventLog.open(
        data.resolve("log"), new NodeName(NAME), bootId, Options.CONTROLLER);
  }

  private ListenAddress address(String option, String text) {
    ListenAddress address;
    try {
      address = ListenAddress.parse(text);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), option + ": " + e.getMessage(), e);
    }
    if (!address.isLocal() && !isInsecureAllowed) {
      throw new ParameterException(
          spec.commandLine(),
          option
              + " "
              + text
              + " is reachable from other machines, and there are no accounts and no TLS yet:"
              + " anybody there could drain nodes. Listen on 127.0.0.1, or say --insecure-listen.");
    }
    return address;
  }

  private int run(ChronicleEventLog log, ListenAddress people, List<ListenAddress> agents)
      throws IOException {
    for (ListenAddress agent : agents) {
      if (isListenedOn(agent)) {
        log.close();
        return fail(
            agent + " is listened on by another process: stop it, or give another --listen-agents");
      }
    }
    var settings =
        new Controller.Settings(
            Version.text(),
            log.epoch(),
            people.socket(),
            agents.stream().map(ListenAddress::socket).toList(),
            isInsecureAllowed ? new Hosts.Any() : Hosts.of(people.socket()),
            data.resolve("snapshots"),
            (what, why) -> tell(what + ": " + Complaint.of(why)),
            SOAK_NANOS);
    log.keepArchiving(this::tell);
    log.keepChecking(this::goOnDamaged);
    var vertx = Vertx.vertx();
    var controller = new Controller(settings, log, this::logFailed);
    try {
      vertx.deployVerticle(controller).toCompletionStage().toCompletableFuture().join();
    } catch (CompletionException e) {
      close(vertx);
      return fail("cannot start: " + words(e.getCause() == null ? e : e.getCause()));
    }
    stopOnSignal(vertx);
    var space = new FreeSpace(data, FreeSpace.CONTROLLER_FLOOR_BYTES);
    vertx.setPeriodic(SPACE_MILLIS, _ -> stopUnless(space));
    say(log, people, agents);
    return RUNNING;
  }

  /** A socket that nobody listens on any more is left behind by a controller that was killed. */
  private static boolean isListenedOn(ListenAddress address) throws IOException {
    if (!(address instanceof ListenAddress.Unix(Path path)) || !Files.exists(path)) {
      return false;
    }
    try (var probe = SocketChannel.open(UnixDomainSocketAddress.of(path))) {
      return probe.isConnected();
    } catch (ConnectException e) {
      Files.delete(path);
      return false;
    }
  }

  /** Before the disk is full: what is in the log by then is whole. */
  private void stopUnless(FreeSpace space) {
    if (!space.isEnough()) {
      err().println("baton controller: stopped: " + space.words() + "; make room there");
      Runtime.getRuntime().halt(1);
    }
  }

  /**
   * Deep in the log, where only a look back would come: a repair would cost all that came after.
   */
  private void goOnDamaged(EventReader.Read.Damaged damaged) {
    tell(
        "record %d of the log in %s is damaged: %s. The controller goes on; put the file back from a"
                .formatted(damaged.atSeq(), data, damaged.reason())
            + " copy, and look with: baton log verify --data "
            + data);
  }

  private void logFailed(Throwable failure) {
    err().println("baton controller: stopped: " + words(failure));
    Runtime.getRuntime().halt(1);
  }

  private static void stopOnSignal(Vertx vertx) {
    Runtime.getRuntime().addShutdownHook(new Thread(() -> close(vertx), "baton-stop"));
  }

  /** Waits: what Vert.x unpacked goes only with it. */
  private static void close(Vertx vertx) {
    vertx
        .close()
        .toCompletionStage()
        .toCompletableFuture()
        .orTimeout(STOP_SECONDS, TimeUnit.SECONDS)
        .exceptionally(failure -> null)
        .join();
  }

  private void say(ChronicleEventLog log, ListenAddress people, List<ListenAddress> agents) {
    err()
        .println(
            "baton controller: http://%s, agents on %s, log %s in %s, epoch %d"
                .formatted(people, agents, log.logId(), data, log.epoch()));
  }

  private int fail(String why) {
    tell(why);
    return 1;
  }

  private void tell(String what) {
    err().println("baton controller: " + what);
  }

  private String words(Throwable failure) {
    return switch (failure) {
      case UnreadableLogException log -> log.getMessage() + "; " + Remedy.of(log.reason(), data);
      case Throwable other when other.getMessage() == null -> other.toString();
      case Throwable other -> String.valueOf(other.getMessage());
    };
  }

  private PrintWriter err() {
    return spec.commandLine().getErr();
  }
}
