package dev.baton.controller.projection;

import dev.baton.controller.fleet.Ledger;

/** What is seen from some place of the log: an image, and the failovers up to there. */
public record Seen(Image image, Ledger ledger) {
  static Seen of(Image image, Ledger before) {
    return new Seen(image, before.after(image.fleet(), image.drains()));
  }
}
