package dev.baton.agent.steward;

import dev.baton.agent.config.NodeScripts.Limited;
import dev.baton.agent.track.ScriptOutcome;
import dev.baton.agent.track.ScriptRun;
import dev.baton.events.NotificationEvent;
import dev.baton.events.NotificationEvent.Notice;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Runs what frames the service of the node. Whatever comes of a script, the node goes on: one that
 * fails or hangs is told of, as keepalived does it.
 */
final class NodeScriptRun {
  private final ScriptRun.Host host;
  private final Consumer<String> messages;

  NodeScriptRun(ScriptRun.Host host, Consumer<String> messages) {
    this.host = host;
    this.messages = messages;
  }

  /**
   * Runs them one after the other, and returns when the last of them is gone.
   *
   * @param moment {@code STARTUP} or {@code SHUTDOWN}
   * @return what came of each, for the log
   */
  List<NotificationEvent> run(String moment, List<Limited> scripts) {
    return scripts.stream().map(script -> run(moment, script)).toList();
  }

  private NotificationEvent run(String moment, Limited script) {
    long startNanos = System.nanoTime();
    var program = script.command().program();
    var run = ScriptRun.start(host, script.command(), List.of(), script.limitNanos());
    ScriptOutcome outcome = run.outcome().join();
    run.gone().join();
    long tookMillis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - startNanos);
    var notice = new Notice("script", program, "NODE", "", moment);
    if (outcome.isSuccess()) {
      return new NotificationEvent.Sent(notice, tookMillis);
    }
    messages.accept(moment + " script " + program + ": " + outcome.text());
    return new NotificationEvent.Failed(notice, outcome.text(), tookMillis);
  }
}
