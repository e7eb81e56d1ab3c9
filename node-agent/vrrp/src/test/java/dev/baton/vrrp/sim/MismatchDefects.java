package dev.baton.vrrp.sim;

import static dev.baton.vrrp.sim.Defect.altered;

import dev.baton.events.PeerEvent.Mismatch;
import dev.baton.vrrp.Addresses;
import dev.baton.vrrp.Difference.Kind;
import dev.baton.vrrp.Effect;
import dev.baton.vrrp.Input.AdvertisementReceived;
import dev.baton.vrrp.State;
import dev.baton.vrrp.Step;
import dev.baton.vrrp.sim.Defect.Moment;
import java.util.ArrayList;
import java.util.List;

/** What can be wrong in saying that others are configured differently. */
final class MismatchDefects {
  private MismatchDefects() {}

  static List<Defect> all() {
    var all = new ArrayList<Defect>();
    for (var kind : Kind.values()) {
      if (kind != Kind.VERSION_2_MISSING) {
        all.add(altered("another " + kind.text() + " is told", (m, step) -> untold(step, kind)));
        all.add(
            altered("another " + kind.text() + " is told once", (m, step) -> again(m, step, kind)));
      }
    }
    return all;
  }

  private static Step untold(Step step, Kind kind) {
    return Defect.without(step, effect -> tells(effect, kind));
  }

  private static boolean tells(Effect effect, Kind kind) {
    return effect instanceof Effect.Report(Mismatch mismatch)
        && mismatch.kind().equals(kind.text());
  }

  /** With each advertisement that shows it. */
  private static Step again(Moment moment, Step step, Kind kind) {
    if (!(moment.input() instanceof AdvertisementReceived advert)
        || step.state() instanceof State.Initialize) {
      return step;
    }
    var next = step;
    for (var known : moment.state().situation().peers().reported()) {
      var difference = known.difference();
      if (difference.kind() == kind && known.address().equals(advert.source())) {
        var address = Addresses.text(known.address());
        var mismatch = new Mismatch(address, kind.text(), difference.ours(), difference.theirs());
        next = Defect.and(next, new Effect.Report(mismatch));
      }
    }
    return next;
  }
}
