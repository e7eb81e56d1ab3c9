package dev.baton.controller.projection;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * Images on the way, from which a look back starts. Images share what did not change, so each costs
 * little. When there are too many, every second one goes: they stay evenly spread over the log.
 */
public final class Milestones {
  private static final int MOST_COUNT = 64;

  private final List<Milestone> kept = new ArrayList<>();
  private long spacing;
  private long newestNanos = Long.MIN_VALUE;

  /**
   * An image, and when the newest of its events was recorded: they all had happened then.
   *
   * @param newestNanos the largest, for a clock may be set back
   * @param image may have to be read from a file, so not for the event loop; the empty one if that
   *     cannot be read any more
   */
  public record Milestone(long asOfSeq, long newestNanos, Supplier<Image> image) {
    /** Before all. */
    static final Milestone START = new Milestone(0, Long.MIN_VALUE, () -> Image.EMPTY);

    static Milestone of(Image image, long newestNanos) {
      return new Milestone(image.asOfSeq(), newestNanos, () -> image);
    }
  }

  /**
   * Keeps none yet.
   *
   * @param spacing how many events lie between two at first
   */
  Milestones(long spacing) {
    this.spacing = spacing;
  }

  /** How late the newest event was recorded, by a clock that may have been set back since. */
  long newestNanos() {
    return newestNanos;
  }

  /** Goes on behind those, oldest first. */
  void resume(List<Milestone> before) {
    newestNanos = before.getLast().newestNanos();
    kept.clear();
    kept.addAll(before);
  }

  /** Takes the next image. */
  void apply(Image image) {
    newestNanos = Math.max(newestNanos, image.fleet().asOfNanos());
    long last = kept.isEmpty() ? 0 : kept.getLast().asOfSeq();
    if (image.asOfSeq() - last < spacing) {
      return;
    }
    kept.add(Milestone.of(image, newestNanos));
    if (kept.size() > MOST_COUNT) {
      spacing *= 2;
      thin();
    }
  }

  private void thin() {
    var fewer = new ArrayList<Milestone>();
    for (int i = 1; i < kept.size(); i += 2) {
      fewer.add(kept.get(i));
    }
    kept.clear();
    kept.addAll(fewer);
  }

  /** All that are kept, oldest first. */
  List<Milestone> all() {
    return List.copyOf(kept);
  }
}
