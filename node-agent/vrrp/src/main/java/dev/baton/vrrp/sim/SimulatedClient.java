package dev.baton.vrrp.sim;

import dev.baton.vrrp.packet.MacAddress;
import java.net.InetAddress;
import java.util.HashMap;
import java.util.Map;

/** A host that uses the virtual addresses, with a neighbour cache of its own. */
final class SimulatedClient implements Station {
  private final MacAddress mac;
  private final World world;
  private final Port port;
  private final Map<InetAddress, MacAddress> neighbours = new HashMap<>();
  private final Map<InetAddress, Integer> waiting = new HashMap<>();

  SimulatedClient(MacAddress mac, World world) {
    this.mac = mac;
    this.world = world;
    this.port = world.segment().attach(this);
  }

  Port port() {
    return port;
  }

  @Override
  public boolean isRouter() {
    return false;
  }

  /** Sends a packet; asks first where the address is, if it does not believe to know. */
  int sendTo(InetAddress address) {
    int number = world.deliveries().next();
    var at = neighbours.get(address);
    if (at == null) {
      waiting.put(address, number);
      world
          .segment()
          .transmit(port, new Frame(mac, MacAddress.BROADCAST, new Frame.Question(address)));
    } else {
      send(address, at, number);
    }
    return number;
  }

  private void send(InetAddress address, MacAddress at, int number) {
    world.segment().transmit(port, new Frame(mac, at, new Frame.Packet(address, number)));
  }

  /** An announcement changes what is believed; it does not teach what was never asked for. */
  @Override
  public void receives(Frame frame) {
    switch (frame.content()) {
      case Frame.Claim(InetAddress address, MacAddress at) ->
          neighbours.computeIfPresent(address, (known, old) -> at);
      case Frame.Answer(InetAddress address, MacAddress at) -> {
        neighbours.put(address, at);
        var number = waiting.remove(address);
        if (number != null) {
          send(address, at, number);
        }
      }
      case Frame.Content other -> {}
    }
  }
}
