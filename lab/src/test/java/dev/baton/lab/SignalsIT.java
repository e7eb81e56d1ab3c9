package dev.baton.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What exporters, scripts and service managers send never harms who is Active. */
class SignalsIT {
  private static final InstanceSpec INSTANCE = InstanceSpec.v3(231, 150);

  /** RELOAD, DATA, STATS, JSON, STATS_CLEAR and TDATA. */
  private static final List<Integer> SIGNALS = List.of(1, 10, 12, 36, 63, 64);

  private static final List<Integer> ENDING = List.of(2, 15);

  private final Lab lab = Lab.open("a");
  private final Host a = lab.host("a");
  private final Tap tap = Tap.on(lab);
  private final Path json = a.directory().resolve("json");
  private final Path stats = a.directory().resolve("stats");
  private final BatonAgent agent = BatonAgent.on(a, configuration());

  private String configuration() {
    return "global_defs {\njson_version 2\njson_dump_file %s\nstats_dump_file %s\n}\n"
            .formatted(json, stats)
        + InstanceSpec.configuration(List.of(INSTANCE));
  }

  @AfterEach
  void closeTheLab() {
    tap.close();
    lab.close();
  }

  @Test
  void tenOfEachInARowLeaveBothProcessesAndTheActiveAlone() throws IOException {
    tap.awaitActive(a, List.of(INSTANCE));
    long engine = agent.enginePid();
    for (int i = 0; i < 10; i++) {
      SIGNALS.forEach(number -> send(number, agent.steward().pid()));
      SIGNALS.forEach(number -> send(number, engine));
      ENDING.forEach(number -> send(number, engine));
    }
    lab.await("all is answered", () -> said("wrote " + json) && said("wrote " + stats));
    lab.await("the reload is, too", () -> said("reload: the configuration is the same"));
    lab.await("and the threads", () -> said("thread journal: "));
    assertTrue(agent.steward().isAlive());
    assertEquals(List.of(engine), agent.enginePids());
    assertTrue(a.holds(INSTANCE.address()));
    assertEquals(
        List.of("BACKUP", "ACTIVE"),
        AgentLog.of("a", agent.log()).transitions(INSTANCE.router()).stream()
            .map(AgentLog.Transition::to)
            .toList());
    // The last of ten may still be on its way.
    lab.await("it is whole", () -> text(json).startsWith("{\"vrrp\":[{\"data\":{\"iname\":"));
  }

  @Test
  void anEmptiedFileIsNotPutInForceAndTheReasonIsSaid() {
    tap.awaitActive(a, List.of(INSTANCE));
    agent.reload("");
    var reason = "there is no vrrp_instance in " + agent.configuration() + " that can be run";
    lab.await("it is said", () -> said("reload: nothing is changed, because " + reason));
    lab.await("the log has it", () -> agent.log().stream().anyMatch(line -> line.contains(reason)));
    assertTrue(a.holds(INSTANCE.address()));
  }

  @Test
  void whatTheAgentWasBornToIgnoreItHears() {
    agent.stop();
    agent.startIgnoring(List.of("HUP", "INT", "TERM", "USR1", "USR2"));
    tap.awaitActive(a, List.of(INSTANCE));
    send(1, agent.steward().pid());
    lab.await("the reload", () -> said("reload: the configuration is the same"));
    send(10, agent.steward().pid());
    send(12, agent.steward().pid());
    lab.await("the counts", () -> said("wrote " + stats));
    send(15, agent.steward().pid());
    lab.await("the end", () -> !agent.steward().isAlive());
    assertFalse(a.holds(INSTANCE.address()));
    agent.startIgnoring(List.of("INT"));
    lab.await("it is Active", () -> a.holds(INSTANCE.address()));
    send(2, agent.steward().pid());
    lab.await("the end", () -> !agent.steward().isAlive());
    assertFalse(a.holds(INSTANCE.address()));
  }

  @Test
  void aSecondStartIsRefusedAndLeavesTheFirstItsPidFile() {
    agent.stop();
    var file = a.directory().resolve("agent.pid");
    var first = a.start("first", withPidFile(file, "first-data"));
    lab.await("it is Active", () -> a.holds(INSTANCE.address()));
    for (var data : List.of("first-data", "second-data")) {
      var second = a.start("second", withPidFile(file, data));
      assertEquals(1, second.awaitExit(Await.LIMIT));
      assertTrue(second.output().contains("running already, pid " + first.pid()), second::output);
      assertEquals(first.pid() + "\n", text(file));
    }
    assertTrue(a.holds(INSTANCE.address()));
    assertFalse(first.output().contains("took away"), first::output);
    first.terminate();
    lab.await("the file goes with it", () -> !Files.exists(file));
    lab.await("and the address", () -> !a.holds(INSTANCE.address()));
  }

  private List<String> withPidFile(Path file, String data) {
    return Programs.agent(
        List.of(
            "--config",
            agent.configuration().toString(),
            "--data",
            a.directory().resolve(data).toString(),
            "-p",
            file.toString()));
  }

  @Test
  void countsBeginAtZeroAgainWhereThatIsAskedFor() throws IOException {
    tap.awaitActive(a, List.of(INSTANCE));
    lab.await("the steward knows", () -> agent.steward().output().contains("BACKUP -> ACTIVE"));
    send(63, agent.steward().pid());
    lab.await("they are written and cleared", () -> said("wrote " + stats));
    assertTrue(text(stats).matches("(?s).*  Became master: [1-9]\n.*"), text(stats));
    Files.delete(stats);
    send(12, agent.steward().pid());
    lab.await("with zero", () -> text(stats).contains("  Became master: 0\n"));
  }

  private boolean said(String text) {
    return agent.steward().output().contains(text);
  }

  private static String text(Path file) {
    try {
      return Files.exists(file) ? Files.readString(file) : "";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void send(int number, long pid) {
    Command.of("kill", "-" + number, Long.toString(pid)).check();
  }
}
