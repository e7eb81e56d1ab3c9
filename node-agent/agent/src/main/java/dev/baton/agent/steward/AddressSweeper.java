package dev.baton.agent.steward;

import dev.baton.agent.config.InstanceConfig;
import dev.baton.agent.config.VirtualAddress;
import dev.baton.agent.engine.AddressTable;
import dev.baton.agent.engine.AddressTable.Removed;
import dev.baton.agent.engine.AssignedAddress;
import dev.baton.agent.engine.InterfaceAddress;
import dev.baton.events.InstanceEvent;
import dev.baton.events.Subject;
import dev.baton.vrrp.Addresses;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Takes away what a dead engine left on the interfaces. An address owner's addresses are the host's
 * own unless the kernel remembers that we put them there.
 */
final class AddressSweeper {
  private final Map<Subject.Instance, InstanceConfig> instances;
  private final AddressTable addresses;

  AddressSweeper(Map<Subject.Instance, InstanceConfig> instances, AddressTable addresses) {
    this.instances = Map.copyOf(instances);
    this.addresses = addresses;
  }

  /** What was taken away from one instance. */
  record Swept(Subject.Instance instance, InstanceEvent.VipsRemoved removed) {}

  /** Removes every address that only an engine may hold; safe to call from any thread. */
  synchronized List<Swept> sweep() {
    var all = new ArrayList<Swept>();
    instances.forEach((subject, config) -> {
      var gone = new ArrayList<String>();
      config.addresses().forEach(address -> remove(config, address, gone));
      config.excluded().forEach(address -> remove(config, address, gone));
      if (!gone.isEmpty()) {
        all.add(new Swept(subject, new InstanceEvent.VipsRemoved(gone, "steward")));
      }
    });
    return all;
  }

  private void remove(InstanceConfig config, VirtualAddress virtual, List<String> gone) {
    for (InterfaceAddress there : addresses.list(virtual.interfaceName())) {
      boolean same =
          there.address().equals(virtual.address())
              && there.prefixLength() == virtual.prefixLength();
      if (same && (there.placedByBaton() || !config.priority().isOwner())) {
        var address =
            new AssignedAddress(virtual.address(), virtual.prefixLength(), virtual.label());
        if (addresses.remove(virtual.interfaceName(), address) instanceof Removed.Done) {
          gone.add(Addresses.text(virtual.address()));
        }
      }
    }
  }
}
