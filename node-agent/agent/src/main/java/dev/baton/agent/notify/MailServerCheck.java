package dev.baton.agent.notify;

import dev.baton.agent.config.AgentConfig;
import dev.baton.agent.config.MailAlerts;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Looks whether the mail server of a configuration has an address that this host knows. */
public final class MailServerCheck {
  private static final int PATIENCE_SECONDS = 5;

  /** Who knows the addresses of names. */
  interface Names {
    InetAddress find(String host) throws UnknownHostException;
  }

  private MailServerCheck() {}

  /** What is wrong with the server, and what to do; waits for a name server, but not for ever. */
  public static List<String> run(AgentConfig config) {
    return run(config, InetAddress::getByName);
  }

  /** The same without waiting for it. */
  public static void look(AgentConfig config, Consumer<String> notes) {
    if (!config.notifications().mail().isEmpty()) {
      Thread.ofVirtual().name("mail-server").start(() -> run(config).forEach(notes));
    }
  }

  static List<String> run(AgentConfig config, Names names) {
    return config.notifications().mail().stream()
        .map(MailAlerts::server)
        .filter(server -> !isKnown(server.host(), names))
        .map(server ->
            "smtp_server %s has no address that this host knows; no mail can be sent: correct the"
                    .formatted(server.host())
                + " name, or write an address")
        .toList();
  }

  private static boolean isKnown(String host, Names names) {
    return CompletableFuture.supplyAsync(
            () -> hasAddress(host, names), task -> Thread.ofVirtual().start(task))
        .completeOnTimeout(false, PATIENCE_SECONDS, TimeUnit.SECONDS)
        .join();
  }

  private static boolean hasAddress(String host, Names names) {
    try {
      return names.find(host).getAddress().length > 0;
    } catch (UnknownHostException e) {
      return false;
    }
  }
}
