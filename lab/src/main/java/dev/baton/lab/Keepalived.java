package dev.baton.lab;

import java.nio.file.Path;
import java.util.List;

/** The keepalived of this machine, on one host, with files of its own. */
public final class Keepalived implements Peer {
  private final Host host;
  private final Path directory;
  private final Path configuration;
  private Daemon daemon;

  private Keepalived(Host host, Path directory, Path configuration, Daemon daemon) {
    this.host = host;
    this.directory = directory;
    this.configuration = configuration;
    this.daemon = daemon;
  }

  /** Starts keepalived on a host with these instances. */
  public static Keepalived on(Host host, List<InstanceSpec> instances) {
    return on(host, InstanceSpec.configuration(instances));
  }

  /** Starts keepalived on a host with this text as its configuration. */
  public static Keepalived on(Host host, String text) {
    var directory = host.directory().resolve("keepalived");
    var configuration = Peer.write(directory.resolve("keepalived.conf"), text);
    return new Keepalived(host, directory, configuration, launch(host, directory, configuration));
  }

  private static Daemon launch(Host host, Path directory, Path configuration) {
    return host.start(
        "keepalived",
        List.of(
            "keepalived",
            "--dont-fork",
            "--log-console",
            "--log-detail",
            "--vrrp",
            "--use-file=" + configuration,
            "--pid=" + directory.resolve("keepalived.pid"),
            "--vrrp_pid=" + directory.resolve("vrrp.pid")));
  }

  @Override
  public Host host() {
    return host;
  }

  @Override
  public void start() {
    if (!daemon.isAlive()) {
      daemon = launch(host, directory, configuration);
    }
  }

  /** Writes another configuration and reloads it, as SIGHUP does. */
  public void reload(List<InstanceSpec> instances) {
    reload(InstanceSpec.configuration(instances));
  }

  /** Writes another text and reloads it. */
  public void reload(String text) {
    Peer.write(configuration, text);
    Command.of("kill", "-HUP", Long.toString(daemon.pid())).check();
  }

  @Override
  public void stop() {
    daemon.stop(Await.LIMIT);
  }

  /** The process that signals go to. */
  public long pid() {
    return daemon.pid();
  }

  /** What keepalived has logged. */
  public String log() {
    return daemon.output();
  }
}
