package dev.baton.controller.projection;

import dev.baton.controller.fleet.Ledger;
import dev.baton.controller.projection.Milestones.Milestone;
import dev.baton.events.Recorded;
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
  private long readSeq;
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

  /**
   * All that is known at one position of the log.
   *
   * @param newestNanos when the newest of the events was recorded
   * @param earliest the earliest time in each stretch of so many records
   */
  public record Known(
      Image image,
      long newestNanos,
      EventTimes.Kept times,
      int stretchLength,
      List<Long> earliest) {}

  /** What is known now: immutable. */
  public Known known() {
    return new Known(
        image, milestones.newestNanos(), times.kept(), stretches.length(), stretches.kept());
  }

  /** How many records before its position {@link #resume} still asks for. */
  public static long windowCount() {
    return Window.KEPT_COUNT;
  }

  /**
   * Goes on from there, having read nothing yet. The records that come next may begin before it:
   * these are kept as the newest ones, and no more.
   *
   * @param earlier from where one can look back, oldest first
   */
  public void resume(Known known, List<Milestone> earlier, long fromSeq) {
    if (known.stretchLength() != stretches.length()) {
      throw new IllegalArgumentException("stretches of " + known.stretchLength());
    }
    image = known.image();
    readSeq = fromSeq - 1;
    var all = new ArrayList<>(earlier);
    all.add(Milestone.of(image, known.newestNanos()));
    milestones.resume(all);
    stretches.resume(known.earliest());
    times.resume(known.times());
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
  List<Milestone> milestones() {
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
    var fresh = new ArrayList<Recorded>(records.size());
    for (StoredRecord stored : records) {
      var recorded = stored.recorded();
      readSeq++;
      if (recorded.seq() != readSeq) {
        throw new IllegalStateException(
            "record " + recorded.seq() + " after " + (readSeq - 1) + ": this is a bug");
      }
      window.add(stored);
      if (readSeq > image.asOfSeq()) {
        times.apply(recorded);
        stretches.apply(recorded.seq(), times.of(recorded));
        fresh.add(recorded);
      }
    }
    image = image.apply(fresh);
    milestones.apply(image);
    watchers.forEach(Runnable::run);
  }
}
