package dev.baton.agent.engine;

import dev.baton.agent.link.TrackerState.Sense;
import dev.baton.events.Cause;
import dev.baton.events.Family;
import java.net.InetAddress;
import java.util.Map;
import java.util.TreeMap;

/** How an instance has to stand, by what was done to its host. */
final class LoopExpected {
  private final LoopHost host;

  LoopExpected(LoopHost host) {
    this.host = host;
  }

  /** The host's own address, which is no virtual one. */
  static InetAddress own(int index, Family family) {
    return InetAddress.ofLiteral((family == Family.IPV4 ? "10.77.0." : "fe80::") + (index + 1));
  }

  private boolean isUp(String link) {
    return host.kernel.interfaceState(link) instanceof InterfaceState.Present present
        && present.up();
  }

  /** Whether the engine knows that its link is down. */
  boolean isHomeDown() {
    return !isUp(LoopKernel.HOME);
  }

  private boolean hasOwnAddress(Family family) {
    return host.kernel.interfaceState(LoopKernel.HOME) instanceof InterfaceState.Present present
        && present.addresses().stream()
            .anyMatch(there -> there.address().equals(own(host.index, family)));
  }

  /** What is wrong with this instance itself. */
  Map<String, Cause> ownFaults(LoopPart part) {
    var faults = new TreeMap<String, Cause>();
    if (!isUp(LoopKernel.HOME)) {
      boolean isThere =
          host.kernel.interfaceState(LoopKernel.HOME) instanceof InterfaceState.Present;
      faults.put("interface eth0 " + (isThere ? "down" : "missing"), Cause.INTERFACE_DOWN);
    }
    if (!hasOwnAddress(part.wire().family())) {
      faults.put("no address to advertise from", Cause.NO_PRIMARY_ADDRESS);
    }
    if (part.tracking() == LoopPart.Tracking.SCRIPT_FAULT && isDown("chk")) {
      faults.put("track_script chk", Cause.TRACK_SCRIPT);
    }
    if (part.tracking() == LoopPart.Tracking.LINK_FAULT && !isUp("eth1")) {
      faults.put("track_interface eth1", Cause.TRACK_INTERFACE);
    }
    return faults;
  }

  private boolean isDown(String tracker) {
    return host.told().get(tracker) == Sense.DOWN;
  }

  /** The same with what is wrong with its group. */
  Map<String, Cause> faults(LoopPart part) {
    var faults = ownFaults(part);
    for (var group : host.inForce().groups()) {
      boolean isOthers =
          group.members().contains(part.name())
              && group.members().stream()
                  .filter(name -> !name.equals(part.name()))
                  .flatMap(name -> host.inForce().part(name).stream())
                  .anyMatch(other -> !ownFaults(other).isEmpty());
      if (isOthers) {
        faults.put("sync group " + group.name(), Cause.SYNC_GROUP);
      }
    }
    return faults;
  }

  /** The effective priority. */
  int priority(LoopPart part) {
    if (host.isHeld()) {
      return 1;
    }
    int sum = part.election().priority();
    if (part.tracking() == LoopPart.Tracking.SCRIPT_WEIGHT && isDown("extra")) {
      sum += LoopPart.SCRIPT_WEIGHT;
    }
    if (part.tracking() == LoopPart.Tracking.LINK_WEIGHT && !isUp("eth1")) {
      sum += LoopPart.LINK_WEIGHT;
    }
    return Math.clamp(sum, 1, 254);
  }

  /** Whether it knows all that it has to know before it begins. */
  boolean mayBegin(LoopPart part) {
    return part.tracking() != LoopPart.Tracking.SCRIPT_FAULT || host.told().containsKey("chk");
  }
}
