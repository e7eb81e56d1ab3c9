package dev.baton.agent.track;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.agent.config.KeepalivedConf;
import dev.baton.agent.config.ThisHost.Look;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScriptCheckTest {
  @TempDir private Path directory = Path.of("");

  private Look look(String script, ScriptCheck.Sight sight) {
    String text =
        """
        vrrp_script chk {
          script "%s"
          user nobody
        }
        vrrp_instance A {
          interface eth0
          virtual_router_id 1
          track_script { chk }
          virtual_ipaddress { 192.0.2.1 }
        }
        """
            .formatted(script);
    return ScriptCheck.run(KeepalivedConf.parse("f", text).config(), sight);
  }

  @Test
  void ofAScriptOfAnotherUserThatCanBeRunNothingIsSaid() throws IOException {
    var program = Files.writeString(directory.resolve("program"), "#!/bin/sh\n");
    assertTrue(program.toFile().setExecutable(true, false));
    assertEquals(new Look(List.of(), List.of()), look(program.toString(), path -> true));
  }

  @Test
  void whatRootDoesNotFindIsAWarning() {
    assertEquals(
        List.of(
            "vrrp_script chk: /no/such is not found; it is not run, and has no say in any priority"
                + " or fault"),
        look("/no/such", path -> true).warnings());
  }

  @Test
  void whatSomebodyElseDoesNotFindIsANote() {
    var look = look("/no/such", path -> false);
    assertEquals(List.of(), look.warnings());
    assertEquals(
        List.of(
            "vrrp_script chk: only root sees whether it can be run: as we see it, /no/such is not"
                + " found"),
        look.notes());
  }
}
