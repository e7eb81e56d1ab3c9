package dev.baton.agent;

import dev.baton.agent.config.ConfigReading;
import dev.baton.agent.config.ThisHost;
import dev.baton.agent.firewall.FirewallCheck;
import dev.baton.agent.linux.VrrpPrograms;
import dev.baton.agent.notify.MailServerCheck;
import dev.baton.agent.track.ScriptCheck;
import java.nio.file.Path;
import java.util.ArrayList;

/**
 * The host that {@code baton config check} runs on.
 *
 * @param file what is checked
 */
record LocalHost(Path file) implements ThisHost {
  @Override
  public Look look(ConfigReading reading) {
    var config = reading.config();
    var firewall = FirewallCheck.run(config);
    var interfaces = InterfaceCheck.of(reading, new HostLinks());
    var warnings = new ArrayList<String>();
    firewall.blockades().forEach(blockade -> warnings.add(blockade.toString()));
    var scripts = ScriptCheck.run(config);
    warnings.addAll(scripts.warnings());
    warnings.addAll(interfaces.warnings());
    warnings.addAll(MailServerCheck.run(config));
    var notes = new ArrayList<>(firewall.problems());
    notes.addAll(scripts.notes());
    notes.addAll(interfaces.notes());
    boolean isBorne = config.globals().besideVrrp();
    notes.addAll(BesideVrrp.agents(VrrpPrograms.here(), isBorne, file).warnings());
    return new Look(warnings, notes);
  }
}
