package dev.baton.agent.track;

import dev.baton.agent.config.ScriptCommand;
import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * One run of a script: a process group of its own, as the user that was asked for, with nothing to
 * read and nowhere to write. One that runs too long gets SIGTERM, and SIGKILL two seconds later,
 * with all that it started.
 *
 * <p>The steward makes one {@link Host} and starts every script with it, be it for a tracker or to
 * notify; nothing here blocks for longer than it takes to start a process.
 */
public final class ScriptRun {
  /** No limit to how long a script may run. */
  public static final long NO_TIMEOUT = Long.MAX_VALUE;

  private static final long GRACE_NANOS = 2_000_000_000L;
  private static final int SIGTERM = 15;
  private static final int SIGKILL = 9;

  private final Host host;
  private final CompletableFuture<ScriptOutcome> outcome = new CompletableFuture<>();
  private final CompletableFuture<Boolean> gone = new CompletableFuture<>();

  private ScriptRun(Host host) {
    this.host = host;
  }

  /** Sends a signal to all processes of a group. */
  public interface GroupSignals {
    /** Whether there was any process to get it. */
    boolean send(long groupId, int signal);
  }

  /** Where scripts run: a clock to be killed by, the hand that kills, and who users are. */
  public static final class Host {
    private final ScheduledExecutorService timers;
    private final GroupSignals signals;
    private final ScriptUsers users = new ScriptUsers();

    /** Nothing happens yet. */
    public Host(ScheduledExecutorService timers, GroupSignals signals) {
      this.timers = timers;
      this.signals = signals;
    }

    ScriptUsers users() {
      return users;
    }
  }

  /**
   * What to run.
   *
   * @param more arguments after the command's own
   * @param environment beside our own
   */
  public record Call(ScriptCommand command, List<String> more, Map<String, String> environment) {
    /** Keeps copies. */
    public Call {
      more = List.copyOf(more);
      environment = Map.copyOf(environment);
    }
  }

  /**
   * Starts a command with some more arguments; never throws for anything that the command is.
   *
   * @param timeoutNanos how long it may run, or {@link #NO_TIMEOUT}
   */
  public static ScriptRun start(
      Host host, ScriptCommand command, List<String> more, long timeoutNanos) {
    return start(host, new Call(command, more, Map.of()), timeoutNanos);
  }

  /**
   * Starts a call; never throws for anything that its command is.
   *
   * @param timeoutNanos how long it may run, or {@link #NO_TIMEOUT}
   */
  public static ScriptRun start(Host host, Call call, long timeoutNanos) {
    var run = new ScriptRun(host);
    var user = host.users.prefix(call.command().user());
    if (call.command().secured()
        && ScriptFile.of(call.command(), user) instanceof ScriptFile.Unusable(String reason)) {
      run.end(reason);
      return run;
    }
    switch (user) {
      case ScriptUsers.Prefix.Words prefix -> {
        var words = new ArrayList<>(List.of("setsid"));
        words.addAll(prefix.words());
        words.addAll(call.command().words());
        words.addAll(call.more());
        run.begin(words, call.environment(), timeoutNanos);
      }
      case ScriptUsers.Prefix.Impossible(String reason) -> run.end(reason);
    }
    return run;
  }

  /** How it ended, or that it took too long, which is known before it is {@link #gone}. */
  public CompletableFuture<ScriptOutcome> outcome() {
    return outcome;
  }

  /** Complete when the script, and after a timeout all that it started, runs no more. */
  public CompletableFuture<Boolean> gone() {
    return gone;
  }

  private void begin(List<String> words, Map<String, String> environment, long timeoutNanos) {
    try {
      var builder =
          new ProcessBuilder(words)
              .redirectInput(Redirect.from(new File("/dev/null")))
              .redirectOutput(Redirect.DISCARD)
              .redirectError(Redirect.DISCARD);
      builder.environment().putAll(environment);
      watch(builder.start(), timeoutNanos);
    } catch (IOException e) {
      end(String.valueOf(e.getMessage()));
    }
  }

  private void end(String reason) {
    outcome.complete(new ScriptOutcome.NotStarted(reason));
    gone.complete(true);
  }

  private void watch(Process process, long timeoutNanos) {
    long group = process.pid();
    var _ =
        process
            .onExit()
            .thenAccept(ended -> {
              if (outcome.complete(new ScriptOutcome.Exited(ended.exitValue()))) {
                gone.complete(true);
              }
            });
    if (timeoutNanos != NO_TIMEOUT) {
      var killer =
          host.timers.schedule(
              () -> timeOut(group, timeoutNanos), timeoutNanos, TimeUnit.NANOSECONDS);
      var _ = outcome.thenRun(() -> killer.cancel(false));
    }
  }

  private void timeOut(long group, long timeoutNanos) {
    if (outcome.complete(new ScriptOutcome.TimedOut(timeoutNanos))) {
      host.signals.send(group, SIGTERM);
      var _ = host.timers.schedule(() -> kill(group), GRACE_NANOS, TimeUnit.NANOSECONDS);
    }
  }

  private void kill(long group) {
    host.signals.send(group, SIGKILL);
    gone.complete(true);
  }
}
