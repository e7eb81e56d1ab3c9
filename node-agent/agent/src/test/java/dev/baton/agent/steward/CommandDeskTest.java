package dev.baton.agent.steward;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.agent.journal.Journal;
import dev.baton.agent.journal.Journals;
import dev.baton.events.Actor;
import dev.baton.events.Causation;
import dev.baton.events.Cause;
import dev.baton.events.Command;
import dev.baton.events.CommandEvent;
import dev.baton.events.ConfigEvent;
import dev.baton.events.Draft;
import dev.baton.events.DrainEvent;
import dev.baton.events.Event;
import dev.baton.events.EventId;
import dev.baton.events.Family;
import dev.baton.events.InstanceEvent;
import dev.baton.events.InstanceState;
import dev.baton.events.LogId;
import dev.baton.events.NodeName;
import dev.baton.events.Priority;
import dev.baton.events.Recorded;
import dev.baton.events.Sha256;
import dev.baton.events.Subject;
import dev.baton.events.Vrid;
import dev.baton.events.log.EventReader.Read;
import dev.baton.events.testkit.InMemoryEventLog;
import dev.baton.events.uplink.Frame;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommandDeskTest {
  private static final NodeName NODE = new NodeName("a");
  private static final LogId LOG = new LogId(1, 1);
  private static final Subject.Instance INSTANCE =
      new Subject.Instance("lan", "eth0", Family.IPV4, new Vrid(51));
  private static final Command PLACE = new Command.PlaceHold("d-1", "ada", "new disks", 0);
  private static final Command LIFT = new Command.LiftHold("d-1", "ada");
  private static final Command RELOAD = new Command.Reload("the new uplink");
  private static final Actor OPERATOR = new Actor.Known("operator", "ada", "cli");
  private static final Command TAKE_OVER =
      new Command.TakeOver(INSTANCE.virtualRouter(), "10.77.0.2", new Priority(1));

  @TempDir private Path directory = Path.of("");
  private final InMemoryEventLog log = new InMemoryEventLog(NODE, LOG, "boot", 1);
  private final InMemoryEventLog controllerLog =
      new InMemoryEventLog(new NodeName("controller"), new LogId(9, 9), "boot", 1);
  private final List<Draft> orders = new ArrayList<>();
  private final List<Long> syncedAtOrder = new ArrayList<>();
  private final Journal journal = Journals.in(log);
  private boolean engineRuns = true;
  private boolean fileIsFine = true;
  private Hold hold = new Hold(journal, new HoldFile(Path.of("")));
  private CommandDesk desk = new CommandDesk(journal, hold, this::order, this::reload);

  @BeforeEach
  void inTheDirectory() {
    hold = new Hold(journal, new HoldFile(directory));
    desk = new CommandDesk(journal, hold, this::order, this::reload);
  }

  @Test
  void aHoldIsOnDiskBeforeTheEngineHearsOfIt() {
    send("c-1", PLACE);
    assertEquals(List.of("drain.hold-placed", "command.applied"), types());
    assertEquals(List.of(1L), syncedAtOrder);
    assertEquals(1, new HoldFile(directory).read().size());
    assertTrue(hold.isHeld());
  }

  @Test
  void theEngineIsToldWhatCausedTheHold() {
    send("c-1", PLACE);
    var order = orders.getFirst();
    assertEquals(new Causation.By(new EventId(NODE, LOG, 1)), order.causation());
    assertEquals("d-1", order.correlationId());
  }

  @Test
  void aCommandThatComesAgainIsNotAppliedAgain() {
    send("c-1", PLACE);
    send("c-1", PLACE);
    assertEquals(2, types().size());
    assertEquals(1, orders.size());
  }

  @Test
  void anotherDrainCannotTakeAHoldOver() {
    send("c-1", PLACE);
    send("c-2", new Command.PlaceHold("d-2", "bob", "fans", 0));
    assertEquals("already-held", refusal());
  }

  @Test
  void liftingTakesTheHoldOffTheDisk() {
    send("c-1", PLACE);
    send("c-2", LIFT);
    assertFalse(hold.isHeld());
    assertEquals(List.of(), new HoldFile(directory).read());
    assertEquals(
        List.of("drain.hold-placed", "command.applied", "drain.hold-lifted", "command.applied"),
        types());
  }

  @Test
  void aHoldWhoseTimeIsOverIsLifted() {
    send("c-1", new Command.PlaceHold("d-1", "ada", "new disks", 1_000));
    desk.expireHold(999);
    assertTrue(hold.isHeld());
    desk.expireHold(1_000);
    assertFalse(hold.isHeld());
    assertEquals(new DrainEvent.HoldLifted("d-1", "hold-ttl", "expired"), events().getLast());
  }

  @Test
  void aTakeOverGoesToTheEngineWhichAnswersItself() {
    send("c-1", TAKE_OVER);
    send("c-1", TAKE_OVER);
    assertEquals(1, orders.size());
    assertEquals(List.of(), types());
  }

  @Test
  void aTakeOverWhoseGroundsHaveChangedIsRefused() {
    transition();
    var presupposed = new EventId(NODE, LOG, 1);
    transition();
    desk.received(frame(issued("c-1", TAKE_OVER, List.of(presupposed), 5_000), "cluster", 1));
    assertEquals("presupposition-changed", refusal());
    assertEquals(List.of(), orders);
  }

  @Test
  void aTakeOverWithoutAnEngineIsRefused() {
    engineRuns = false;
    send("c-1", TAKE_OVER);
    assertEquals("no-engine", refusal());
  }

  @Test
  void aReloadIsAnsweredAndWhatItChangesIsSaidWithWhoAskedForIt() {
    send("c-1", RELOAD);
    send("c-1", RELOAD);
    assertEquals(List.of("config.applied", "command.applied"), types());
    assertEquals(List.of(OPERATOR, OPERATOR), actors());
  }

  @Test
  void aReloadOfAFileWithErrorsIsRefusedAfterTheyAreSaid() {
    fileIsFine = false;
    send("c-1", RELOAD);
    assertEquals(List.of("config.rejected", "command.refused"), types());
    assertEquals("configuration-rejected", refusal());
    assertEquals(List.of(OPERATOR, OPERATOR), actors());
  }

  @Test
  void anotherClusterIsRefused() {
    send("c-1", PLACE);
    desk.received(frame(issued("c-2", LIFT, List.of(), 5_000), "other", 9));
    assertEquals("other-cluster", refusal());
    assertTrue(detail().contains("'#@baton cluster other'"), detail());
    assertTrue(hold.isHeld());
  }

  @Test
  void anotherClusterIsObeyedOnceTheConfigurationNamesIt() {
    desk.received(frame(issued("c-1", PLACE, List.of(), 5_000), "cluster", 9));
    desk.follow("other");
    desk.received(frame(issued("c-2", LIFT, List.of(), 5_000), "other", 1));
    assertFalse(hold.isHeld());
    desk.received(frame(issued("c-3", PLACE, List.of(), 5_000), "cluster", 10));
    assertEquals("other-cluster", refusal());
  }

  @Test
  void aReloadWithoutANewClusterForgetsNeitherClusterNorEpoch() {
    desk.received(frame(issued("c-1", PLACE, List.of(), 5_000), "cluster", 2));
    desk.follow("");
    desk.follow("cluster");
    desk.received(frame(issued("c-2", LIFT, List.of(), 5_000), "cluster", 1));
    assertEquals("stale-epoch", refusal());
  }

  @Test
  void aControllerFromThePastIsRefused() {
    desk.received(frame(issued("c-1", PLACE, List.of(), 5_000), "cluster", 2));
    desk.received(frame(issued("c-2", LIFT, List.of(), 5_000), "cluster", 1));
    assertEquals("stale-epoch", refusal());
    assertTrue(hold.isHeld());
  }

  @Test
  void aCommandThatComesTooLateIsRefused() {
    desk.received(frame(issued("c-1", PLACE, List.of(), 0), "cluster", 1));
    assertEquals("deadline-passed", refusal());
    assertFalse(hold.isHeld());
  }

  @Test
  void aNewStewardFindsTheHoldInTheLogAndTellsTheEngineFirst() {
    send("c-1", PLACE);
    var next = Journals.in(log);
    assertEquals(1, Hold.ordersFor(next.history()).size());
    assertTrue(next.history().hasAnswered("c-1"));
  }

  @Test
  void aLogThatIsLostLeavesTheHoldInItsFile() {
    send("c-1", PLACE);
    var emptied = Journals.in(new InMemoryEventLog(NODE, new LogId(2, 2), "boot", 1));
    var restored = new Hold(emptied, new HoldFile(directory));
    restored.restore();
    assertTrue(restored.isHeld());
    assertEquals("d-1", restored.drainId());
  }

  private Reloading.Outcome reload(Consumer<Event> said) {
    if (fileIsFine) {
      var changes = List.of("vrrp_instance VI_2: new");
      said.accept(new ConfigEvent.Applied(Sha256.ZERO, "k.conf", List.of(), List.of(), changes));
      return new Reloading.Outcome.InForce(changes);
    }
    said.accept(new ConfigEvent.Rejected("k.conf", List.of("k.conf:3:5: error: not a number")));
    return new Reloading.Outcome.Kept("k.conf has errors");
  }

  private boolean order(Draft order) {
    if (engineRuns) {
      orders.add(order);
      syncedAtOrder.add(log.syncedSeq());
    }
    return engineRuns;
  }

  private void send(String id, Command command) {
    desk.received(frame(issued(id, command, List.of(), 5_000), "cluster", 1));
  }

  private static CommandEvent.Issued issued(
      String id, Command command, List<EventId> presupposes, long deadlineMillis) {
    return new CommandEvent.Issued(id, NODE, command, presupposes, deadlineMillis);
  }

  private Frame.CommandIssued frame(CommandEvent.Issued issued, String cluster, long epoch) {
    controllerLog.append(
        Draft.of(1, 1, Subject.NODE, issued).because(OPERATOR, Causation.NONE, "d-1"));
    try (var reader = controllerLog.reader(controllerLog.lastSeq())) {
      if (reader.next() instanceof Read.Found found) {
        return new Frame.CommandIssued(
            cluster, epoch, found.stored().original(), issued.deadlineMillis());
      }
    }
    throw new IllegalStateException("what was just appended cannot be read");
  }

  private void transition() {
    journal.record(
        INSTANCE,
        new InstanceEvent.Transitioned(
            InstanceState.INITIALIZE,
            InstanceState.BACKUP,
            Cause.STARTUP,
            new Priority(100),
            Map.of()));
  }

  private List<Recorded> records() {
    var records = new ArrayList<Recorded>();
    try (var reader = log.reader(1)) {
      while (reader.next() instanceof Read.Found found) {
        records.add(found.stored().recorded());
      }
    }
    return records;
  }

  private List<Event> events() {
    return records().stream().map(Recorded::event).toList();
  }

  private List<Actor> actors() {
    return records().stream().map(recorded -> recorded.envelope().actor()).toList();
  }

  private List<String> types() {
    return events().stream()
        .map(event -> dev.baton.events.codec.EventType.of(event).text())
        .toList();
  }

  private String detail() {
    return events().getLast() instanceof CommandEvent.Refused refused ? refused.detail() : "";
  }

  private String refusal() {
    return events().getLast() instanceof CommandEvent.Refused refused
        ? refused.reason()
        : "not refused";
  }
}
