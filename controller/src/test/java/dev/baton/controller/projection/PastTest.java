package dev.baton.controller.projection;

import static dev.baton.controller.Story.A;
import static dev.baton.controller.Story.B;
import static dev.baton.controller.Story.C;
import static dev.baton.controller.Story.MILLI;
import static dev.baton.controller.Story.R51;
import static dev.baton.controller.Story.SECOND;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.controller.Story;
import dev.baton.controller.fleet.Failovers;
import dev.baton.events.Cause;
import dev.baton.events.ControllerEvent;
import dev.baton.events.InstanceState;
import dev.baton.events.LogId;
import dev.baton.events.NodeEvent;
import dev.baton.events.NodeName;
import dev.baton.events.Recorded;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Looks back, with milestones and stretches so short that each look crosses several. */
class PastTest {
  private static final List<NodeName> NODES = List.of(A, B, C);

  private final Vertx vertx = Vertx.vertx();
  private final Story story = Story.ofThreeNodes();

  @AfterEach
  void close() {
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }

  /** A log, folded up to its end. */
  private final class World {
    private final List<Recorded> events;
    private final Past past;

    World(List<Recorded> events) {
      this.events = events;
      var log = new ToldLog(events);
      var projector = new Projector(5, 3);
      LogThread.replay(log, 1, batch -> batch.forEach(each -> projector.apply(List.of(each))));
      this.past = new Past(vertx, log, projector);
    }

    Image at(At at) {
      return past.at(at).toCompletionStage().toCompletableFuture().join().image();
    }

    Image first(int count) {
      return Image.EMPTY.apply(events.subList(0, count));
    }
  }

  /** The address goes back and forth. */
  private void faults(int count, Random random) {
    for (int i = 0; i < count; i++) {
      story.turns(A, InstanceState.ACTIVE, InstanceState.FAULT, Cause.INTERFACE_DOWN);
      story.later(1 + random.nextLong(2 * SECOND));
      story.turns(B, InstanceState.BACKUP, InstanceState.ACTIVE, Cause.ACTIVE_DOWN_TIMER_EXPIRED);
      story.later(1 + random.nextLong(SECOND));
      story.turns(A, InstanceState.FAULT, InstanceState.BACKUP, Cause.INTERFACE_UP);
      story.later(1 + random.nextLong(SECOND));
      story.turns(A, InstanceState.BACKUP, InstanceState.ACTIVE, Cause.PREEMPTED_LOWER);
      story.later(1 + random.nextLong(2 * MILLI));
      story.turns(B, InstanceState.ACTIVE, InstanceState.BACKUP, Cause.HIGHER_PRIORITY_ADVERT);
      story.later(1 + random.nextLong(20 * SECOND));
    }
  }

