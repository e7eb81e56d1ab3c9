package dev.baton.agent;

import dev.baton.agent.config.ConfigReading;
import dev.baton.agent.config.KeepalivedConf;
import dev.baton.agent.journal.Journal;
import dev.baton.agent.journal.NoLog;
import dev.baton.agent.link.RunDirectory;
import dev.baton.agent.linux.VrrpPrograms;
import dev.baton.agent.linux.ffi.Kernel;
import dev.baton.agent.steward.Predecessor;
import dev.baton.agent.steward.Steward;
import dev.baton.agent.uplink.ControllerAddress;
import dev.baton.events.NodeName;
import dev.baton.events.chronicle.ChronicleEventLog;
import dev.baton.events.chronicle.Complaint;
import dev.baton.events.chronicle.Opening;
import dev.baton.events.log.EventLog;
import dev.baton.events.log.EventReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code baton agent}: the steward in the foreground. */
@Command(
    name = "agent",
    description =
        "Runs VRRP on this host from its keepalived.conf, and writes down all that happens.")
final class AgentCommand implements Callable<Integer> {
  private static final int FAILED = 1;
  private static final int USAGE = 2;

  @Option(
      names = {"--config", "-f", "--use-file"},
      description = "the keepalived.conf (default: ${DEFAULT-VALUE})",
      defaultValue = "/etc/keepalived/keepalived.conf")
  private Path config = Path.of("");

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description =
          "where the log and the hold are kept (default: /var/lib/baton, or /var/lib/baton_NAME in"
              + " the network namespace NAME)")
  private Path data = Path.of("");

  @Option(names = "--node", description = "this node's name (default: the host's)")
  private String node = "";

  @Option(
      names = "--controller",
      description = "unix:PATH or http://HOST:PORT; without it the agent stands on its own")
  private String controller = "";

  @Option(names = "--strict", description = "refuse a configuration with any warning")
  private boolean strict;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "show this help")
  void showsHelp(boolean asked) {}

  @Option(
      names = {"-v", "--version"},
      description = "show the version")
  private boolean version;

  @Mixin private KeepalivedFlags flags = new KeepalivedFlags();

  private final AgentLog messages = new AgentLog(System.err);
  private final Request.Desk requests = new Request.Desk(messages);

  @Override
  public Integer call() {
    if (version) {
      System.out.println("Baton " + Version.current());
      return 0;
    }
    if (!flags.signalNames.isEmpty()) {
      return KeepalivedFlags.printSignal(flags.signalNames.getFirst(), System.out, System.err);
    }
    if (!flags.genhash.isEmpty()) {
      System.err.println("-T is not for the agent: genhash is a program of keepalived's own");
      return USAGE;
    }
    var kernel = Kernel.load();
    var place = HomeNamespace.of(flags.namespaces, source());
    var fault = place.enter(kernel);
    if (!fault.isEmpty()) {
      return failed(fault.getFirst());
    }
    if (!flags.configTests.isEmpty()) {
      return KeepalivedFlags.test(source().read(), flags.configTests.getFirst(), System.err);
    }
    var running = flags.runningAgent();
    if (!running.isEmpty()) {
      return failed(running.getFirst());
    }
    data = data.toString().isEmpty() ? place.usualData() : data;
    // Before anything of the host is touched.
    var beside = BesideVrrp.of(VrrpPrograms.here(), RunDirectory.rootFor(data), source());
    var objections = beside.objections();
    return objections.isEmpty() ? takeOver(kernel, beside) : failed(objections.getFirst());
  }

  private int takeOver(Kernel kernel, BesideVrrp beside) {
    requests.open(kernel);
    var predecessor =
        new Predecessor(
            kernel, data, work -> ChronicleEventLog.asWriter(data.resolve("log"), work));
    try (var ending = Ending.takeOver(predecessor, kernel)) {
      flags.ignored().forEach(flag -> messages.note("does nothing here: " + flag));
      beside.warnings().forEach(messages::note);
      return run(source().read(), ending);
    }
  }

  private Steward.Source source() {
    return new Steward.Source(config, configId(), !flags.needsAll.isEmpty(), new HostNeeds());
  }

  private String configId() {
    return flags.configIds.isEmpty() ? KeepalivedConf.shortHostName() : flags.configIds.getFirst();
  }

  private int run(ConfigReading reading, Ending ending) {
    reading.diagnostics().forEach(System.err::println);
    if (reading.config().instances().isEmpty()) {
      System.err.println(
          config + ": no instance can be run; see 'baton config check " + config + "'");
      return FAILED;
    }
    if (!flags.needsAll.isEmpty() && !KeepalivedConf.missing(config, configId()).isEmpty()) {
      return failed(config + ": not started, because -e allows no missing file");
    }
    if (strict && !reading.diagnostics().isEmpty()) {
      System.err.println(config + ": not started, because --strict allows no warning");
      return FAILED;
    }
    var missing = Capabilities.missing();
    if (!missing.isEmpty()) {
      System.err.println(
          "baton agent lacks "
              + String.join(" and ", missing)
              + ", which it needs"
              + " to send adverts and to move addresses: run it as root, or give them with"
              + " AmbientCapabilities= in its systemd unit");
      return FAILED;
    }
    return withName(reading, ending);
  }

  private int withName(ConfigReading reading, Ending ending) {
    try {
      var name = new NodeName(nameOf(reading));
      List<ControllerAddress> controllers =
          controller.isEmpty() ? List.of() : List.of(ControllerAddress.parse(controller));
      var bootId = Files.readString(Path.of("/proc/sys/kernel/random/boot_id")).strip();
      return openLog(new Steward.Order(reading, source(), data, controllers, bootId), name, ending);
    } catch (IllegalArgumentException e) {
      System.err.println(e.getMessage());
      return USAGE;
    } catch (IOException e) {
      System.err.println("cannot use " + data + ": " + Complaint.of(e));
      return FAILED;
    }
  }

  private String nameOf(ConfigReading reading) throws UnknownHostException {
    if (!node.isEmpty()) {
      return node;
    }
    String configured = reading.config().globals().nodeName();
    return configured.isEmpty() ? InetAddress.getLocalHost().getHostName() : configured;
  }

  private int openLog(Steward.Order order, NodeName name, Ending ending) throws IOException {
    Files.createDirectories(data);
    var onDisk = new LogOnDisk(data, name, order.bootId(), messages::note);
    return switch (onDisk.open()) {
      case Opening.Unusable _ when !onDisk.hasRoom() ->
          serve(ending, onDisk.from(new NoLog(name)), order);
      case Opening.Opened(var log) when !firstWriter(log).equals(name) -> {
        var owner = firstWriter(log);
        log.close();
        yield failed(
            "%s holds the log of node %s, not of %s: give --node %s, or another --data"
                .formatted(data, owner, name, owner));
      }
      case Opening.Opened(var log) -> {
        yield serve(ending, onDisk.from(log), order);
      }
      case Opening.Locked(long pid) ->
          failed(
              data + " is used by another agent, pid " + pid + "; stop it, or give another --data");
      case Opening.Damaged(var reason, long atSeq, var inspect) ->
          failed(
              "%s: the log is damaged at %d: %s; look with: %s"
                  .formatted(data, atSeq, reason, inspect));
      case Opening.Unusable(var reason) -> failed(reason);
    };
  }

  /** Who wrote the first record; whose log this is, as far as any controller knows. */
  private static NodeName firstWriter(EventLog log) {
    try (var reader = log.reader(1)) {
      return reader.next() instanceof EventReader.Read.Found found
          ? found.stored().recorded().envelope().id().node()
          : log.node();
    }
  }

  private static int failed(String message) {
    System.err.println(message);
    return FAILED;
  }

  private int serve(Ending ending, Journal.LogSource source, Steward.Order order)
      throws IOException {
    flags.writePid();
    ending.start(before -> new Steward(order, source, before, messages)).forEach(requests::serve);
    try {
      ending.await();
      return 0;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return FAILED;
    }
  }
}
