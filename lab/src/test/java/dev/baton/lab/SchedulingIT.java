package dev.baton.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the engine gets of the host before others, by the kernel's word, beside keepalived. */
class SchedulingIT {
  private static final String INSTANCE =
      InstanceSpec.configuration(List.of(InstanceSpec.v3(61, 150)));
  private static final String ALL =
      """
      global_defs {
        vrrp_rt_priority 7
        vrrp_rlimit_rttime 50000
        vrrp_no_swap
        vrrp_cpu_affinity 1
      }
      """;
  private static final String RAISED =
      """
      global_defs {
        vrrp_priority -5
        max_auto_priority 3
        min_auto_priority_delay 500000
      }
      """;

  /** Of sched(7): in stat, counted from the name in parentheses on. */
  private record Rank(int niceness, int realTimePriority, int policy) {
    static final int ORDINARY = 0;
    static final int FIRST_COMES = 1;
    static final int BY_TURNS = 2;

    static Rank of(Path task) {
      var stat = text(task.resolve("stat"));
      var fields = stat.substring(stat.lastIndexOf(')') + 1).strip().split(" ", -1);
      return new Rank(number(fields[16]), number(fields[37]), number(fields[38]));
    }

    private static int number(String field) {
      return Integer.parseInt(field);
    }
  }

  @Test
  void theEngineIsScheduledAsKeepalivedIsAndAReloadUndoesIt() {
    try (var twins = new Twins()) {
      var agent = BatonAgent.on(twins.baton, ALL + INSTANCE);
      var keepalived = Keepalived.on(twins.keepalived, ALL + INSTANCE);
      twins.await("Active", host -> host.holds("10.77.0.61"));
      long theirs = child(keepalived.pid());
      long ours = agent.enginePid();
      twins.awaitBaton("all is in force", () -> rank(ours).policy() == Rank.BY_TURNS);
      assertEquals(Rank.of(task(theirs, theirs)), rank(ours));
      assertEquals(rank(ours), Rank.of(named(ours, "VM Thread")));
      assertEquals(Rank.ORDINARY, Rank.of(named(ours, "C1 CompilerThre")).policy());
      for (var task : tasks(ours)) {
        assertEquals(processors(task(theirs, theirs)), processors(task), task.toString());
      }
      assertTrue(line(proc(theirs, "limits"), "Max realtime timeout").contains(" 50000 "));
      assertTrue(line(proc(ours, "limits"), "Max realtime timeout").contains(" 50000 "));
      assertTrue(lockedKibibytes(theirs) > 0);
      assertTrue(lockedKibibytes(ours) > 0);
      agent.reload(INSTANCE);
      twins.awaitBaton("all is undone", () -> rank(ours).equals(new Rank(0, 50, Rank.FIRST_COMES)));
      twins.awaitBaton("memory is not locked", () -> lockedKibibytes(ours) == 0);
      assertEquals(processors(Path.of("/proc/self")), processors(named(ours, "VM Thread")));
      assertTrue(!proc(ours, "limits").contains(" 50000 "));
      assertEquals(ours, agent.enginePid());
    }
  }

  @Test
  void anEngineThatRanLateIsRaisedAndSaysSo() {
    try (var lab = Lab.open("a")) {
      var agent = BatonAgent.on(lab.host("a"), RAISED + INSTANCE);
      lab.await("Active", () -> lab.host("a").holds("10.77.0.61"));
      long engine = agent.enginePid();
      lab.await("ordinary", () -> rank(engine).equals(new Rank(-5, 0, Rank.ORDINARY)));
      for (int priority = 1; priority <= 2; priority++) {
        long since = System.nanoTime();
        agent.freezeEngine();
        lab.await("it is late", () -> System.nanoTime() - since > 700_000_000L);
        agent.thawEngine();
        int raised = priority;
        lab.await("raised", () -> rank(engine).realTimePriority() == raised);
        lab.await("said", () -> says(agent.steward(), "its real-time priority is " + raised));
      }
      assertEquals(Rank.BY_TURNS, rank(engine).policy());
    }
  }

  @Test
  void aRightThatIsMissingIsSaidOnceAndTheEngineGoesOn() {
    try (var lab = Lab.open("a")) {
      var host = lab.host("a");
      var file = Peer.write(host.directory().resolve("keepalived.conf"), ALL + INSTANCE);
      var words = new ArrayList<>(List.of("setpriv", "--bounding-set=-sys_nice", "--"));
      var data = host.directory().resolve("data").toString();
      words.addAll(Programs.agent(List.of("--config", file.toString(), "--data", data)));
      var agent = host.start("baton", words);
      lab.await("Active", () -> host.holds("10.77.0.61"));
      lab.await("said", () -> says(agent, "CAP_SYS_NICE"));
      assertEquals(1, agent.output().lines().filter(l -> l.contains("SCHED_RR 7")).count());
      assertEquals(1, agent.output().lines().filter(l -> l.contains("CAP_SYS_NICE")).count());
    }
  }

  private static boolean says(Daemon agent, String text) {
    return agent.output().contains(text);
  }

  /** The loop's: it is the thread that Java's launcher begins with. */
  private static Rank rank(long engine) {
    return Rank.of(named(engine, "java", engine));
  }

  private static Path named(long pid, String name) {
    return named(pid, name, 0);
  }

  private static Path named(long pid, String name, long but) {
    return tasks(pid).stream()
        .filter(task -> !task.endsWith(Long.toString(but)))
        .filter(task -> text(task.resolve("comm")).strip().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static List<Path> tasks(long pid) {
    try (var tasks = Files.list(Path.of("/proc/" + pid + "/task"))) {
      return tasks.toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path task(long pid, long thread) {
    return Path.of("/proc/" + pid + "/task/" + thread);
  }

  private static String processors(Path task) {
    return line(text(task.resolve("status")), "Cpus_allowed_list");
  }

  private static long lockedKibibytes(long pid) {
    return Long.parseLong(line(proc(pid, "status"), "VmLck").replaceAll("\\D", ""));
  }

  private static long child(long pid) {
    return Long.parseLong(proc(pid, "task/" + pid + "/children").strip());
  }

  private static String line(String text, String start) {
    return text.lines().filter(line -> line.startsWith(start)).findFirst().orElseThrow();
  }

  private static String proc(long pid, String file) {
    return text(Path.of("/proc/" + pid).resolve(file));
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
