package dev.baton.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.agent.config.KeepalivedConf;
import dev.baton.agent.steward.Steward;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class KeepalivedFlagsTest {
  private static final String GOOD =
      """
      vrrp_instance A {
        interface eth0
        virtual_router_id 30
        virtual_ipaddress { 10.1.1.1 }
      }
      """;

  @TempDir private Path directory = Path.of("");
  private final ByteArrayOutputStream said = new ByteArrayOutputStream();
  private final PrintStream out = new PrintStream(said, true, StandardCharsets.UTF_8);

  @Test
  void theExitCodesOfATestAreKeepaliveds() {
    assertEquals(0, test(GOOD));
    assertEquals(0, test(GOOD + "virtual_server 10.0.0.1 80 {\n}\n"));
    assertEquals(4, test(GOOD.replace("interface", "nonsense on\ninterface")));
    assertEquals(4, test(GOOD + "vrrp_instance B {\n}\n"));
    assertEquals(3, test("vrrp_instance B {\n}\n"));
  }

  @Test
  void aTestWritesIntoTheFileThatItIsGiven() throws IOException {
    var log = directory.resolve("log");
    assertEquals(3, KeepalivedFlags.test(KeepalivedConf.parse("f", "foo\n"), log.toString(), out));
    assertTrue(Files.readString(log).contains("foo"));
    assertEquals("", said.toString(StandardCharsets.UTF_8));
  }

  @Test
  void signalsHaveKeepalivedsNumbers() {
    assertEquals(0, KeepalivedFlags.printSignal("RELOAD", out, out));
    assertEquals(0, KeepalivedFlags.printSignal("JSON", out, out));
    assertEquals(0, KeepalivedFlags.printSignal("STATS_CLEAR", out, out));
    assertEquals(0, KeepalivedFlags.printSignal("STOP", out, out));
    assertEquals("1\n36\n63\n15\n", said.toString(StandardCharsets.UTF_8));
    assertEquals(1, KeepalivedFlags.printSignal("NONE", out, out));
  }

  @Test
  void aUnitsCommandLineIsTaken() {
    var command = new CommandLine(new AgentCommand());
    command.parseArgs(
        "-n",
        "-l",
        "-D",
        "-P",
        "-d",
        "-G",
        "-S",
        "7",
        "-R",
        "-V",
        "-f",
        "/etc/k.conf",
        "-p",
        "/run/k.pid",
        "-r",
        "/run/v.pid",
        "-c",
        "/run/c.pid",
        "-x",
        "-A",
        "/run/agentx",
        "-m",
        "-M",
        "/tmp/core",
        "-e",
        "-s",
        "blue",
        "-u",
        "022",
        "--all",
        "-i",
        "node1");
    command.parseArgs("--dont-fork", "--log-console", "--vrrp", "--use-file=/etc/k.conf", "-t");
    command.parseArgs("--config-test=/tmp/log", "--log-detail", "--config-id=x");
  }

  @Test
  void everyOptionOfKeepalivedIsKnown() throws IOException {
    var help = new ProcessBuilder("keepalived", "--help").redirectErrorStream(true).start();
    String text = new String(help.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    var known = new CommandLine(new AgentCommand()).getCommandSpec().optionsMap().keySet();
    var asked = Pattern.compile("(?m)^ +(-\\w, )?(--[\\w-]+)").matcher(text).results().toList();
    assertTrue(asked.size() > 30, text);
    for (var option : asked) {
      assertTrue(known.contains(option.group(2)), option.group(2));
      assertTrue(option.group(1) == null || known.contains(option.group(1).substring(0, 2)));
    }
  }

  @Test
  void genhashIsNotForTheAgent() {
    var previous = System.err;
    try {
      System.setErr(out);
      assertEquals(2, new CommandLine(new AgentCommand()).execute("-T"));
    } finally {
      System.setErr(previous);
    }
    assertTrue(said.toString(StandardCharsets.UTF_8).contains("program of keepalived's own"));
  }

  @Test
  void withAllConfigAMissingFileIsAnError() throws IOException {
    var file = directory.resolve("k.conf");
    Files.writeString(file, GOOD + "include nowhere.conf\n");
    assertTrue(KeepalivedConf.missing(file, "x").getFirst().message().contains("nowhere.conf"));
    assertTrue(
        new Steward.Source(file, "x", true, (inForce, next) -> List.of()).read().hasErrors());
    assertFalse(
        new Steward.Source(file, "x", false, (inForce, next) -> List.of()).read().hasErrors());
    Files.writeString(file, GOOD);
    assertEquals(List.of(), KeepalivedConf.missing(file, "x"));
  }

  @Test
  void whatDoesNothingIsSaid() {
    var flags = new KeepalivedFlags();
    CommandLine.populateCommand(flags, "-n", "-D", "-R", "-V");
    assertEquals(2, flags.ignored().size());
  }

  private int test(String text) {
    return KeepalivedFlags.test(KeepalivedConf.parse("f", text), "-", out);
  }
}
