package dev.baton.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Hosts on one bridge. Everything is named after this process and is gone when the lab is closed,
 * when the process ends, or, after a SIGKILL, when the next lab opens.
 */
public final class Lab implements AutoCloseable {
  static final String BRIDGE = "br0";

  /**
   * What a silently cut host sends or should get is dropped at its port, so the tap has none. Of a
   * split segment the tap has both parts.
   */
  private static final String FIREWALL =
      """
      table bridge lab {
        set silent { type ifname; }
        chain in { type filter hook prerouting priority -300; iifname @silent drop; }
        chain out { type filter hook postrouting priority 300; oifname @silent drop; }
        set apart { type ifname; }
        chain between {
          type filter hook forward priority 0;
          iifname @apart oifname != @apart drop;
          iifname != @apart oifname @apart drop;
        }
      }
      """;

  private static final List<String> FORWARDING = List.of("bridge", "fdb", "show", "br", BRIDGE);

  private static final Pattern OURS = Pattern.compile("bt(\\d+)-\\S+");
  private static final AtomicInteger OPENED = new AtomicInteger();
  private static final int FIRST_NUMBER = 11;
  private static final Duration STOP_LIMIT = Duration.ofSeconds(8);

  private final String prefix;
  private final Path directory;
  private final Map<String, Host> hosts = new LinkedHashMap<>();
  private final List<Daemon> daemons = new CopyOnWriteArrayList<>();
  private final Set<Path> leftovers = ConcurrentHashMap.newKeySet();
  private final Blackouts blackouts = new Blackouts();
  private final AtomicBoolean closed = new AtomicBoolean();
  private final Thread closer = new Thread(this::close, "lab-closer");

