package dev.baton.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
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

  /**
   * Starts the program and waits for its VRRP process. The pid files of one that was killed go
   * first, as they do when a host boots: keepalived ends at once, and with exit code 0, when a file
   * names a process that there is, be it another one's or one that nobody has waited for yet.
   */
  private static Daemon launch(Host host, Path directory, Path configuration) {
    var parent = directory.resolve("keepalived.pid");
    var child = directory.resolve("vrrp.pid");
    delete(parent);
    delete(child);
    var daemon =
        host.start(
            "keepalived",
            List.of(
                "keepalived",
                "--dont-fork",
                "--log-console",
                "--log-detail",
                "--vrrp",
                "--use-file=" + configuration,
                "--pid=" + parent,
                "--vrrp_pid=" + child));
    Await.until(
        "keepalived has started or ended",
        Await.LIMIT,
        () -> Files.exists(child) || !daemon.isAlive());
    if (!daemon.isAlive()) {
      throw new LabException("keepalived has ended at once\n" + daemon.tail());
    }
    return daemon;
  }

  private static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
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
