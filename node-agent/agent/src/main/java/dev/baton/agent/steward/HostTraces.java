package dev.baton.agent.steward;

import dev.baton.agent.link.RunDirectory;
import dev.baton.agent.linux.KernelSettings;
import dev.baton.agent.linux.MacvlanTable;
import dev.baton.agent.linux.NftablesRefusal;
import dev.baton.agent.linux.NftablesSilence;
import dev.baton.agent.linux.ffi.Kernel;
import java.nio.file.Path;

/** What an engine that was killed leaves on its host beside addresses. */
final class HostTraces {
  private final Path root;
  private final MacvlanTable macvlans;
  private final NftablesRefusal refusal;
  private final NftablesSilence silence;

  HostTraces(Kernel kernel, Path root) {
    this.root = root;
    this.macvlans =
        new MacvlanTable(
            kernel, RunDirectory.owner(root), KernelSettings.in(root.resolve("settings")));
    this.refusal = new NftablesRefusal(kernel, RunDirectory.owner(root));
    this.silence = new NftablesSilence(kernel);
  }

  /** Takes its interfaces away and puts the settings back that it has changed. */
  void remove() {
    macvlans.removeAll();
    refusal.removeTables();
    silence.removeTables();
    for (var run : RunDirectory.list(root)) {
      KernelSettings.in(run.settings()).restoreAll();
    }
  }
}
