package dev.baton.agent.notify;

import static dev.baton.agent.notify.NotifyScenario.ONE;
import static dev.baton.agent.notify.NotifyScenario.TWO;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.baton.agent.config.Hooks;
import dev.baton.agent.config.Notifications;
import dev.baton.agent.config.Notifications.GroupHooks;
import dev.baton.events.Cause;
import dev.baton.events.InstanceEvent;
import dev.baton.events.InstanceState;
import dev.baton.events.PeerEvent;
import dev.baton.events.Priority;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NotifierTest {
  private static final String HOOK = "notify_master \"/bin/true\"";

  @TempDir private Path directory = Path.of("");
  private NotifyScenario node = new NotifyScenario(Path.of(""));

  @BeforeEach
  void inTheDirectory() {
    node = new NotifyScenario(directory);
  }

  @Test
  void everyTransitionIsToldInKeepalivedsWords() {
    node.begin(false);
    node.engineStarts();
    node.moves(ONE, InstanceState.BACKUP, Cause.STARTUP);
    node.moves(ONE, InstanceState.ACTIVE, Cause.ACTIVE_DOWN_TIMER_EXPIRED);
    node.moves(ONE, InstanceState.FAULT, Cause.INTERFACE_DOWN);
    node.moves(ONE, InstanceState.INITIALIZE, Cause.SHUTDOWN);
    assertEquals(
        List.of(
            "INSTANCE one BACKUP 150",
            "INSTANCE one MASTER 150",
            "INSTANCE one FAULT 150",
            "INSTANCE one STOP 150"),
        node.told);
  }

  @Test
  void aRemovedInstanceIsInFaultUnlessItSaysThatItWantsToBeDeleted() {
    node.begin(false);
    node.reconfigure(Map.of("two", TWO), Notifications.NONE);
    node.moves(ONE, InstanceState.INITIALIZE, Cause.CONFIG_REMOVED);
    assertEquals(List.of("INSTANCE one FAULT 150"), node.told);
  }

  @Test
  void aRemovedInstanceThatWantsToBeDeletedIs() {
    node.begin(false, "notify_deleted");
    node.reconfigure(Map.of("two", TWO), Notifications.NONE);
    node.moves(ONE, InstanceState.INITIALIZE, Cause.CONFIG_REMOVED);
    assertEquals(List.of("INSTANCE one DELETED 150"), node.told);
  }

  @Test
  void anInstanceThatAReloadBeginsAgainIsNotDeleted() {
    node.begin(false, "notify_deleted");
    node.moves(ONE, InstanceState.INITIALIZE, Cause.CONFIG_REMOVED);
    node.moves(ONE, InstanceState.BACKUP, Cause.STARTUP);
    assertEquals(List.of("INSTANCE one BACKUP 150"), node.told);
  }

  @Test
  void aReloadThatChangesNothingTellsNothing() {
    node.begin(false);
    node.moves(ONE, InstanceState.BACKUP, Cause.STARTUP);
    node.told.clear();
    node.reconfigure(NotifyScenario.subjects(), NotifyScenario.configuration(HOOK));
    assertEquals(List.of(), node.told);
  }

  @Test
  void aGroupIsToldOnceAllItsMembersAreThere() {
    node.begin(false);
    var group = new GroupHooks("G", List.of("one", "two"), Hooks.NONE);
    node.reconfigure(
        NotifyScenario.subjects(),
        new Notifications(Map.of(), List.of(group), Notifications.NONE.streams(), List.of()));
    node.moves(ONE, InstanceState.ACTIVE, Cause.ACTIVE_DOWN_TIMER_EXPIRED);
    node.moves(TWO, InstanceState.ACTIVE, Cause.SYNC_GROUP);
    node.moves(TWO, InstanceState.ACTIVE, Cause.SYNC_GROUP);
    assertEquals(
        List.of(
            "INSTANCE one MASTER 150",
            "INSTANCE two MASTER 150",
            "GROUP G MASTER 0",
            "INSTANCE two MASTER 150"),
        node.told);
  }

  @Test
  void prioritiesAreToldWhereThatIsAskedFor() {
    node.begin(false, "notify_priority_changes on");
    node.moves(ONE, InstanceState.ACTIVE, Cause.ACTIVE_DOWN_TIMER_EXPIRED);
    node.moves(TWO, InstanceState.ACTIVE, Cause.ACTIVE_DOWN_TIMER_EXPIRED);
    var lower = new InstanceEvent.PriorityChanged(new Priority(150), new Priority(130), List.of());
    node.record(ONE, lower);
    node.record(TWO, lower);
    assertEquals("INSTANCE one MASTER_PRIORITY 130", node.told.getLast());
    assertEquals(3, node.told.size());
  }

  @Test
  void aRivalOfLowerPriorityIsToldToAnActive() {
    node.begin(false);
    node.moves(ONE, InstanceState.ACTIVE, Cause.ACTIVE_DOWN_TIMER_EXPIRED);
    node.moves(TWO, InstanceState.BACKUP, Cause.STARTUP);
    var lower = new PeerEvent.FirstHeard("10.0.0.9", new Priority(100), 3, 100);
    node.record(ONE, lower);
    node.record(TWO, lower);
    assertEquals("INSTANCE one MASTER_RX_LOWER_PRI 150", node.told.getLast());
    assertEquals(3, node.told.size());
  }

  @Test
  void whatWasToldIsNotToldAgainByTheNextSteward() {
    node.begin(false);
    node.engineStarts();
    node.moves(ONE, InstanceState.ACTIVE, Cause.ACTIVE_DOWN_TIMER_EXPIRED);
    node.steward();
    node.begin(true);
    assertEquals(List.of("INSTANCE one MASTER 150"), node.told);
  }

  @Test
  void whatADeadStewardDidNotFinishIsToldAgain() {
    node.begin(false);
    node.engineStarts();
    node.moves(ONE, InstanceState.BACKUP, Cause.STARTUP);
    node.leaveUnfinished();
    node.moves(ONE, InstanceState.ACTIVE, Cause.ACTIVE_DOWN_TIMER_EXPIRED);
    node.steward();
    node.begin(true);
    assertEquals("INSTANCE one MASTER 150", node.told.getLast());
    assertEquals(3, node.told.size());
  }

  @Test
  void ofWhatADeadStewardLeftOnlyTheNewestStateIsTold() {
    node.begin(false, HOOK);
    node.engineStarts();
    node.moves(ONE, InstanceState.BACKUP, Cause.STARTUP);
    node.leaveUnfinished();
    node.moves(ONE, InstanceState.ACTIVE, Cause.ACTIVE_DOWN_TIMER_EXPIRED);
    node.moves(ONE, InstanceState.BACKUP, Cause.HIGHER_PRIORITY_ADVERT);
    node.told.clear();
    node.steward();
    node.begin(true, HOOK);
    assertEquals(List.of("INSTANCE one BACKUP 150"), node.told);
    assertEquals(List.of("MASTER: nobody was there to tell it, and it is over"), node.failures());
  }

  @Test
  void nothingIsToldOfAnEngineThatIsGone() {
    node.begin(false, HOOK);
    node.engineStarts();
    node.moves(ONE, InstanceState.BACKUP, Cause.STARTUP);
    node.leaveUnfinished();
    node.moves(ONE, InstanceState.ACTIVE, Cause.ACTIVE_DOWN_TIMER_EXPIRED);
    node.told.clear();
    node.steward();
    node.begin(false, HOOK);
    assertEquals(List.of(), node.told);
    assertEquals(1, node.failures().size());
  }

  @Test
  void anUnfinishedNoticeIsToldAgainThoughALaterOneIsFinished() {
    node.begin(false);
    node.engineStarts();
    node.moves(ONE, InstanceState.BACKUP, Cause.STARTUP);
    node.leaveUnfinished();
    node.moves(ONE, InstanceState.ACTIVE, Cause.ACTIVE_DOWN_TIMER_EXPIRED);
    node.moves(TWO, InstanceState.BACKUP, Cause.STARTUP);
    node.unfinished.getLast().run();
    node.settle();
    node.told.clear();
    node.steward();
    node.begin(true);
    assertEquals("INSTANCE one MASTER 150", node.told.getFirst());
  }
}
