package dev.baton.agent.notify;

import dev.baton.agent.config.Hooks;
import dev.baton.agent.config.NoticeState;
import dev.baton.agent.config.ScriptCommand;
import dev.baton.agent.track.ScriptOutcome;
import dev.baton.agent.track.ScriptRun;
import dev.baton.events.NotificationEvent;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/**
 * Runs the scripts of {@code notify} and its like: those of one instance or group one after the
 * other, each with a limit to its time; different ones side by side. Where keepalived starts them
 * all at once, a "backup" script here never overtakes the "master" script before it.
 */
final class ScriptChannel implements NoticeChannel {
  static final String NAME = "script";

  /** How long a script may take: a hung one must not keep the next state from being told. */
  static final long LIMIT_NANOS = TimeUnit.SECONDS.toNanos(60);

  /** How long one may take that the agent's end waits for. */
  static final long STOP_LIMIT_NANOS = TimeUnit.SECONDS.toNanos(5);

  /** More than that for one instance is a storm; the oldest are given up. */
  static final int LIMIT_WAITING = 1_000;

  private final ScriptRun.Host host;
  private final Executor starter;
  private final Outcomes outcomes;
  private final Map<Notice.Key, Queue> queues = new HashMap<>();

  /**
   * Runs nothing yet.
   *
   * @param starter where processes are started, which takes milliseconds
   */
  ScriptChannel(ScriptRun.Host host, Executor starter, Outcomes outcomes) {
    this.host = host;
    this.starter = starter;
    this.outcomes = outcomes;
  }

  /** A command with what is appended to its arguments. */
  record Script(ScriptCommand command, List<String> more) {}

  /** What is run for a notice, in order: the state's own script before that for every state. */
  static List<Script> scripts(Notice notice, Hooks hooks) {
    var scripts = new ArrayList<Script>();
    hooks.scriptFor(notice.state()).forEach(own -> scripts.add(new Script(own, List.of())));
    if (notice.state().isStanding()) {
      var more =
          List.of(
              notice.type().name(),
              notice.name(),
              notice.state().name(),
              Integer.toString(notice.priority()));
      hooks.onEvery().forEach(every -> scripts.add(new Script(every, more)));
    }
    return scripts;
  }

  @Override
  public void tell(Notice notice, Hooks hooks, Runnable done) {
    var scripts = scripts(notice, hooks);
    if (scripts.isEmpty()) {
      done.run();
      return;
    }
    queues.computeIfAbsent(notice.key(), _ -> new Queue()).add(new Errand(notice, scripts, done));
  }

  private record Errand(Notice notice, List<Script> scripts, Runnable done) {}

  /** The errands of one instance or group. */
  private final class Queue {
    private final ArrayDeque<Errand> waiting = new ArrayDeque<>();
    private boolean busy;

    synchronized void add(Errand errand) {
      waiting.add(errand);
      if (waiting.size() > LIMIT_WAITING) {
        var oldest = waiting.removeFirst();
        oldest.scripts().forEach(script -> failed(oldest, script, "too many are waiting", 0));
        oldest.done().run();
      }
      if (!busy) {
        busy = true;
        starter.execute(this::next);
      }
    }

    private void next() {
      Errand errand;
      synchronized (this) {
        if (waiting.isEmpty()) {
          busy = false;
          return;
        }
        errand = waiting.removeFirst();
      }
      run(errand, 0);
    }

    private void run(Errand errand, int index) {
      if (index == errand.scripts().size()) {
        errand.done().run();
        next();
        return;
      }
      var script = errand.scripts().get(index);
      long startNanos = System.nanoTime();
      var environment = HookEnvironment.of(errand.notice());
      var call = new ScriptRun.Call(script.command(), script.more(), environment);
      var run = ScriptRun.start(host, call, limitNanos(errand.notice()));
      var _ =
          run.gone()
              .thenCombine(run.outcome(), (_, outcome) -> outcome)
              .thenAcceptAsync(
                  outcome -> {
                    report(errand, script, outcome, millisSince(startNanos));
                    run(errand, index + 1);
                  },
                  starter);
    }
  }

  private static long limitNanos(Notice notice) {
    return notice.state() == NoticeState.STOP ? STOP_LIMIT_NANOS : LIMIT_NANOS;
  }

  private void report(Errand errand, Script script, ScriptOutcome outcome, long tookMillis) {
    if (outcome.isSuccess()) {
      var told = errand.notice().recorded(NAME, script.command().program());
      outcomes.record(errand.notice(), new NotificationEvent.Sent(told, tookMillis));
    } else {
      failed(errand, script, outcome.text(), tookMillis);
    }
  }

  private void failed(Errand errand, Script script, String reason, long tookMillis) {
    var told = errand.notice().recorded(NAME, script.command().program());
    outcomes.record(errand.notice(), new NotificationEvent.Failed(told, reason, tookMillis));
  }

  private static long millisSince(long startNanos) {
    return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - startNanos);
  }
}
