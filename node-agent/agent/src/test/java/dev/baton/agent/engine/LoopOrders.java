package dev.baton.agent.engine;

import dev.baton.agent.link.SharedRing;
import dev.baton.agent.link.TrackerState;
import dev.baton.agent.link.TrackerState.Sense;
import dev.baton.events.Causation;
import dev.baton.events.Command;
import dev.baton.events.CommandEvent;
import dev.baton.events.Draft;
import dev.baton.events.NodeName;
import dev.baton.events.Subject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What a steward orders its engine to do. */
final class LoopOrders {
  private final SharedRing ring;
  private final Runnable poke;
  private final Map<String, Sense> told = new TreeMap<>();
  private boolean areWaiting;
  private boolean hasNewResults;
  private boolean isWavering;

  LoopOrders(SharedRing ring, Runnable poke) {
    this.ring = ring;
    this.poke = poke;
  }

  /** How the trackers stand, as the engine was told. */
  Map<String, Sense> told() {
    return told;
  }

  /** Whether the engine has not taken all of them. */
  boolean areWaiting() {
    return areWaiting;
  }

  void tell(String tracker, Sense sense) {
    ring.offer(new TrackerState("script", tracker, sense, 0, "", Causation.NONE));
    isWavering |= hasNewResults;
    hasNewResults = true;
    told.put(tracker, sense);
    given();
  }

  void give(Command command) {
    var issued = new CommandEvent.Issued("c", new NodeName("a"), command, List.of(), 10_000);
    ring.offer(Draft.of(1, 1, Subject.NODE, issued));
    given();
  }

  void reload() {
    ring.offerReload();
    given();
  }

  void stop() {
    ring.offerStop();
    given();
  }

  private void given() {
    areWaiting = true;
    poke.run();
  }

  /** The engine takes all that is there in this turn. */
  void begin(LoopTurn turn) {
    turn.hasOrders = areWaiting;
    turn.isWavering = isWavering;
    areWaiting = false;
    hasNewResults = false;
    isWavering = false;
  }

  /** Nobody will carry them out. */
  void forget() {
    ring.drain(new Taken(new ArrayList<>()));
  }

  /** Takes events; of orders that nobody will carry out, nothing. */
  record Taken(List<Draft> events) implements SharedRing.Sink {
    @Override
    public void draft(Draft draft) {
      events.add(draft);
    }

    @Override
    public void stop() {}

    @Override
    public void reload() {}

    @Override
    public void tracker(TrackerState state) {}
  }
}
