package dev.baton.controller.fleet;

import dev.baton.events.ConfigEvent.InstanceSettings;
import dev.baton.events.LogId;
import dev.baton.events.NodeName;
import dev.baton.events.VirtualRouterId;
import java.util.Map;

/**
 * A node.
 *
 * @param lastHeardNanos when its newest event came, by the controller's clock
 * @param lastEventNanos when that event happened, by the controller's clock as far as measured
 */
public record NodeView(
    NodeName name,
    Link link,
    Logs logs,
    long nodeSeq,
    String bootId,
    long lastHeardNanos,
    long lastEventNanos,
    Latest<EngineState> engineSaid,
    Latest<String> versionSaid,
    Latest<Hold> holdSaid,
    Latest<Clock> clockSaid,
    Latest<Map<VirtualRouterId, InstanceSettings>> settingsSaid) {

  static NodeView unheard(NodeName name) {
    return new NodeView(
        name,
        new Link.Silent(0),
        Logs.NONE,
        0,
        "",
        0,
        0,
        Latest.unknown(EngineState.UNKNOWN),
        Latest.unknown(""),
        Latest.unknown(Hold.NONE),
        Latest.unknown(Clock.UNMEASURED),
        Latest.unknown(Map.of()));
  }

  /** Whether what is known of it is what is so. */
  public boolean isConnected() {
    return link instanceof Link.Connected;
  }

  /** Whether it is a spare of last resort. */
  public boolean isHeld() {
    return hold() instanceof Hold.Held;
  }

  /** Its engine. */
  public EngineState engine() {
    return engineSaid.value();
  }

  /** The version that its agent names. */
  public String version() {
    return versionSaid.value();
  }

  /** Its hold. */
  public Hold hold() {
    return holdSaid.value();
  }

  /** Its clock. */
  public Clock clock() {
    return clockSaid.value();
  }

  /** What its configuration says of each of its virtual routers. */
  public Map<VirtualRouterId, InstanceSettings> settings() {
    return settingsSaid.value();
  }

  /** The log that it writes now. */
  public LogId logId() {
    return logs.newest();
  }

  NodeView withLink(Link newLink) {
    return new NodeView(
        name,
        newLink,
        logs,
        nodeSeq,
        bootId,
        lastHeardNanos,
        lastEventNanos,
        engineSaid,
        versionSaid,
        holdSaid,
        clockSaid,
        settingsSaid);
  }
}
