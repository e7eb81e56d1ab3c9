package dev.baton.agent.config;

import java.util.List;

/**
 * To whom mail is sent, and how.
 *
 * @param router what stands in brackets before each subject
 * @param tellsFaults whether faults are told, too
 */
public record MailAlerts(
    List<String> recipients, Sender sender, Server server, String router, boolean tellsFaults) {
  /** Keeps a copy. */
  public MailAlerts {
    recipients = List.copyOf(recipients);
  }

  /** Who we say that we are; {@code helo} is a host's name. */
  public record Sender(String address, String helo) {}

  /** Where mail is handed in. */
  public record Server(String host, int port, long timeoutMillis) {}
}
