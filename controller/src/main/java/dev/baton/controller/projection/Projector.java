package dev.baton.controller.projection;

import dev.baton.events.log.StoredRecord;
import java.util.ArrayList;
import java.util.List;

/** Folds the log into images, in order, and tells those who wait for news. */
public final class Projector {
  private final Window window = new Window();
  private final List<Runnable> watchers = new ArrayList<>();
  private Image image = Image.EMPTY;

  /** Has somebody told after each batch. */
  public void watch(Runnable watcher) {
    watchers.add(watcher);
  }

  /** The newest image. */
  public Image image() {
    return image;
  }

  /** The newest records. */
  public Window window() {
    return window;
  }

  /** Takes the next records of the log. */
  public void apply(List<StoredRecord> records) {
    long expected = image.asOfSeq();
    for (StoredRecord stored : records) {
      expected++;
      if (stored.recorded().seq() != expected) {
        throw new IllegalStateException(
            "record " + stored.recorded().seq() + " after " + (expected - 1) + ": this is a bug");
      }
      window.add(stored);
    }
    image = image.apply(records.stream().map(StoredRecord::recorded).toList());
    watchers.forEach(Runnable::run);
  }
}
