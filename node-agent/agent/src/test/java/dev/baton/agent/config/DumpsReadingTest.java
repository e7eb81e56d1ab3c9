package dev.baton.agent.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;

class DumpsReadingTest {
  @Test
  void filesAreForTheirOwnerAloneUnlessAUmaskSaysOtherwise() {
    assertEquals("rw-------", permissions(""));
    assertEquals("rw-r--r--", permissions("umask 022"));
    assertEquals("rw-r-----", permissions("umask 0x17"));
    assertEquals("rw-rw-r--", permissions("umask IWOTH"));
    assertEquals("rw-r--r--", permissions("umask IWGRP | IWOTH"));
  }

  @Test
  void aUmaskThatIsNoneIsReported() {
    assertEquals("rw-------", permissions("umask 0999"));
    assertTrue(Readings.diagnostics(reading("umask 01777")).contains("umask is '01777'"));
    assertTrue(Readings.diagnostics(reading("umask IWALL")).contains("allowed is 0 to 0777"));
  }

  @Test
  void theStatesFileBearsTheInstancesNameWhereThatIsAskedFor() {
    var named = Readings.of("instance east\nglobal_defs {\ndata_use_instance\n}\n");
    var dumps = named.config().globals().dumps();
    assertEquals(Path.of("keepalived.east.data"), dumps.state().getFileName());
    assertEquals(Path.of("keepalived.stats"), dumps.counts().getFileName());
    var unnamed = Readings.of("instance east\n").config().globals().dumps();
    assertEquals(Path.of("keepalived.data"), unnamed.state().getFileName());
  }

  @Test
  void aPlaceThatIsNoneIsReported() {
    var reading = reading("json_dump_file here.json");
    assertTrue(Readings.diagnostics(reading).contains("json_dump_file is 'here.json'"));
    assertEquals(
        Path.of("keepalived.json"), reading.config().globals().dumps().json().getFileName());
    assertTrue(Readings.diagnostics(reading("json_version 3")).contains("allowed is 1 to 2"));
  }

  private static ConfigReading reading(String line) {
    return Readings.of("global_defs {\n" + line + "\n}\n");
  }

  private static String permissions(String line) {
    return PosixFilePermissions.toString(reading(line).config().globals().dumps().permissions());
  }
}
