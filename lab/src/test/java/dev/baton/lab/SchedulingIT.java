package dev.baton.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** What the engine gets of the host before others, by the kernel's word, beside keepalived. */
class SchedulingIT {
  private static final String INSTANCE =
      InstanceSpec.configuration(List.of(InstanceSpec.v3(61, 150)));
  private static final String ALL =
      """
      global_defs {
        vrrp_rt_priority 7
        vrrp_rlimit_rttime 500000
        vrrp_no_swap
        vrrp_cpu_affinity 1
      }
      """;
  private static final String RAISED =
      """
      global_defs {
        vrrp_priority -5
        max_auto_priority 90
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

  /** What a thread gets. */
  private record Treatment(Rank rank, String processors) {
    static Treatment of(Path task) {
      return new Treatment(Rank.of(task), SchedulingIT.processors(task));
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
      var asTheirs = Treatment.of(task(theirs, theirs));
      assertEquals(Rank.BY_TURNS, asTheirs.rank().policy());
      assertTrue(isLimited(theirs));
      twins.awaitBatonEqual("all is in force", asTheirs, () -> Treatment.of(loop(ours)));
      twins.awaitBatonEqual("for its collector", asTheirs, () -> Treatment.of(collector(ours)));
      twins.awaitBatonEqual("everywhere", Set.of(asTheirs.processors()), () -> processorsOf(ours));
      twins.awaitBaton("its time is limited", () -> isLimited(ours));
      assertTrue(lockedKibibytes(theirs) > 0);
      assertTrue(lockedKibibytes(ours) > 0);
      assertEquals(Rank.ORDINARY, Rank.of(named(ours, "C1 CompilerThre", 0)).policy());
      agent.reload(INSTANCE);
      var usual = new Treatment(new Rank(0, 50, Rank.FIRST_COMES), ownProcessors());
      twins.awaitBatonEqual("all is undone", usual, () -> Treatment.of(loop(ours)));
      twins.awaitBatonEqual("for its collector", usual, () -> Treatment.of(collector(ours)));
      twins.awaitBatonEqual("everywhere", Set.of(usual.processors()), () -> processorsOf(ours));
      twins.awaitBaton("its time is not limited", () -> !isLimited(ours));
      twins.awaitBaton("memory is not locked", () -> lockedKibibytes(ours) == 0);
      assertEquals(ours, agent.enginePid());
    }
  }

  @Test
  void anEngineThatRanLateIsRaisedAndSaysSo() {
    try (var lab = Lab.open("a")) {
      var agent = BatonAgent.on(lab.host("a"), RAISED + INSTANCE);
      lab.await("Active", () -> lab.host("a").holds("10.77.0.61"));
      long engine = agent.enginePid();
      lab.await("before others", () -> rank(engine).niceness() == -5);
      for (int times = 1; times <= 2; times++) {
        // A busy machine may have let it run late already.
        int before = rank(engine).realTimePriority();
        long since = System.nanoTime();
        agent.freezeEngine();
        lab.await("it is late", () -> System.nanoTime() - since > 700_000_000L);
        agent.thawEngine();
        lab.await("raised", () -> rank(engine).realTimePriority() > before);
        lab.await("said", () -> says(agent.steward(), "its real-time priority is " + (before + 1)));
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

  private static Rank rank(long engine) {
    return Rank.of(loop(engine));
  }

  /** It is the thread that Java's launcher begins with. */
  private static Path loop(long engine) {
    return named(engine, "java", engine);
  }

  private static Path collector(long engine) {
    return named(engine, "VM Thread", 0);
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

  private static Set<String> processorsOf(long pid) {
    var all = new TreeSet<String>();
    for (var task : tasks(pid)) {
      if (!text(task.resolve("status")).isEmpty()) {
        all.add(processors(task));
      }
    }
    return all;
  }

  private static String ownProcessors() {
    return processors(Path.of("/proc/self"));
  }

  private static Path task(long pid, long thread) {
    return Path.of("/proc/" + pid + "/task/" + thread);
  }

  private static boolean isLimited(long pid) {
    return line(proc(pid, "limits"), "Max realtime timeout").contains(" 500000 ");
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

  /** Nothing of a thread that has ended since it was listed. */
  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      if (Files.exists(file)) {
        throw new UncheckedIOException(e);
      }
      return "";
    }
  }
}
