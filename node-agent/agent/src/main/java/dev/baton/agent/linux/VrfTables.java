package dev.baton.agent.linux;

import dev.baton.agent.config.Route.Place;
import dev.baton.agent.linux.ffi.Kernel;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Which routing table a route is in: what it says, or the one of its VRF. */
final class VrfTables {
  private final Kernel kernel;
  private final NetlinkSocket socket;
  private final NetlinkWriter request;
  private final Map<String, Long> last = new HashMap<>();

  VrfTables(Kernel kernel, NetlinkSocket socket, NetlinkWriter request) {
    this.kernel = kernel;
    this.socket = socket;
    this.request = request;
  }

  /** The table that a route goes into: none where its VRF is not there, or none. */
  List<Long> of(Place place) {
    if (place.vrf().isEmpty()) {
      return List.of(place.table());
    }
    var found = new ArrayList<Long>();
    int index = kernel.interfaceIndex(place.vrf());
    if (index > 0) {
      VrfMessage.writeGet(request.clear(), index);
      socket.ask(request, message -> found.addAll(VrfMessage.table(message)));
    }
    found.forEach(table -> last.put(place.vrf(), table));
    return found;
  }

  /** The table that a route is in: that of a VRF that has gone keeps what has no interface. */
  List<Long> ofPresent(Place place) {
    var now = of(place);
    var before = last.get(place.vrf());
    return now.isEmpty() && before != null ? List.of(before) : now;
  }
}
