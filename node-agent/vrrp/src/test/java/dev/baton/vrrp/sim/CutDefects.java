package dev.baton.vrrp.sim;

import dev.baton.vrrp.Input;
import dev.baton.vrrp.Input.AdvertisementReceived;
import dev.baton.vrrp.State;
import dev.baton.vrrp.State.Active;
import dev.baton.vrrp.Step;
import dev.baton.vrrp.VirtualRouter;
import dev.baton.vrrp.sim.Defect.Moment;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What can be wrong where two are Active for long since one of them does not hear the other. By
 * anything else than a cut that lasts, one of them yields to the next advertisement.
 */
final class CutDefects {
  /** More advertisements in a row than any other fault brings about. */
  private static final int WEARY = 12;

  private CutDefects() {}

  static List<Defect> all() {
    return List.of(
        wearing("an Active never tires of a lower one", CutDefects::listens),
        wearing("a lower one is answered for ever", CutDefects::silent),
        wearing("and announced against for ever", CutDefects::unannounced),
        wearing("and own adverts go on beside it", CutDefects::slower));
  }

  private static Defect wearing(String rule, Defect.Alteration breaks) {
    return new Defect(rule, new Wearing(breaks, new HashMap<>()));
  }

  /**
   * A rule that breaks when a lower one was heard often, in a row. How often is remembered by the
   * state that came of it, so that a replay remembers the same.
   */
  private record Wearing(Defect.Alteration breaks, Map<State, Integer> counts) implements Rules {
    @Override
    public Step on(State state, Input input, long nowNanos) {
      var step = VirtualRouter.on(state, input, nowNanos);
      boolean goesOn =
          state instanceof Active
              && step.state() instanceof Active
              && !step.state().situation().peers().active().isEmpty();
      if (!goesOn) {
        return step;
      }
      var moment = new Moment(state, input, nowNanos);
      int before = counts.getOrDefault(state, 0);
      int count = isRival(moment) ? before + 1 : before;
      var next = count > WEARY && count > before ? breaks.of(moment, step) : step;
      if (count > 0) {
        counts.put(next.state(), count);
      }
      return next;
    }
  }

  /** An advertisement of one that is Active as well, is beaten, and is no faster. */
  private static boolean isRival(Moment moment) {
    return moment.heard() > 0
        && moment.input() instanceof AdvertisementReceived advert
        && advert.advertisement().interval().toNanos() == moment.intervalNanos();
  }

  private static Step listens(Moment moment, Step step) {
    var stalled = new Input.Stalled(100 * moment.intervalNanos());
    return VirtualRouter.on(step.state(), stalled, moment.nowNanos());
  }

  private static Step silent(Moment moment, Step step) {
    return Defect.without(step, Defect::sends);
  }

  private static Step unannounced(Moment moment, Step step) {
    return Defect.without(step, Defect::announces);
  }

  private static Step slower(Moment moment, Step step) {
    return step.state() instanceof Active active
        ? new Step(
            Defect.advertisingAt(active, active.nextAdvertAtNanos() + moment.intervalNanos()),
            step.effects())
        : step;
  }
}
