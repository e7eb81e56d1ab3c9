package dev.baton.lab;

import dev.baton.agent.link.RunDirectory;
import dev.baton.events.tool.LogMain;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Baton's agent on one host: the steward, which the lab starts, and the engine, which it finds. */
public final class BatonAgent implements Peer {
  private final Host host;
  private final List<String> uplink;
  private final List<String> starter;
  private Daemon steward;

  private BatonAgent(Host host, List<String> uplink, List<String> starter) {
    this.host = host;
    this.uplink = List.copyOf(uplink);
    this.starter = List.copyOf(starter);
    this.steward = launch(List.of());
  }

  /** Starts an agent that stands on its own. */
  public static BatonAgent on(Host host, List<InstanceSpec> instances) {
    return on(host, InstanceSpec.configuration(instances));
  }

  /** Starts an agent that stands on its own, with this text as its configuration. */
  public static BatonAgent on(Host host, String text) {
    Peer.write(configuration(host), text);
    return new BatonAgent(host, List.of(), List.of());
  }

  /** Starts an agent that streams to the controller behind a Unix socket. */
  public static BatonAgent on(Host host, List<InstanceSpec> instances, Path controllerSocket) {
    return on(host, instances, controllerSocket, List.of());
  }

  /** The same by way of another program, such as `env A=B`. */
  public static BatonAgent on(
      Host host, List<InstanceSpec> instances, Path controllerSocket, List<String> starter) {
    Peer.write(configuration(host), InstanceSpec.configuration(instances));
    return new BatonAgent(host, List.of("--controller", "unix:" + controllerSocket), starter);
  }

  private Daemon launch(List<String> ignored) {
    host.lab().removeAtClose(RunDirectory.rootFor(data(host)));
    var arguments = new ArrayList<String>();
    arguments.addAll(List.of("--config", configuration(host).toString()));
    arguments.addAll(List.of("--data", data(host).toString()));
    arguments.addAll(List.of("--node", host.name()));
    arguments.addAll(uplink);
    var words = new ArrayList<>(starter);
    if (!ignored.isEmpty()) {
      words.addAll(List.of("env", "--ignore-signal=" + String.join(",", ignored)));
    }
    words.addAll(Programs.agent(arguments));
    return host.start("baton", words);
  }

  private static Path configuration(Host host) {
    return host.directory().resolve("baton/keepalived.conf");
  }

  private static Path data(Host host) {
    return host.directory().resolve("baton/data");
  }

  @Override
  public Host host() {
    return host;
  }

  /** The directory with the agent's log and holds. */
  public Path data() {
    return data(host);
  }

  /** The keepalived.conf that the agent reads. */
  public Path configuration() {
    return configuration(host);
  }

  @Override
  public void start() {
    if (!steward.isAlive()) {
      steward = launch(List.of());
    }
  }

  /** As {@link #start}, with signals ignored from birth, as under nohup. */
  public void startIgnoring(List<String> signals) {
    steward = launch(signals);
  }

  @Override
  public void stop() {
    steward.stop(Await.LIMIT);
  }

  /** Writes another configuration and reloads it, as SIGHUP does. */
  public void reload(List<InstanceSpec> instances) {
    reload(InstanceSpec.configuration(instances));
  }

  /** Writes another text and reloads it. */
  public void reload(String text) {
    Peer.write(configuration(), text);
    Command.of("kill", "-HUP", Long.toString(steward.pid())).check();
  }

  /** The process that the lab started. */
  public Daemon steward() {
    return steward;
  }

  /** The process that does VRRP; waits until there is one. */
  public long enginePid() {
    host.lab().await("an engine runs on " + host, () -> !enginePids().isEmpty());
    return enginePids().getFirst();
  }

  /** The engines on the host: normally one. */
  public List<Long> enginePids() {
    return host.pids().stream().filter(BatonAgent::isEngine).toList();
  }

  private static boolean isEngine(long pid) {
    try {
      return Files.readString(Path.of("/proc/" + pid + "/cmdline")).contains("EngineMain");
    } catch (IOException e) {
      // It ended between the listing and the look.
      return false;
    }
  }

  /** Kills the engine; its steward starts another one. */
  public void killEngine() {
    Signal.KILL.send(enginePid());
  }

  /** Freezes the engine: it is there, and does nothing. */
  public void freezeEngine() {
    host.lab().blackouts().begin(host);
    Signal.STOP.send(enginePid());
  }

  /** Lets a frozen engine go on. */
  public void thawEngine() {
    Signal.CONT.send(enginePid());
    host.lab().blackouts().end(host);
  }

  /** Everything ends at once and the cable is dead, as in a power failure. */
  public void powerOff() {
    host.lab().cutSilently(host);
    // The steward first: it would take a killed engine's addresses away and start another one.
    steward.kill();
    enginePids().forEach(Signal.KILL::send);
    host.lab().await("nothing of Baton runs on " + host, () -> enginePids().isEmpty());
    host.forgetAddresses();
  }

  /** Comes back after {@link #powerOff}. */
  public void powerOn() {
    host.lab().mend(host);
    start();
  }

  /**
   * What the agent has written into its log, one JSON envelope a line; also while it runs. What its
   * engine has reported is among it, unless there is no steward who could write it.
   */
  public List<String> log() {
    var unwritten = Unwritten.of(data());
    Await.holdsWithin(Await.LIMIT, () -> unwritten.isWritten() || !steward.isAlive());
    // In this process: a test that waits for an event looks often. There may be no log yet.
    var out = new StringWriter();
    host.lab().await("the log of " + host + " can be read", () -> dump(out));
    return out.toString().lines().toList();
  }

  private boolean dump(StringWriter out) {
    out.getBuffer().setLength(0);
    var words = new String[] {"dump", "--data", data().toString(), "-o", "jsonl"};
    var err = new PrintWriter(Writer.nullWriter());
    return LogMain.run(new PrintWriter(out), err, words) == 0;
  }
}
