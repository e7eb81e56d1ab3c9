package dev.baton.controller.drain;

import static dev.baton.controller.Story.A;
import static dev.baton.controller.Story.B;
import static dev.baton.controller.Story.C;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.baton.controller.Story;
import dev.baton.events.Cause;
import dev.baton.events.DrainEvent;
import dev.baton.events.InstanceState;
import dev.baton.events.NodeName;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class DrainRefusalTest {
  private final DrainWorld world = DrainWorld.ofThreeNodes();
  private final Story story = world.story;

  private Set<String> refusals() {
    var codes = new java.util.TreeSet<String>();
    world.drain().refusals().forEach(refusal -> codes.add(refusal.code()));
    return codes;
  }

  @Test
  void anUnknownNodeIsRefused() {
    world.request(new NodeName("nobody"));
    assertEquals(Set.of("unknown-node"), refusals());
    assertEquals(DrainPhase.REFUSED, world.drain().phase());
  }

  @Test
  void aSilentNodeIsRefused() {
    story.disconnect(A);
    world.request(A);
    assertEquals(Set.of("node-not-connected"), refusals());
  }

  @Test
  void aDrainIsRefusedWhenNobodyCouldTakeOver() {
    story.turns(B, InstanceState.BACKUP, InstanceState.FAULT, Cause.INTERFACE_DOWN);
    story.turns(C, InstanceState.BACKUP, InstanceState.FAULT, Cause.INTERFACE_DOWN);
    world.request(A);
    assertEquals(Set.of("no-eligible-backup"), refusals());
  }

  @Test
  void aDrainIsRefusedWhenTheOthersAreSilent() {
    story.disconnect(B);
    story.disconnect(C);
    world.request(A);
    assertEquals(Set.of("peer-unreachable"), refusals());
  }

  @Test
  void aDrainIsRefusedWhenTheOthersAreDrained() {
    story.node(B, new DrainEvent.HoldPlaced("d-b", "kim", "disk", 0));
    story.node(C, new DrainEvent.HoldPlaced("d-c", "kim", "disk", 0));
    world.request(A);
    assertEquals(Set.of("peer-already-draining"), refusals());
  }

  @Test
  void aHeldNodeIsRefused() {
    story.node(A, new DrainEvent.HoldPlaced("d-a", "kim", "disk", 0));
    world.request(A);
    assertEquals(Set.of("already-drained"), refusals());
  }

  @Test
  void anAddressOwnerIsRefused() {
    world.priority(A, 150, 255);
    world.request(A);
    assertEquals(Set.of("owner-priority-255"), refusals());
  }

  @Test
  void aSuccessorThatCannotTakeOverIsRefused() {
    story.turns(C, InstanceState.BACKUP, InstanceState.FAULT, Cause.INTERFACE_DOWN);
    world.request(A, C);
    assertEquals(Set.of("no-eligible-backup"), refusals());
  }
}
