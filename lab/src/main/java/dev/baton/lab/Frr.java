package dev.baton.lab;

import dev.baton.events.Family;
import java.nio.file.Path;
import java.util.List;

/** FRR's zebra and vrrpd on one host. */
public final class Frr implements Peer {
  private static final Path PROGRAMS = Path.of("/usr/lib/frr");

  private final Host host;
  private final Path directory;
  private final List<InstanceSpec> instances;
  private Daemon zebra;
  private Daemon vrrpd;

  private Frr(Host host, List<InstanceSpec> instances) {
    this.host = host;
    this.instances = List.copyOf(instances);
    this.directory = host.directory().resolve("frr");
    this.instances.forEach(this::makeMacvlan);
    writeConfiguration();
    this.zebra = launch("zebra");
    awaitZebra();
    this.vrrpd = launch("vrrpd");
  }

  /** Starts FRR on a host with these instances. */
  public static Frr on(Host host, List<InstanceSpec> instances) {
    return new Frr(host, instances);
  }

  @Override
  public Host host() {
    return host;
  }

  @Override
  public void start() {
    if (!zebra.isAlive()) {
      zebra = launch("zebra");
      awaitZebra();
    }
    if (!vrrpd.isAlive()) {
      vrrpd = launch("vrrpd");
    }
  }

  @Override
  public void stop() {
    vrrpd.stop(Await.LIMIT);
    zebra.stop(Await.LIMIT);
  }

  /**
   * FRR finds the device of a virtual router by its MAC address and its virtual address, and for
   * IPv6 it advertises from the link-local address of that device.
   */
  private void makeMacvlan(InstanceSpec instance) {
    int vrid = instance.router().vrid();
    boolean isIpv4 = instance.router().family() == Family.IPV4;
    var device = (isIpv4 ? "vrrp4-" : "vrrp6-") + vrid;
    var lines = new StringBuilder();
    lines.append("link add %s link eth0 type macvlan mode bridge%n".formatted(device));
    lines.append(
        "link set %s address 00:00:5e:00:%s:%02x%n".formatted(device, isIpv4 ? "01" : "02", vrid));
    if (!isIpv4) {
      lines.append("link set %s addrgenmode none%n".formatted(device));
      lines.append("addr add %s/64 dev %s nodad%n".formatted(host.linkLocalOf(vrid), device));
    }
    for (var address : instance.addresses()) {
      var nodad = isIpv4 ? "/32" : "/128 nodad";
      lines.append("addr add %s%s dev %s%n".formatted(address, nodad, device));
    }
    lines.append("link set %s up%n".formatted(device));
    Command.of("ip", "-n", host.namespace(), "-batch", "-").checkWithInput(lines.toString());
  }

  private void writeConfiguration() {
    var text = new StringBuilder("log stdout debugging\ninterface eth0\n");
    for (var instance : instances) {
      int vrid = instance.router().vrid();
      boolean isIpv4 = instance.router().family() == Family.IPV4;
      text.append(" vrrp %d version %d%n".formatted(vrid, instance.version()));
      text.append(" vrrp %d priority %d%n".formatted(vrid, instance.priority()));
      text.append(" vrrp %d advertisement-interval 1000%n".formatted(vrid));
      if (instance.more().contains("nopreempt")) {
        text.append(" no vrrp %d preempt%n".formatted(vrid));
      }
      for (var address : instance.addresses()) {
        text.append(" vrrp %d %s %s%n".formatted(vrid, isIpv4 ? "ip" : "ipv6", address));
      }
    }
    Peer.write(directory.resolve("vrrpd.conf"), text.toString());
    Peer.write(directory.resolve("zebra.conf"), "log stdout\n");
    Command.of("chown", "-R", "frr:frr", directory.toString()).check();
  }

  private Daemon launch(String program) {
    return host.start(
        program,
        List.of(
            PROGRAMS.resolve(program).toString(),
            "--config_file=" + directory.resolve(program + ".conf"),
            "--pid_file=" + directory.resolve(program + ".pid"),
            "--socket=" + directory.resolve("zserv.api"),
            "--vty_socket=" + directory,
            "--log=stdout"));
  }

  private void awaitZebra() {
    var socket = directory.resolve("zserv.api").toFile();
    host.lab().await("zebra answers", socket::exists);
  }
}
