package dev.baton.vrrp;

import java.util.Map;
import java.util.OptionalLong;

/**
 * One virtual router: RFC 9568 section 6.4 as a function of state, input and time.
 *
 * <pre>
 *                 Startup, priority 255
 *   +-----------+----------------------------------------> +--------+
 *   |           |           Startup          +--------+    |        |
 *   | Initialize|--------------------------> | Backup |--->| Active |  Active_Down_Timer, TakeOver
 *   |           |<-------------------------- |        |<---|        |  a winning advert, a stall
 *   +-----------+      Shutdown, a fault     +--------+    +--------+
 *         ^---------------------------------------------------'
 * </pre>
 */
public final class VirtualRouter {
  private VirtualRouter() {}

  /** The state to begin with; nothing happens before {@link Input.Startup}. */
  public static State initial(RouterConfig config) {
    return new State.Initialize(Situation.of(config), Map.of(), false);
  }

  /** What an input leads to. */
  public static Step on(State state, Input input, long nowNanos) {
    return switch (state) {
      case State.Initialize initialize -> InitializeRules.on(initialize, input, nowNanos);
      case State.Backup backup -> BackupRules.on(backup, input, nowNanos);
      case State.Active active -> ActiveRules.on(active, input, nowNanos);
    };
  }

  /** When {@link Input.Tick} is due; nothing when no time changes this state. */
  public static OptionalLong nextDeadlineNanos(State state) {
    return switch (nextDeadline(state)) {
      case Deadline.At(long nanos) -> OptionalLong.of(nanos);
      case Deadline.Never never -> OptionalLong.empty();
    };
  }

  private static Deadline nextDeadline(State state) {
    return switch (state) {
      case State.Initialize initialize -> Deadline.never();
      case State.Backup backup ->
          new Deadline.At(backup.activeDown().atNanos())
              .earlier(backup.lingerUntil())
              .earlier(backup.situation().nextSilence());
      case State.Active active ->
          new Deadline.At(active.nextAdvertAtNanos())
              .earlier(active.announcing().secondAt())
              .earlier(active.announcing().rivalSecondAt())
              .earlier(active.announcing().refreshAt())
              .earlier(active.situation().nextSilence());
    };
  }
}
