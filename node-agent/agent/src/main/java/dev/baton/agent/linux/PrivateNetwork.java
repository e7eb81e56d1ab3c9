package dev.baton.agent.linux;

import dev.baton.agent.engine.AddressTable;
import dev.baton.agent.engine.AssignedAddress;
import dev.baton.agent.linux.ffi.Kernel;
import dev.baton.vrrp.Addresses;

/** A network namespace that only the calling thread is in, and that ends with what it opened. */
public final class PrivateNetwork {
  /** CLONE_NEWNET. */
  private static final int NETWORK = 0x4000_0000;

  private static final int LOOPBACK_INDEX = 1;
  private static final int REQUEST_BYTES = 64;
  private static final AssignedAddress LINK_LOCAL =
      AssignedAddress.of(
          Addresses.ofBytes(
              new byte[] {(byte) 0xfe, (byte) 0x80, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1}),
          64);

  private PrivateNetwork() {}

  /** The name of the one interface in it, which looks like any other. */
  public static final String INTERFACE = "private0";

  /**
   * Takes the calling thread out of the host's network, into one that has nothing but a loopback
   * interface, which is up and has 127.0.0.1 and a link-local address.
   *
   * @return false where the host does not allow it (it needs CAP_SYS_ADMIN); nothing changed then
   */
  public static boolean enter(Kernel kernel) {
    if (kernel.unshare(NETWORK) < 0) {
      return false;
    }
    var request = new NetlinkWriter(REQUEST_BYTES);
    try (var socket = new NetlinkSocket(kernel, NetlinkSocket.ROUTE, "links");
        var addresses = new NetlinkAddressTable(kernel)) {
      LinkMessage.writeUpAs(request, LOOPBACK_INDEX, INTERFACE);
      return socket.transact(request) == 0
          && addresses.add(INTERFACE, LINK_LOCAL) instanceof AddressTable.Added.Done;
    }
  }
}
