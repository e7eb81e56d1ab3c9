package dev.baton.events;

/** What the controller itself saw and did. */
public sealed interface ControllerEvent extends Event {
  /** {@code controller.started}: a new epoch. */
  record Started(String version, long epoch) implements ControllerEvent {}

  /** {@code controller.alive}: written now and then, so that silence of the log has an end. */
  record Alive() implements ControllerEvent {}

  /** {@code node.connected}: the node's uplink is up, and so far its log is held here. */
  record NodeConnected(NodeName node, LogId logId, long heldSeq) implements ControllerEvent {}

  /** {@code node.disconnected}: nothing is known of the node from here on. */
  record NodeDisconnected(NodeName node, String reason) implements ControllerEvent {}

  /**
   * {@code node.identity-conflict}: two things claim to be one.
   *
   * @param kind {@code second-connection} or {@code other-hash}
   */
  record IdentityConflict(NodeName node, String kind, String detail) implements ControllerEvent {}

  /** {@code operator.request-refused}: a write that was not allowed or not possible. */
  record RequestRefused(String method, String path, int status, String reason)
      implements ControllerEvent {}
}
