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

  /** How long a connected node must have said nothing to have said all. */
  private static final long QUIET_NANOS = 5_000_000_000L;

  /** How long an uplink may be dead before it is seen, and a fact under way before it comes. */
  private static final long UNNOTICED_NANOS = 20_000_000_000L;

  static NodeView unheard(NodeName name) {
    return new NodeView(
        name,
        new Link.Silent(0, 0),
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

  /**
   * Whether it has told all that happened until then. A node that is connected and has been quiet
   * for a while has nothing older left to say.
   *
   * @param asOfNanos what time it is
   */
  boolean hasReported(long untilNanos, long asOfNanos) {
    if (lastEventNanos > untilNanos || link.toldUntilNanos() >= untilNanos) {
      return true;
    }
    if (!(link instanceof Link.Connected connected)) {
      return false;
    }
    long quietSince = Math.max(untilNanos, Math.max(connected.sinceNanos(), lastHeardNanos));
    return asOfNanos - quietSince >= QUIET_NANOS;
  }

  /** The same at that time, with what it has told since, or not. */
  NodeView knownBy(NodeView later, long nanos, long laterNanos) {
    if (later.hasReported(nanos, laterNanos)) {
      long told = nanos + 1;
      return switch (link) {
        case Link.Connected up -> withLink(new Link.Connected(up.sinceNanos(), told));
        case Link.Silent down -> withLink(new Link.Silent(down.sinceNanos(), told));
      };
    }
    // Its uplink was thought to be up, and it never came back to tell.
    return isConnected() && !later.isConnected() ? withLink(later.link()) : this;
  }

  NodeView connected(long atNanos) {
    return withLink(new Link.Connected(atNanos, link.toldUntilNanos()));
  }

  /**
   * Its uplink ended.
   *
   * @param heardUntilNanos when it still may have been up
   */
  NodeView silent(long atNanos, long heardUntilNanos) {
    long told = link.toldUntilNanos();
    if (link instanceof Link.Connected connected) {
      long quietSince = Math.max(connected.sinceNanos(), lastHeardNanos);
      long until = heardUntilNanos - UNNOTICED_NANOS;
      told = until >= quietSince ? Math.max(told, until) : told;
    }
    return withLink(new Link.Silent(atNanos, told));
  }

  private NodeView withLink(Link newLink) {
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
