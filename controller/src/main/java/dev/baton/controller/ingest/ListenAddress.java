package dev.baton.controller.ingest;

import io.vertx.core.net.SocketAddress;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** Where to listen: {@code HOST:PORT}, {@code [IPV6]:PORT} or {@code unix:PATH}. */
public sealed interface ListenAddress {
  /** How Vert.x says it. */
  SocketAddress socket();

  /** Whether only this machine reaches it. */
  boolean isLocal();

  /** A TCP port. */
  record Tcp(String host, int port) implements ListenAddress {
    @Override
    public SocketAddress socket() {
      return SocketAddress.inetSocketAddress(port, host);
    }

    @Override
    public boolean isLocal() {
      try {
        return InetAddress.getByName(host).isLoopbackAddress();
      } catch (UnknownHostException e) {
        return false;
      }
    }

    @Override
    public String toString() {
      return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
    }
  }

  /** A Unix domain socket. */
  record Unix(Path path) implements ListenAddress {
    @Override
    public SocketAddress socket() {
      return SocketAddress.domainSocketAddress(path.toString());
    }

    @Override
    public boolean isLocal() {
      return true;
    }

    @Override
    public String toString() {
      return "unix:" + path;
    }
  }

  /**
   * Reads what a user wrote.
   *
   * @throws IllegalArgumentException with a sentence for the user
   */
  static ListenAddress parse(String text) {
    if (text.startsWith("unix:")) {
      return new Unix(Path.of(text.substring("unix:".length())).toAbsolutePath());
    }
    var match = Pattern.compile("(?:\\[([0-9A-Fa-f:.]+)]|([^:\\[\\]]+)):(\\d{1,5})").matcher(text);
    if (!match.matches() || Integer.parseInt(match.group(3)) > 65_535) {
      throw new IllegalArgumentException(
          "an address is HOST:PORT, [IPV6]:PORT or unix:PATH, not \"" + text + "\"");
    }
    var host = match.group(1) == null ? match.group(2) : match.group(1);
    return new Tcp(host, Integer.parseInt(match.group(3)));
  }
}
