package dev.baton.agent.track;

import dev.baton.agent.config.TrackerDefinition.InitialValue;
import dev.baton.agent.config.TrackerDefinition.NumberFile;
import dev.baton.agent.config.TrackerKind;
import dev.baton.agent.link.TrackerState.Sense;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/**
 * Knows the number in a file. No file is 0, and so is one that begins with something else than a
 * number, as keepalived has it; one too large for 32 bits leaves all as it was.
 */
final class FileTracker implements Tracker {
  private static final long EMPTY_FOR_NANOS = 50_000_000L;

  private final NumberFile file;
  private final Path path;
  private final FileWatch watch;
  private final Executor thread;
  private final Consumer<TrackerReport> sink;
  private final Runnable changed = this::read;
  private final boolean isNew;
  private boolean isInitialised;
  private volatile String refusal = "";
  private int number;
  private boolean isTold;
  private boolean isStopped;

  /**
   * Reads nothing before {@link #start}.
   *
   * @param known how it stands as far as anybody knows; then the file is not initialised again
   */
  FileTracker(
      NumberFile file,
      FileWatch watch,
      Executor thread,
      Sense known,
      Consumer<TrackerReport> sink) {
    this.file = file;
    this.path = Path.of(file.path());
    this.watch = watch;
    this.thread = thread;
    this.isNew = known == Sense.UNWATCHED;
    this.sink = sink;
  }

  @Override
  public void start() {
    watch.watch(path, changed);
  }

  @Override
  public void stop() {
    isStopped = true;
    watch.forget(changed);
  }

  /** On the thread of the watch, which may wait for a disk. */
  private void read() {
    if (isNew && !isInitialised) {
      isInitialised = true;
      initialise();
    }
    var now = FileNumber.in(path);
    if (now.equals(FileNumber.EMPTY)) {
      // Somebody has perhaps just begun to write; the change that told us was an earlier one.
      LockSupport.parkNanos(EMPTY_FOR_NANOS);
      now = FileNumber.in(path);
    }
    var last = now;
    thread.execute(() -> take(last));
  }

  private void initialise() {
    switch (file.initialValue()) {
      case InitialValue.None _ -> {}
      case InitialValue.Always(int value) -> write(value);
      case InitialValue.WhereMissing(int value) -> {
        if (!Files.exists(path)) {
          write(value);
        }
      }
    }
  }

  private void write(int value) {
    try {
      Files.writeString(path, value + "\n");
    } catch (IOException e) {
      refusal = "; init_file: " + e.getClass().getSimpleName() + ": " + e.getMessage();
    }
  }

  private void take(FileNumber read) {
    if (isStopped) {
      return;
    }
    switch (read) {
      case FileNumber.Value(int value, String remark) when !isTold || value != number -> {
        number = value;
        report(remark.isEmpty() ? Integer.toString(value) : value + ": " + remark);
      }
      case FileNumber.Value _ -> {}
      case FileNumber.TooLarge(String text) when !isTold -> report("0: too large is " + text);
      case FileNumber.TooLarge _ -> {}
    }
  }

  private void report(String detail) {
    isTold = true;
    var sense = number == 0 ? Sense.UP : Sense.DOWN;
    sink.accept(new TrackerReport(TrackerKind.FILE, file.name(), sense, number, detail + refusal));
  }
}
