package dev.baton.agent.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that are no configuration, or not quite. */
class BadFileTest {
  private static final String FINE =
      """
      vrrp_instance A {
        interface eth0
        virtual_router_id 1
        virtual_ipaddress { 192.0.2.1 }
      }
      """;

  @TempDir private Path directory = Path.of("");

  private ConfigReading read(byte[] content) throws IOException {
    return KeepalivedConf.read(Files.write(directory.resolve("x.conf"), content), "");
  }

  private String said(ConfigReading reading) {
    return Readings.diagnostics(reading).replace(directory + "/", "");
  }

  @Test
  void aByteOrderMarkIsReadOver() throws IOException {
    var reading = read(("\uFEFF" + FINE).getBytes(StandardCharsets.UTF_8));
    assertEquals(1, reading.config().instances().size());
    assertEquals(
        "x.conf:1:1: warning: the file begins with a byte order mark, which keepalived takes for"
            + " part of a word; it is read over: save the file without it",
        said(reading));
  }

  @Test
  void whatIsNoTextIsOneErrorWhereItShows() throws IOException {
    var reading = read((FINE + "vrrp_instance B\0 {\n}\0").getBytes(StandardCharsets.UTF_8));
    assertEquals(List.of(), reading.config().instances());
    assertEquals(
        "x.conf:6:16: error: the file is left out: a NUL character stands here, and in no text;"
            + " give a keepalived.conf, in UTF-8 or ASCII",
        said(reading));
    assertEquals(1, read(FINE.getBytes(StandardCharsets.UTF_16)).diagnostics().size());
    var elf = read("\u007fELF\0\0\0".getBytes(StandardCharsets.ISO_8859_1));
    assertTrue(said(elf).startsWith("x.conf:1:5: error"), said(elf));
  }

  @Test
  void nothingThatControlsATerminalGetsThere() throws IOException {
    String text = FINE.replace("interface eth0", "interface eth\u001b[2J\n  colour\u0007 red");
    String said = said(read(text.getBytes(StandardCharsets.UTF_8)));
    assertTrue(said.contains("interface is 'eth\uFFFD[2J', allowed is"), said);
    assertTrue(said.contains("unknown keyword 'colour\uFFFD'"), said);
  }

  @Test
  void aWordWithoutEndDoesNotFillTheScreen() throws IOException {
    String text = FINE.replace("  interface", "  " + "x".repeat(100_000) + "\n  interface");
    assertTrue(said(read(text.getBytes(StandardCharsets.UTF_8))).length() < 3_000);
  }

  @Test
  void linesMayEndAsOnOtherSystems() throws IOException {
    for (String end : List.of("\r\n", "\r")) {
      var reading = read(FINE.replace("\n", end).getBytes(StandardCharsets.UTF_8));
      assertEquals("", said(reading));
      assertEquals(1, reading.config().instances().size());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"virtual_ipaddress", "unicast_peer", "track_script", "authentication"})
  void aBlockWithoutItsBraceIsToldOf(String block) {
    var reading = Readings.withLines(block, "192.0.2.7", "}");
    assertTrue(
        Readings.diagnostics(reading)
            .startsWith(
                "test.conf:5:1: warning: %s has no block and is read over; write %1$s {"
                    .formatted(block)),
        Readings.diagnostics(reading));
  }

  @Test
  void aKeywordInCapitalsIsRecognised() {
    assertTrue(
        Readings.diagnostics(Readings.of("VRRP_Instance A {\n}")).contains("is 'vrrp_instance'"));
  }

  @Test
  void aNameThatIsTakenInAnotherFileIsToldWithTheFile() throws IOException {
    Files.writeString(directory.resolve("a.conf"), FINE);
    var main = Files.writeString(directory.resolve("x.conf"), "include a.conf\n" + FINE);
    String said = said(KeepalivedConf.read(main, ""));
    assertTrue(
        said.contains(
            "x.conf:2:1: error: vrrp_instance A is left out: the name is taken at"
                + " a.conf:1; give it another"),
        said);
  }
}
