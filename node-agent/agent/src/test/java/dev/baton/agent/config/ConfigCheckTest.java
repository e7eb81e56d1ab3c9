package dev.baton.agent.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigCheckTest {
  private static final String FINE =
      """
      vrrp_instance A {
      interface eth0
      virtual_router_id 1
      virtual_ipaddress { 192.0.2.1 }
      }
      """;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  @TempDir Path directory;

  private int check(Path file) {
    return check(file, FakeThisHost.quiet());
  }

  private int check(Path file, ThisHost host) {
    return ConfigCheck.print(
        KeepalivedConf.read(file),
        file.toString(),
        host,
        new PrintStream(out, true, StandardCharsets.UTF_8),
        new PrintStream(err, true, StandardCharsets.UTF_8));
  }

  private Path write(String text) throws IOException {
    return Files.writeString(directory.resolve("keepalived.conf"), text);
  }

  private String said() {
    return err.toString(StandardCharsets.UTF_8);
  }

  @Test
  void zeroIsFine() throws IOException {
    assertEquals(0, check(write(FINE)));
    assertEquals("", said());
    assertTrue(out.toString(StandardCharsets.UTF_8).contains("1 instance, 0 errors, 0 warnings"));
  }

  @Test
  void eightIsUsableWithWarnings() throws IOException {
    Path file = write(FINE + "colour red\n");
    assertEquals(8, check(file));
    assertTrue(said().startsWith(file + ":6:1: warning: unknown keyword 'colour'"), said());
  }

  @Test
  void eightIsAlsoWhatIsUsableInPart() throws IOException {
    assertEquals(8, check(write(FINE + "vrrp_instance B {\n}\n")));
    assertTrue(said().contains(":6:1: error: vrrp_instance B is left out: "), said());
  }

  @Test
  void oneIsNothingToRun() throws IOException {
    Path file = write("global_defs {\n}\n");
    assertEquals(1, check(file));
    assertEquals(
        file + ": error: there is no vrrp_instance in it that can be run; add one\n", said());
  }

  @Test
  void oneIsAFileThatIsNotThere() {
    Path file = directory.resolve("none.conf");
    assertEquals(1, check(file));
    assertEquals(
        file
            + ":1:1: error: the file cannot be read: there is no such file; give the path of a"
            + " readable keepalived.conf\n",
        said());
  }

  @Test
  void whatIsInTheWayOnThisHostIsCountedAndPrefixedLikeAllElse() throws IOException {
    var host = FakeThisHost.saying(List.of("eth0: the firewall drops it"), List.of("nft failed"));
    assertEquals(8, check(write(FINE), host));
    assertEquals(
        "this host: warning: eth0: the firewall drops it\nthis host: note: nft failed\n", said());
    String summary = out.toString(StandardCharsets.UTF_8);
    assertTrue(summary.contains("1 instance, 0 errors, 1 warning, 1 note; hash "), summary);
  }

  @Test
  void whatCannotBeSeenOfThisHostIsNoWarning() throws IOException {
    assertEquals(0, check(write(FINE), FakeThisHost.saying(List.of(), List.of("nft failed"))));
  }

  @Test
  void oneIsADirectory() {
    assertEquals(1, check(directory));
    assertTrue(said().contains(":1:1: error: the file cannot be read: "), said());
  }

  @Test
  void bytesThatAreNoTextThrowNothing() throws IOException {
    Path file = directory.resolve("binary");
    Files.write(file, new byte[] {(byte) 0xC3, 0x28, 0, (byte) 0xFF, '{', '\n', '}'});
    assertEquals(1, check(file));
  }
}
