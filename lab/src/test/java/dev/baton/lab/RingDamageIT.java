package dev.baton.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.baton.agent.link.RunDirectory;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Somebody writes over the memory that engine and steward share, beside a second agent. */
class RingDamageIT {
  private static final List<InstanceSpec> BETTER =
      List.of(InstanceSpec.v3(53, 150), InstanceSpec.v3Ipv6(54, 150));
  private static final List<InstanceSpec> WORSE =
      BETTER.stream().map(instance -> instance.withPriority(100)).toList();
  private static final VirtualRouterKey ROUTER = BETTER.getFirst().router();
  private static final String ADDRESS = BETTER.getFirst().address();
  private static final String EVENTS = "its ring of events is damaged: its reader stands at ";
  private static final String ORDERS = "its ring of orders is damaged: its reader stands at ";

  private final Lab lab = Lab.open("a", "b");
  private final Host a = lab.host("a");
  private final Host b = lab.host("b");
  private final Traces before = Traces.of(a);
  private final Tap tap = Tap.on(lab);
  private final BatonAgent agentA = BatonAgent.on(a, BETTER);
  private final BatonAgent agentB = BatonAgent.on(b, WORSE);

  @AfterEach
  void nothingIsLeftOver() {
    try (lab;
        tap) {
      assertEquals(List.of(), LogAgainstTap.differences(agentB, WORSE, tap));
      agentA.stop();
      assertEquals("more []\nless []", Traces.of(a).since(before));
      assertTrue(!Files.exists(root()), () -> root() + " is left");
      assertEquals(List.of(), Tshark.faults(tap.path(), a));
    }
  }

  @Test
  void anEngineThatCannotReportResignsAndAnotherOneBegins() {
    assertReplaced(RunDirectory::events, EVENTS);
  }

  @Test
  void anEngineThatCannotReadItsOrdersResignsAndAnotherOneBegins() {
    assertReplaced(RunDirectory::orders, ORDERS);
  }

  @Test
  void aStewardThatFindsTheRingDamagedAdoptsNoEngineForLong() {
    tap.awaitActive(a, BETTER);
    long engine = agentA.enginePid();
    agentA.steward().kill();
    overwrite(RunDirectory.list(root()).getFirst().events());
    agentA.start();
    lab.await("another engine", () -> isReplaced(engine));
    assertEquals(EVENTS, saidOf(engine).substring(0, EVENTS.length()));
    tap.awaitActive(a, BETTER);
  }

  private void assertReplaced(Function<RunDirectory, Path> ring, String why) {
    tap.awaitActive(a, BETTER);
    lab.await("b is there to take over", this::isBackupOnB);
    lab.await("a has its address", () -> a.holds(ADDRESS));
    long engine = agentA.enginePid();
    overwrite(ring.apply(RunDirectory.list(root()).getFirst()));
    tap.awaitAdvert("a resigns", one -> isResignation(one) && one.host().equals("a"));
    lab.await("another engine", () -> isReplaced(engine));
    lab.await("the log says why", () -> !saidOf(engine).isEmpty());
    assertEquals(why, saidOf(engine).substring(0, why.length()));
    tap.awaitActive(a, BETTER);
    lab.await("a has its address again", () -> a.holds(ADDRESS));

    // In Skew_Time, that is: with the engine its Active went, and did not merely fall silent.
    assertEquals("ACTIVE_RESIGNED", lastCauseOfB());
    assertEquals(1, RunDirectory.list(root()).size(), "the runs of one living engine");
    assertEquals(List.of(), zombies());
  }

  private boolean isBackupOnB() {
    var told = AgentLog.of("b", agentB.log()).transitions(ROUTER);
    return !told.isEmpty() && "BACKUP".equals(told.getLast().to());
  }

  /** For what b became Active. */
  private String lastCauseOfB() {
    return AgentLog.of("b", agentB.log()).transitions(ROUTER).stream()
        .filter(AgentLog.Transition::toActive)
        .map(AgentLog.Transition::cause)
        .reduce("never", (one, next) -> next);
  }

  private boolean isResignation(Sighting.Advert advert) {
    return advert.priority() == 0 && advert.router().equals(ROUTER);
  }

  /** Whether another engine runs than that one; never are there two. */
  private boolean isReplaced(long engine) {
    var running = agentA.enginePids();
    assertTrue(running.size() < 2, () -> running + " run at once");
    return !running.isEmpty() && running.getFirst() != engine;
  }

  /** Why the log says that an engine stopped, or empty. */
  private String saidOf(long engine) {
    List<JsonNode> stops =
        AgentLog.of("a", agentA.log()).ofType("node.stopped").stream()
            .map(envelope -> envelope.get("data"))
            .filter(stopped -> stopped.get("pid").asLong() == engine)
            .toList();
    assertTrue(stops.size() < 2, stops::toString);
    return stops.isEmpty() ? "" : stops.getFirst().get("detail").asText();
  }

  private Path root() {
    return RunDirectory.rootFor(agentA.data());
  }

  private static void overwrite(Path ring) {
    try (var file = new RandomAccessFile(ring.toFile(), "rw")) {
      byte[] noise = new byte[(int) file.length()];
      Arrays.fill(noise, (byte) 0x5A);
      file.write(noise);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private List<String> zombies() {
    return a.exec("ps", "-o", "pid,stat,comm", "--ppid", Long.toString(agentA.steward().pid()))
        .lines()
        .filter(line -> line.contains(" Z"))
        .toList();
  }
}
