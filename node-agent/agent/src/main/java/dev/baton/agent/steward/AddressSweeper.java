package dev.baton.agent.steward;

import dev.baton.agent.config.InstanceConfig;
import dev.baton.agent.engine.AddressTable;
import dev.baton.agent.engine.LeftBehind;
import dev.baton.events.InstanceEvent;
import dev.baton.events.Subject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Takes away what a dead engine left on the interfaces. */
final class AddressSweeper {
  private final Map<Subject.Instance, InstanceConfig> instances = new HashMap<>();
  private final AddressTable addresses;
  private final HostTraces traces;

  AddressSweeper(
      Map<Subject.Instance, InstanceConfig> instances, AddressTable addresses, HostTraces traces) {
    this.instances.putAll(instances);
    this.addresses = addresses;
    this.traces = traces;
  }

  /** What was taken away from one instance. */
  record Swept(Subject.Instance instance, InstanceEvent.VipsRemoved removed) {}

  /** Knows these too from now on; what is removed from a configuration may still be there. */
  synchronized void learn(Map<Subject.Instance, InstanceConfig> more) {
    instances.putAll(more);
  }

  /**
   * Removes every address and interface that only an engine may hold; safe to call from any thread.
   */
  synchronized List<Swept> sweep() {
    var all = new ArrayList<Swept>();
    instances.forEach((subject, config) -> {
      var gone = LeftBehind.remove(config, addresses);
      if (!gone.isEmpty()) {
        all.add(new Swept(subject, new InstanceEvent.VipsRemoved(gone, "steward")));
      }
    });
    traces.remove();
    return all;
  }
}