  private Lab() {
    prefix = "bt" + ProcessHandle.current().pid() + "-" + OPENED.incrementAndGet() + "-";
    try {
      directory = Files.createTempDirectory(prefix);
      // FRR gives up root and must still reach its own files.
      Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx--x--x"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Opens a lab with hosts of these names. */
  public static Lab open(String... hostNames) {
    requireRoot();
    removeStale();
    var lab = new Lab();
    Runtime.getRuntime().addShutdownHook(lab.closer);
    try {
      lab.makeFabric();
      for (var name : hostNames) {
        lab.addHost(name);
      }
      return lab;
    } catch (RuntimeException e) {
      lab.close();
      throw e;
    }
  }

  private static void requireRoot() {
    if (!"0".equals(Command.of("id", "-u").check().strip())) {
      throw new LabException("the lab makes network namespaces, which needs root");
    }
  }

  /** The host with this name. */
  public Host host(String name) {
    var host = hosts.get(name);
    if (host == null) {
      throw new LabException("no host " + name + " in " + hosts.keySet());
    }
    return host;
  }

  /** All hosts, in the order of their making. */
  public List<Host> hosts() {
    return List.copyOf(hosts.values());
  }

  /** A directory for the files of this lab. */
  public Path directory() {
    return directory;
  }

  /** The times in which a host could not be heard. */
  public Blackouts blackouts() {
    return blackouts;
  }

  /** Pulls the host's cable: the host sees its carrier go. */
  public void cut(Host host) {
    blackouts.begin(host);
    fabric("link", "set", portOf(host), "down");
  }

  /** Silences the host's cable: the link stays up, but no frame passes either way. */
  public void cutSilently(Host host) {
    blackouts.begin(host);
    silence("add", host);
  }

  /** Takes back either cut. */
  public void mend(Host host) {
    fabric("link", "set", portOf(host), "up");
    silence("add", host);
    silence("delete", host);
    blackouts.end(host);
  }

  /** Splits the segment: these hosts are on one part, all others on the other; links stay up. */
  public void split(Host... part) {
    for (var host : part) {
      inFabric("nft", "add", "element", "bridge", "lab", "apart", "{ " + portOf(host) + " }");
    }
  }

  /** Makes a split segment one again. */
  public void heal() {
    inFabric("nft", "flush", "set", "bridge", "lab", "apart");
  }

  /** Which hosts the switch sends frames for a MAC address to: the last that used it, or none. */
  public List<Host> hostsBehind(String mac) {
    var learned = new Command(inNamespace(fabricNamespace(), FORWARDING)).check();
    return hosts().stream()
        .filter(host -> learned.contains(mac + " dev " + portOf(host) + " master"))
        .toList();
  }

  /** Waits for a condition; the failure message has the tails of all logs. */
  public void await(String what, BooleanSupplier condition) {
    await(what, Await.LIMIT, condition);
  }

  /** As above, with another limit. */
  public void await(String what, Duration limit, BooleanSupplier condition) {
    Await.until(what, limit, condition, this::tails);
  }

  /** Waits until what is looked at is as expected; the failure message has both. */
  public <T> void awaitEqual(String what, T expected, Supplier<T> actual) {
    Await.until(
        what,
        Await.LIMIT,
        () -> expected.equals(actual.get()),
        () -> "expected " + expected + "\nbut found " + actual.get() + "\n" + tails());
  }

  /** The last lines of every log of the lab. */
  public String tails() {
    return daemons.stream().map(Daemon::tail).collect(Collectors.joining("\n"));
  }

  /** Starts a program on the machine itself, as a controller would be. */
  public Daemon start(String name, List<String> words) {
    var daemon = Daemon.start(name, directory.resolve(name + ".log"), words);
    daemons.add(daemon);
    return daemon;
  }

  /** What a killed program cannot take away itself. */
  void removeAtClose(Path path) {
    leftovers.add(path);
  }

  Daemon startOnFabric(String name, List<String> words) {
    return start(name, inNamespace(fabricNamespace(), words));
  }

  static List<String> inNamespace(String namespace, List<String> words) {
    var prefix = Stream.of("ip", "netns", "exec", namespace);
    return Stream.concat(prefix, words.stream()).toList();
  }

  List<Long> pidsIn(String namespace) {
    var listed = Command.of("ip", "netns", "pids", namespace).run();
    return listed.exitCode() == 0
        ? listed.output().lines().map(String::strip).map(Long::valueOf).toList()
        : List.of();
  }

  /** Stops what runs, and takes every trace of the lab away. */
  @Override
  public void close() {
    if (!closed.compareAndSet(false, true)) {
      return;
    }
    if (!Thread.currentThread().equals(closer)) {
      Runtime.getRuntime().removeShutdownHook(closer);
    }
    daemons.reversed().forEach(Daemon::terminate);
    daemons.forEach(daemon -> daemon.stop(STOP_LIMIT));
    namespacesOf(Pattern.compile(Pattern.quote(prefix) + "\\S+")).forEach(Lab::removeNamespace);
    leftovers.forEach(Lab::deleteTree);
    deleteTree(directory);
  }

  private String fabricNamespace() {
    return prefix + "fabric";
  }

  private static String portOf(Host host) {
    return "p-" + host.name();
  }

  private void inFabric(String... words) {
    new Command(inNamespace(fabricNamespace(), List.of(words))).check();
  }

  private void fabric(String... words) {
    Command.of("ip", "-n", fabricNamespace()).and(words).check();
  }

  private void silence(String change, Host host) {
    inFabric("nft", change, "element", "bridge", "lab", "silent", "{ " + portOf(host) + " }");
  }

  private void makeFabric() {
    makeNamespace(fabricNamespace(), "default/disable_ipv6=1", "all/disable_ipv6=1");
    fabric("link", "add", BRIDGE, "type", "bridge", "stp_state", "0", "mcast_snooping", "0");
    fabric("link", "set", BRIDGE, "up");
    new Command(inNamespace(fabricNamespace(), List.of("nft", "-f", "-"))).checkWithInput(FIREWALL);
  }

  private void addHost(String name) {
    var host = new Host(this, name, prefix + name, FIRST_NUMBER + hosts.size());
    hosts.put(name, host);
    makeNamespace(host.namespace(), "default/accept_dad=0", "default/router_solicitations=0");
    makeDirectory(host.directory());
    addCable(host);
    fabric("link", "set", portOf(host), "master", BRIDGE, "up");
    Command.of("ip", "-n", host.namespace(), "-batch", "-")
        .checkWithInput(
            """
            link set lo up
            link set eth0 up
            addr add %s/24 dev eth0
            addr add %s/64 dev eth0 nodad
            """
                .formatted(host.ipv4(), host.ipv6()));
    await(name + " has its link-local address", () -> hasUsableLinkLocal(host));
  }

  private void addCable(Host host) {
    Command.of("ip", "link", "add", Host.INTERFACE, "netns", host.namespace(), "address")
        .and(host.mac(), "type", "veth", "peer", "name", portOf(host), "netns", fabricNamespace())
        .check();
  }

  private static boolean hasUsableLinkLocal(Host host) {
    var shown = host.exec("ip", "-6", "-o", "addr", "show", "dev", "eth0", "scope", "link");
    return shown.contains(host.linkLocal() + "/") && !shown.contains("tentative");
  }

  /** Makes a namespace, with settings below /proc/sys/net/ipv6/conf in place before any link. */
  private static void makeNamespace(String name, String... settings) {
    Command.of("ip", "netns", "add", name).check();
    for (var setting : settings) {
      var parts = setting.split("=", 2);
      Command.of("ip", "netns", "exec", name, "tee", "/proc/sys/net/ipv6/conf/" + parts[0])
          .checkWithInput(parts[1]);
    }
  }

  private static void removeStale() {
    for (var name : namespacesOf(OURS)) {
      var matcher = OURS.matcher(name);
      if (matcher.matches() && !isAlive(Long.parseLong(matcher.group(1)))) {
        removeNamespace(name);
      }
    }
  }

  private static boolean isAlive(long pid) {
    return ProcessHandle.of(pid).isPresent();
  }

  private static List<String> namespacesOf(Pattern pattern) {
    return Command.of("ip", "netns", "list")
        .check()
        .lines()
        .map(line -> line.split(" ", 2)[0])
        .filter(name -> pattern.matcher(name).matches())
        .toList();
  }

  private static void removeNamespace(String name) {
    var pids = Command.of("ip", "netns", "pids", name).run().output().lines().toList();
    for (var pid : pids) {
      Command.of("kill", "-KILL", pid.strip()).run();
    }
    Command.of("ip", "netns", "del", name).run();
  }

  private static void makeDirectory(Path path) {
    try {
      Files.createDirectories(path);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void deleteTree(Path root) {
    if (!Files.exists(root)) {
      return;
    }
    try (var paths = Files.walk(root)) {
      for (var path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
