package dev.baton.lab;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** FRR's zebra and vrrpd on one host, for one IPv4 virtual router. */
public final class Frr implements Peer {
  private static final Path PROGRAMS = Path.of("/usr/lib/frr");
  private static final Duration STOP_LIMIT = Duration.ofSeconds(10);

  private final Host host;
  private final Path directory;
  private final InstanceSpec instance;
  private Daemon zebra;
  private Daemon vrrpd;

  private Frr(Host host, InstanceSpec instance) {
    this.host = host;
    this.instance = instance;
    this.directory = host.directory().resolve("frr");
    makeMacvlan();
    writeConfiguration();
    this.zebra = launch("zebra");
    awaitZebra();
    this.vrrpd = launch("vrrpd");
  }

  /** Starts FRR on a host with this instance. */
  public static Frr on(Host host, InstanceSpec instance) {
    return new Frr(host, instance);
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
    vrrpd.stop(STOP_LIMIT);
    zebra.stop(STOP_LIMIT);
  }

  /** FRR finds the device of a virtual router by its MAC address and its virtual address. */
  private void makeMacvlan() {
    int vrid = instance.router().vrid();
    Command.of("ip", "-n", host.namespace(), "-batch", "-")
        .checkWithInput(
            """
            link add vrrp%1$d link eth0 type macvlan mode bridge
            link set vrrp%1$d address 00:00:5e:00:01:%2$02x
            addr add %3$s/32 dev vrrp%1$d
            link set vrrp%1$d up
            """
                .formatted(vrid, vrid, instance.address()));
  }

  private void writeConfiguration() {
    int vrid = instance.router().vrid();
    Peer.write(
        directory.resolve("vrrpd.conf"),
        """
        log stdout debugging
        interface eth0
         vrrp %1$d version %2$d
         vrrp %1$d priority %3$d
         vrrp %1$d advertisement-interval 1000
         vrrp %1$d ip %4$s
        """
            .formatted(vrid, instance.version(), instance.priority(), instance.address()));
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
