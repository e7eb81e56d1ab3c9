package dev.baton.agent.uplink;

import io.vertx.core.net.SocketAddress;
import java.net.URI;

/**
 * Where the controller listens for agents.
 *
 * @param text as it was given, for messages
 */
public record ControllerAddress(SocketAddress socket, String text) {
  /**
   * Reads {@code unix:PATH} or {@code http://HOST:PORT}.
   *
   * @throws IllegalArgumentException with what is allowed
   */
  public static ControllerAddress parse(String text) {
    if (text.startsWith("unix:/")) {
      return new ControllerAddress(
          SocketAddress.domainSocketAddress(text.substring("unix:".length())), text);
    }
    if (text.startsWith("http://")) {
      var uri = URI.create(text);
      if (uri.getHost() != null && uri.getPort() > 0) {
        return new ControllerAddress(
            SocketAddress.inetSocketAddress(uri.getPort(), uri.getHost()), text);
      }
    }
    throw new IllegalArgumentException(
        "controller must be unix:/PATH or http://HOST:PORT, not \"" + text + "\"");
  }
}
