package dev.baton.agent.config;

import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What an instance or a group has to be run and told for it.
 *
 * @param byState the scripts of {@code notify_master} and its like
 * @param onEvery the script of {@code notify}: none or one
 * @param tellsDeleted whether a removed instance is told as DELETED; else as FAULT
 * @param tellsPriority whether FIFOs are told of other priorities
 * @param mails whether mail is sent
 */
public record Hooks(
    Map<NoticeState, ScriptCommand> byState,
    List<ScriptCommand> onEvery,
    boolean tellsDeleted,
    boolean tellsPriority,
    boolean mails) {
  /** Nothing at all. */
  public static final Hooks NONE = new Hooks(Map.of(), List.of(), false, false, false);

  /** Keeps copies. */
  public Hooks {
    var copy = new EnumMap<NoticeState, ScriptCommand>(NoticeState.class);
    copy.putAll(byState);
    byState = Collections.unmodifiableMap(copy);
    onEvery = List.copyOf(onEvery);
  }

  /** The script that is run for a state alone: none or one. */
  public List<ScriptCommand> scriptFor(NoticeState state) {
    var script = byState.get(state);
    return script == null ? List.of() : List.of(script);
  }
}
