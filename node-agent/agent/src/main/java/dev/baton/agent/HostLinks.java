package dev.baton.agent;

import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The interfaces and addresses of this host. */
final class HostLinks implements InterfaceCheck.Links {
  @Override
  public boolean has(String interfaceName) {
    return Files.exists(Path.of("/sys/class/net", interfaceName));
  }

  @Override
  public boolean owns(InetAddress address) {
    try {
      return NetworkInterface.getByInetAddress(address) != null;
    } catch (SocketException e) {
      // Of a host without any interface nothing is known.
      return false;
    }
  }
}
