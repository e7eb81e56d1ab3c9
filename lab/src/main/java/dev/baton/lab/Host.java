package dev.baton.lab;

import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** One host of the lab: a network namespace with a loopback and one cable, `eth0`. */
public final class Host {
  /** The host's one network interface. */
  public static final String INTERFACE = "eth0";

  private static final Pattern ADDRESS = Pattern.compile("inet6? ((\\S+)/\\d+)");

  private final Lab lab;
  private final String name;
  private final String namespace;
  private final int number;

  Host(Lab lab, String name, String namespace, int number) {
    this.lab = lab;
    this.name = name;
    this.namespace = namespace;
    this.number = number;
  }

  /** The short name that the lab's user gave. */
  public String name() {
    return name;
  }

  /** The name of the network namespace. */
  public String namespace() {
    return namespace;
  }

  /** The host's own IPv4 address. */
  public String ipv4() {
    return "10.77.0." + number;
  }

  /** The host's own global IPv6 address. */
  public String ipv6() {
    return "fd77::" + Integer.toHexString(number);
  }

  /** The host's link-local address, which the kernel makes from the MAC address. */
  public String linkLocal() {
    return "fe80::77:ff:fe00:" + Integer.toHexString(number);
  }

  /** The link-local address of an IPv6 virtual router's own device, where the program has one. */
  String linkLocalOf(int vrid) {
    return "fe80::f0:%x:%x".formatted(number, vrid);
  }

  /** The hardware address of the host's interface. */
  public String mac() {
    return "02:77:00:00:00:%02x".formatted(number);
  }

  /** The lab that this host is in. */
  public Lab lab() {
    return lab;
  }

  /** A directory of the host's own, which goes away with the lab. */
  public Path directory() {
    return lab.directory().resolve(name);
  }

  /** A command inside the host. */
  public Command command(String... words) {
    return new Command(inside(List.of(words)));
  }

  /** Runs a command inside the host; another exit code than 0 is a failure. */
  public String exec(String... words) {
    return command(words).check();
  }

  /** Whether an address answers to a ping of this host. */
  public boolean reaches(String address) {
    return command("ping", "-c1", "-W1", address).run().exitCode() == 0;
  }

  /** Starts a program inside the host. */
  public Daemon start(String program, List<String> words) {
    return lab.start(name + "-" + program, inside(detached(words)));
  }

  /** Whether an address is on one of the host's interfaces now. */
  public boolean holds(String address) {
    return exec("ip", "-o", "addr", "show").contains(" " + address + "/");
  }

  /** Takes away every address that is not the host's own, as a reboot does. */
  void forgetAddresses() {
    var own = List.of(ipv4(), ipv6(), linkLocal());
    var shown = exec("ip", "-o", "addr", "show", "dev", INTERFACE);
    ADDRESS
        .matcher(shown)
        .results()
        .filter(found -> !own.contains(found.group(2)))
        .forEach(found -> exec("ip", "addr", "del", found.group(1), "dev", INTERFACE));
  }

  /** The ids of all processes inside the host. */
  public List<Long> pids() {
    return lab.pidsIn(namespace);
  }

  @Override
  public String toString() {
    return name;
  }

  private List<String> inside(List<String> words) {
    return Lab.inNamespace(namespace, words);
  }

  /** In a session of its own, so that a Ctrl-C for the lab lets the lab do the stopping. */
  private static List<String> detached(List<String> words) {
    return Stream.concat(Stream.of("setsid"), words.stream()).toList();
  }
}
