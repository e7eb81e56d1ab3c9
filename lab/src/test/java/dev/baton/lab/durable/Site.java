package dev.baton.lab.durable;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.baton.lab.BatonAgent;
import dev.baton.lab.Command;
import dev.baton.lab.Daemon;
import dev.baton.lab.Host;
import dev.baton.lab.InstanceSpec;
import dev.baton.lab.Lab;
import dev.baton.lab.LogAgainstTap;
import dev.baton.lab.Programs;
import dev.baton.lab.Row;
import dev.baton.lab.Signal;
import dev.baton.lab.Tap;
import dev.baton.lab.demo.FreePort;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * Two agents and their controller. Each agent is Active for one of two virtual routers that nothing
 * should disturb, and has more of them that follow an interface, so that whoever moves it makes
 * transitions.
 */
final class Site implements AutoCloseable {
  private static final String NOISY = "noise0";
  static final String CONTROLLER = "controller";
  private static final int NOISY_COUNT = 4;

  private final Lab lab = Lab.open("a", "b");
  private final Tap tap = Tap.on(lab);
  private final Map<String, BatonAgent> agents = new TreeMap<>();
  private final Map<String, Daemon> noises = new TreeMap<>();
  private final String listen = FreePort.onLoopback();
  private Daemon controller;

  private final List<Disk> disks = new ArrayList<>();

  private final Map<String, OwnClock> clocks = new TreeMap<>();

  private Site(int diskMebibytes, boolean hasClocks) {
    if (hasClocks) {
      for (var name : List.of("a", "b", CONTROLLER)) {
        clocks.put(name, OwnClock.in(lab.directory().resolve("clock-" + name)));
      }
    }
    if (diskMebibytes > 0) {
      disks.add(Disk.ext4(lab.directory().resolve("a/baton/data"), diskMebibytes));
      disks.add(Disk.inMemory(controllerData(), diskMebibytes));
    }
    lab.hosts().forEach(Site::addNoisyInterface);
    controller = launchController();
    for (var host : lab.hosts()) {
      agents.put(
          host.name(), BatonAgent.on(host, configured(host), agentSocket(), starter(host.name())));
    }
  }

  private static void addNoisyInterface(Host host) {
    host.exec("ip", "link", "add", NOISY, "type", "veth", "peer", "name", "noise1");
    host.exec("ip", "link", "set", "noise1", "up");
  }

  /** Starts all of it, and waits for the elections. */
  static Site start() {
    return started(new Site(0, false));
  }

  /** The same, with small file systems for the log of agent a, and for the controller's. */
  static Site on(int diskMebibytes) {
    return started(new Site(diskMebibytes, false));
  }

  /** The same, each of its three programs with a wall clock that can be set. */
  static Site withOwnClocks() {
    return started(new Site(0, true));
  }

  /** The wall clock of an agent or the controller. */
  OwnClock clock(String name) {
    return Objects.requireNonNull(clocks.get(name), "no clock of " + name);
  }

  private List<String> starter(String name) {
    return clocks.containsKey(name) ? clock(name).starter() : List.of();
  }

  private static Site started(Site site) {
    for (var name : List.of("a", "b")) {
      site.awaitElection(name);
    }
    return site;
  }

  /** Waits until that host is Active for what it is the better one of. */
  void awaitElection(String name) {
    tap.awaitActive(host(name), quiet(name).stream().filter(one -> one.priority() > 150).toList());
  }

  /** The virtual routers that nothing should disturb. */
  static List<InstanceSpec> quiet(String name) {
    int first = "a".equals(name) ? 200 : 100;
    return List.of(InstanceSpec.v3(51, first), InstanceSpec.v3Ipv6(52, 300 - first));
  }

  private static List<InstanceSpec> configured(Host host) {
    var all = new ArrayList<>(quiet(host.name()));
    int firstVrid = "a".equals(host.name()) ? 100 : 150;
    for (int vrid = firstVrid; vrid < firstVrid + NOISY_COUNT; vrid++) {
      all.add(InstanceSpec.v3(vrid, 100).with("track_interface {\n" + NOISY + "\n}"));
    }
    return all;
  }

  Lab lab() {
    return lab;
  }

  Tap tap() {
    return tap;
  }

  Host host(String name) {
    return lab.host(name);
  }

  List<BatonAgent> agents() {
    return List.copyOf(agents.values());
  }

  BatonAgent agent(String name) {
    return Objects.requireNonNull(agents.get(name), "no agent is on " + name);
  }

  Daemon controller() {
    return controller;
  }

  Path controllerData() {
    return lab.directory().resolve("controller");
  }

  /** Where agent a has its data, an ext4. */
  Disk agentDisk() {
    return disks.getFirst();
  }

  /** Where the controller has its data, in memory. */
  Disk controllerDisk() {
    return disks.getLast();
  }

  /** Waits until the controller has all records of an agent; byte for byte, each once. */
  void awaitShipped(BatonAgent agent) {
    var own = Records.in(agent.data());
    lab.await(
        "the controller has all of " + agent.host(),
        () ->
            Records.lastSeq(controllerData()) >= own.all().size()
                && Records.in(controllerData()).writtenTo(own.logId()).size() >= own.all().size());
    var relayed = Records.in(controllerData()).writtenTo(own.logId());
    assertEquals(own.own(), relayed.subList(0, own.all().size()), "byte for byte");
  }

  private Path agentSocket() {
    return lab.directory().resolve("controller.sock");
  }

  private Daemon launchController() {
    var arguments =
        List.of(
            "--data",
            controllerData().toString(),
            "--listen",
            listen,
            "--listen-agents",
            "unix:" + agentSocket());
    var words = new ArrayList<>(starter(CONTROLLER));
    words.addAll(Programs.controller(arguments));
    return lab.start("controller", words);
  }

  /** Starts the controller again if it does not run. */
  void startController() {
    if (!controller.isAlive()) {
      controller = launchController();
    }
  }

  /** Runs an operator's command, such as `node reload a`, against the controller. */
  Command.Result operator(String... words) {
    var all = new ArrayList<>(List.of(words));
    all.addAll(List.of("--server", "http://" + listen));
    return new Command(Programs.operator(all)).run();
  }

  /** From now on transitions follow one another on that host, many a second. */
  void makeNoise(String name) {
    var loop =
        "while :; do ip link set %s down; sleep 0.03; ip link set %s up; sleep 0.03; done"
            .formatted(NOISY, NOISY);
    noises.put(name, host(name).start("noise", List.of("sh", "-c", loop)));
  }

  /** Ends that. */
  void endNoise() {
    noises.values().forEach(Daemon::kill);
    noises.clear();
  }

  /** How many unbroken rows of adverts there are for what that host is the better one of. */
  int reigns(String name) {
    var better = quiet(name).stream().filter(one -> one.priority() > 150).toList();
    var adverts =
        tap.adverts().stream()
            .filter(advert -> advert.host().equals(name))
            .filter(advert -> advert.router().equals(better.getFirst().router()))
            .toList();
    return Row.of(adverts, Duration.ofMillis(1_500).toNanos()).size();
  }

  /** Where the agents' logs and the wire differ for the undisturbed; empty is right. */
  List<String> differences() {
    return agents.values().stream()
        .flatMap(
            agent -> LogAgainstTap.differences(agent, quiet(agent.host().name()), tap).stream())
        .toList();
  }

  @Override
  public void close() {
    lab.hosts().forEach(host -> host.pids().forEach(Signal.KILL::send));
    controller.kill();
    disks.forEach(Disk::close);
    try (lab) {
      tap.close();
    }
  }
}
