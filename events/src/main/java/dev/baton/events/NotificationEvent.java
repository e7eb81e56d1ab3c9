package dev.baton.events;

/**
 * What scripts, FIFOs and mail were told of an instance's change; the event that it was about is
 * the causation. A line that a FIFO took is not an event: it would say no more than its cause.
 */
public sealed interface NotificationEvent extends Event {
  /**
   * What was to be told.
   *
   * @param channel {@code script}, {@code fifo} or {@code mail}
   * @param target the program, the path of the FIFO, or the mail server; never an argument, since
   *     those may be secret
   * @param type {@code INSTANCE}, {@code GROUP} or {@code NODE}
   * @param name of the instance or the group
   * @param state the word that keepalived has for it: {@code MASTER}, {@code STOP}, ...
   */
  record Notice(String channel, String target, String type, String name, String state) {}

  /** The notice behind the event. */
  Notice notice();

  /** {@code notification.sent}: the script ended with 0, the mail was accepted. */
  record Sent(Notice notice, long tookMillis) implements NotificationEvent {}

  /** {@code notification.failed}: it did not get there, and will not be tried again. */
  record Failed(Notice notice, String reason, long tookMillis) implements NotificationEvent {}
}