  @Test
  void whatWasKnownIsTheFoldOfTheFirstEvents() {
    faults(8, new Random(1));
    var world = new World(story.events());
    for (int count = 0; count <= world.events.size(); count++) {
      assertEquals(world.first(count), world.at(new At.Seq(count)));
    }
    assertEquals(world.first(world.events.size()), world.at(At.NOW));
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
  void whatWasSoIsTheSameHoweverLateItWasToldAndHoweverTheClocksStand(long seed) {
    var random = new Random(seed);
    faults(6, random);
    var timely = story.events();
    long end = story.now();
    var late = new World(LateDelivery.of(timely, NODES, random));
    for (int i = 0; i < 40; i++) {
      long time = Story.START + random.nextLong(end - Story.START);
      var so = timely.stream().filter(each -> each.recordedAtNanos() <= time).toList();
      var expected = Image.EMPTY.apply(Story.renumbered(so));
      assertEquals(states(expected), states(late.at(new At.Time(time))), () -> "at " + time);
      assertEquals(moves(expected), moves(late.at(new At.Time(time))), () -> "at " + time);
    }
  }

  @Test
  void whatWasSoAndWhatWasKnownDifferWhileABacklogIsMissing() {
    story.disconnect(A);
    int cut = story.events().size();
    long before = story.now();
    var fault = story.turns(A, InstanceState.ACTIVE, InstanceState.FAULT, Cause.INTERFACE_DOWN);
    story.later(60 * SECOND);
    story.connect(A);
    story.node(A, new NodeEvent.ClockMeasured(0, MILLI));
    var events = new ArrayList<>(story.events());
    events.remove(fault);
    events.add(LateDelivery.recordedAt(fault, story.now()));
    var world = new World(Story.renumbered(events));
    var known = world.at(new At.Seq(cut));
    var so = world.at(new At.Time(before + SECOND));
    assertEquals(InstanceState.ACTIVE, state(known, A));
    assertFalse(known.fleet().isKnown(A));
    assertEquals(InstanceState.FAULT, state(so, A));
    assertTrue(so.fleet().isKnown(A));
    assertEquals(InstanceState.ACTIVE, state(world.at(new At.Time(before - 1)), A));
  }

  @Test
  void whoNeverCameBackToTellIsNotKnown() {
    long before = story.now();
    story.later(9 * SECOND);
    story.disconnect(A);
    story.later(60 * SECOND);
    story.controller(new ControllerEvent.Alive());
    var world = new World(story.events());
    assertTrue(world.at(new At.Seq(world.events.size() - 2L)).fleet().isKnown(A));
    assertFalse(world.at(new At.Time(before + 5 * SECOND)).fleet().isKnown(A));
  }

  @Test
  void whatALogSaysBeforeItsFirstMeasurementIsCorrectedByThat() {
    long minute = 60 * SECOND;
    long before = story.now();
    var fault = story.turns(A, InstanceState.ACTIVE, InstanceState.FAULT, Cause.INTERFACE_DOWN);
    story.later(120 * minute);
    var measured = story.node(A, new NodeEvent.ClockMeasured(-60 * minute, MILLI));
    var events = new ArrayList<>(story.events());
    events.remove(fault);
    events.removeIf(each -> each.event() instanceof NodeEvent.ClockMeasured);
    events.add(
        LateDelivery.recordedAt(LateDelivery.skewed(fault, 60 * minute), before + 30 * minute));
    for (int i = 0; i < 9; i++) {
      events.add(
          LateDelivery.recordedAt(
              story.controller(new ControllerEvent.Alive()), before + 31 * minute));
    }
    events.add(
        LateDelivery.recordedAt(LateDelivery.skewed(measured, 60 * minute), before + 32 * minute));
    var world = new World(Story.renumbered(events));
    assertEquals(InstanceState.FAULT, state(world.at(new At.Time(before + minute)), A));
    assertEquals(InstanceState.ACTIVE, state(world.at(new At.Time(before - 1)), A));
  }

  @Test
  void nothingHappensAfterItWasRecordedWhateverAnUnmeasuredClockSays() {
    story.newLog(A, new LogId(9, 9));
    var fault = story.turns(A, InstanceState.ACTIVE, InstanceState.FAULT, Cause.INTERFACE_DOWN);
    var events = new ArrayList<>(story.events());
    events.set(events.size() - 1, LateDelivery.skewed(fault, 3_600 * SECOND));
    events.removeIf(each -> each.event() instanceof NodeEvent.ClockMeasured);
    var world = new World(Story.renumbered(events));
    assertEquals(InstanceState.FAULT, state(world.at(new At.Time(story.now())), A));
  }

  @Test
  void milestonesAreFewAndEvenlySpread() {
    var milestones = new Milestones(10);
    faults(400, new Random(3));
    var image = Image.EMPTY;
    for (Recorded each : story.events()) {
      image = image.apply(List.of(each));
      milestones.apply(image);
    }
    var seqs = milestones.all().stream().map(Milestones.Milestone::asOfSeq).toList();
    assertTrue(seqs.size() > 20 && seqs.size() <= 64, seqs::toString);
    for (int i = 1; i < seqs.size(); i++) {
      assertEquals(seqs.get(1) - seqs.get(0), seqs.get(i) - seqs.get(i - 1), seqs::toString);
    }
  }

  @Test
  void aLogWithMoreMilestonesThanAreKeptIsStillFoundEverywhere() {
    faults(100, new Random(7));
    var world = new World(story.events());
    for (int count : new int[] {1, 100, 333, 512}) {
      assertEquals(world.first(count), world.at(new At.Seq(count)));
    }
    assertNotEquals(world.first(100), world.first(101));
  }

  private static InstanceState state(Image image, NodeName node) {
    var router = image.fleet().router(R51).getFirst();
    return router.instanceOf(node).getFirst().standing().state();
  }

  private static Map<NodeName, InstanceState> states(Image image) {
    var states = new TreeMap<NodeName, InstanceState>();
    image.fleet().routers().values().stream()
        .flatMap(router -> router.instances().values().stream())
        .forEach(instance -> states.put(instance.node(), instance.standing().state()));
    return states;
  }

  private static List<List<Object>> moves(Image image) {
    return image.fleet().router(R51).stream()
        .flatMap(router -> Failovers.of(image.fleet(), router, (id, seqs) -> false).stream())
        .map(move ->
            List.<Object>of(move.timeNanos(), move.from(), move.to(), move.cause(), move.seam()))
        .toList();
  }
}
