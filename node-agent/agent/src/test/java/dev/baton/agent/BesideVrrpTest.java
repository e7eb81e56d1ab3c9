package dev.baton.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.agent.linux.VrrpPrograms;
import dev.baton.agent.steward.Steward;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an agent says of other programs that do VRRP, with processes out of files. */
class BesideVrrpTest {
  private static final String HEAD =
      "  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout"
          + " inode ref pointer drops\n";
  private static final Path OWN_RUNS = Path.of("/dev/shm/baton-0");

  @TempDir private Path proc = Path.of("");

  @BeforeEach
  void makeTables() throws IOException {
    Files.createDirectories(proc.resolve("net"));
    Files.writeString(proc.resolve("net/raw"), HEAD);
    Files.createSymbolicLink(proc.resolve("self"), Path.of("7"));
  }

  private void socket(String table, String protocol, int inode) throws IOException {
    var file = proc.resolve(table);
    var before = Files.exists(file) ? Files.readString(file) : HEAD;
    Files.writeString(
        file,
        before
            + (" 171: 120000E0:%s 00000000:0000 07 00000000:00000000 00:00000000 00000000     0"
                    + "        0 %d 2 00000000297711b1 0\n")
                .formatted(protocol, inode));
  }

  private void process(int pid, int parent, String name, List<String> words, int... inodes)
      throws IOException {
    var descriptors = Files.createDirectories(proc.resolve(pid + "/fd"));
    Files.writeString(proc.resolve(pid + "/comm"), name + "\n");
    Files.writeString(proc.resolve(pid + "/cmdline"), String.join("\0", words) + "\0");
    Files.writeString(
        proc.resolve(pid + "/stat"), "%d (%s) S %d 1 1 0".formatted(pid, name, parent));
    Files.createSymbolicLink(descriptors.resolve("0"), Path.of("pipe:[1]"));
    for (int inode : inodes) {
      Files.createSymbolicLink(
          descriptors.resolve(Integer.toString(inode)), Path.of("socket:[" + inode + "]"));
    }
  }

  private void engine(int pid, int parent, String run, int inode) throws IOException {
    process(pid, parent, "java", List.of("java", EngineMain.class.getName(), run), inode);
  }

  private BesideVrrp found(String text) throws IOException {
    var file = Files.writeString(proc.resolve("test.conf"), text);
    var source = new Steward.Source(file, "host", false, (inForce, next) -> List.of());
    return BesideVrrp.of(new VrrpPrograms(proc), OWN_RUNS, source);
  }

  private List<String> objections() throws IOException {
    return found("").objections();
  }

  @Test
  void keepalivedIsNamedWithWhatWouldHappenAndWhatToDo() throws IOException {
    socket("net/raw", "0070", 4711);
    process(12, 1, "keepalived", List.of("keepalived"));
    process(13, 12, "keepalived", List.of("keepalived"), 4710, 4711);
    assertEquals(
        List.of(
            ("not started, and nothing is changed: VRRP is done here already by keepalived (pid"
                    + " 13); two on one host would take each other's addresses and interfaces away,"
                    + " and both be Active: stop it first (systemctl disable --now keepalived), or,"
                    + " where the two have no virtual_router_id in common, write '#@baton"
                    + " beside_vrrp on' at the top of %s")
                .formatted(proc.resolve("test.conf"))),
        objections());
  }

  @Test
  void whereTheFileAllowsItTheAgentStartsAndSaysBesideWhom() throws IOException {
    socket("net/raw6", "0070", 9);
    process(13, 1, "keepalived", List.of("keepalived"), 9);
    var found = found("#@baton beside_vrrp on\n");
    assertEquals(List.of(), found.objections());
    assertEquals(
        List.of(
            "VRRP is done here by keepalived (pid 13), too, as '#@baton beside_vrrp on' allows: the"
                + " two must have no virtual_router_id in common"),
        found.warnings());
    assertEquals(1, found("#@baton beside_vrrp off\n").objections().size());
  }

  @Test
  void aKeepalivedThatOnlyBalancesAndOtherProtocolsDoNotCount() throws IOException {
    socket("net/raw", "0001", 8);
    process(13, 1, "keepalived", List.of("keepalived", "-C"), 7);
    process(14, 1, "ping", List.of("ping"), 8);
    assertEquals(List.of(), found("").others());
    assertEquals(List.of(), found("").warnings());
  }

  @Test
  void whoseSocketsNobodyShowsIsNotSpokenOf() throws IOException {
    socket("net/raw", "0070", 8);
    Files.createDirectories(proc.resolve("13"));
    assertEquals(List.of(), objections());
  }

  @Test
  void theAgentsOwnEngineDoesNotCountAndIsServedWhoeverElseIsThere() throws IOException {
    socket("net/raw", "0070", 8);
    engine(13, 1, OWN_RUNS + "/run-1", 8);
    assertEquals(List.of(), found("").others());
    assertEquals(List.of(), found("").warnings());
    socket("net/raw", "0070", 9);
    process(14, 1, "keepalived", List.of("keepalived"), 9);
    assertEquals(List.of(), objections());
    assertTrue(found("").warnings().getFirst().contains("already by keepalived (pid 14); two on"));
  }

  @Test
  void anotherAgentIsStoppedByItsStewardOrElseByOneMore() throws IOException {
    socket("net/raw", "0070", 8);
    process(12, 1, "java", List.of("java", AgentMain.class.getName(), "agent"));
    engine(13, 12, OWN_RUNS + "1/run-1", 8);
    var objection = objections().getFirst();
    assertTrue(objection.contains("the engine of another Baton agent (pid 13)"), objection);
    assertTrue(objection.contains("stop it first (kill 12)"), objection);
    Files.delete(proc.resolve("12/cmdline"));
    objection = objections().getFirst();
    assertTrue(objection.contains("(start its agent again, with its own --data, and"), objection);
    var asked = BesideVrrp.agents(new VrrpPrograms(proc), false, proc);
    assertEquals(List.of(), asked.warnings());
  }

  @Test
  void severalAreAllNamed() throws IOException {
    socket("net/raw", "0070", 8);
    socket("net/raw", "0070", 9);
    process(13, 1, "vrrpd", List.of("/usr/lib/frr/vrrpd"), 8);
    process(14, 1, "uvrrpd", List.of("uvrrpd"), 9);
    var objection = objections().getFirst();
    assertTrue(objection.contains("vrrpd (pid 13)") && objection.contains(" and "), objection);
    assertTrue(objection.contains("vrrpd=no in /etc/frr/daemons"), objection);
    assertTrue(objection.contains("kill 14"), objection);
  }
}
