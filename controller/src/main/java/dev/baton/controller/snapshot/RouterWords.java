package dev.baton.controller.snapshot;

import dev.baton.events.Family;
import dev.baton.events.VirtualRouterId;
import dev.baton.events.Vrid;

/**
 * A virtual router as one text from which it can be read again; a segment may hold any character.
 */
final class RouterWords {
  private RouterWords() {}

  static String of(VirtualRouterId router) {
    return router.vrid() + " " + router.family() + " " + router.segment();
  }

  static VirtualRouterId parse(String text) {
    var words = text.split(" ", 3);
    return new VirtualRouterId(
        words[2], Family.valueOf(words[1]), new Vrid(Integer.parseInt(words[0])));
  }
}
