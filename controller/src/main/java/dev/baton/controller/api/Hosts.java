package dev.baton.controller.api;

import io.vertx.core.net.HostAndPort;
import io.vertx.core.net.SocketAddress;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * The names under which people reach the listener. A page of another site may have its own name
 * point to this machine (DNS rebinding); its requests bear that name.
 */
public sealed interface Hosts {
  /** Whether a request to that host is meant for this listener. */
  boolean isOurs(HostAndPort host);

  /** Whoever can reach the listener may call it what they like. */
  record Any() implements Hosts {
    @Override
    public boolean isOurs(HostAndPort host) {
      return true;
    }
  }

  /** This machine's own names, in lower case and without brackets. */
  record Named(Set<String> names) implements Hosts {
    /** Keeps a copy. */
    public Named {
      names = Set.copyOf(names);
    }

    @Override
    public boolean isOurs(HostAndPort host) {
      return names.contains(bare(host.host()));
    }
  }

  /** The loopback's names, and the one that is listened on. */
  static Hosts of(SocketAddress listener) {
    var own = Optional.ofNullable(listener.host()).map(Hosts::bare).orElse("localhost");
    return own.equals("localhost") || own.equals("127.0.0.1") || own.equals("::1")
        ? new Named(Set.of("localhost", "127.0.0.1", "::1"))
        : new Named(Set.of("localhost", "127.0.0.1", "::1", own));
  }

  private static String bare(String host) {
    return host.replaceAll("[\\[\\]]", "").toLowerCase(Locale.ROOT);
  }
}
