package dev.baton.lab.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/** An address on this machine that nobody listens on. */
public final class FreePort {
  private FreePort() {}

  /** Free a moment ago. */
  public static String onLoopback() {
    try (var probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return "127.0.0.1:" + probe.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
