package dev.baton.controller.projection;

import dev.baton.controller.fleet.Ledger;
import dev.baton.events.log.StoredRecord;
import java.util.ArrayList;
import java.util.List;

/** Folds the log into images, in order, and tells those who wait for news. */
public final class Projector {
  private static final int MILESTONE_SPACING = 16_384;
  private static final int STRETCH_LENGTH = 1_024;

  private final Window window = new Window();
  private final Milestones milestones;
  private final Stretches stretches;
  private final EventTimes times = new EventTimes();
  private final List<Runnable> watchers = new ArrayList<>();
  private Image image = Image.EMPTY;
  private Seen seen = new Seen(Image.EMPTY, Ledger.EMPTY);

  /** Has read nothing yet. */
  public Projector() {
    this(MILESTONE_SPACING, STRETCH_LENGTH);
  }

  /** Keeps an image for about so many events, and the earliest time in so many. */
  Projector(int milestoneSpacing, int stretchLength) {
    this.milestones = new Milestones(milestoneSpacing);
    this.stretches = new Stretches(stretchLength);
  }

  /** Has somebody told after each batch. */
  public void watch(Runnable watcher) {
    watchers.add(watcher);
  }

  /** The newest image. */
  public Image image() {
    return image;
  }

  /** The newest image with its ledger, which is made when somebody asks for it. */
  Seen seen() {
    if (seen.image().asOfSeq() != image.asOfSeq()) {
      seen = Seen.of(image, seen.ledger());
    }
    return seen;
  }

  /** The newest records. */
  public Window window() {
    return window;
  }

  /** Images on the way, oldest first. */
  List<Milestones.Milestone> milestones() {
    return milestones.all();
  }

  /** What happened when, roughly. */
  Stretches stretches() {
    return stretches;
  }

  /** When it happened exactly. */
  EventTimes times() {
    return times;
  }

  /** Says that the log already reaches to there, before it is read from its beginning. */
  public void expect(long lastSeq) {
    window.expect(lastSeq);
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
      times.apply(stored.recorded());
      stretches.apply(stored.recorded().seq(), times.of(stored.recorded()));
    }
    image = image.apply(records.stream().map(StoredRecord::recorded).toList());
    milestones.apply(image);
    watchers.forEach(Runnable::run);
  }
}
