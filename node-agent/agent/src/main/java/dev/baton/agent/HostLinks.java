package dev.baton.agent;

import dev.baton.agent.config.VirtualMac;
import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The interfaces and addresses of this host. */
final class HostLinks implements InterfaceCheck.Links {
  private static final Path LINKS = Path.of("/sys/class/net");

  @Override
  public boolean has(String interfaceName) {
    return Files.exists(LINKS.resolve(interfaceName)) || isHere(interfaceName);
  }

  /** After a change of the network namespace /sys still shows the one before. */
  private static boolean isHere(String interfaceName) {
    try {
      return NetworkInterface.getByName(interfaceName) != null;
    } catch (SocketException e) {
      return false;
    }
  }

  @Override
  public List<InetAddress> on(String interfaceName) {
    try {
      var link = NetworkInterface.getByName(interfaceName);
      return link == null ? List.of() : link.inetAddresses().map(HostLinks::unscoped).toList();
    } catch (SocketException e) {
      return List.of();
    }
  }

  /** An IPv6 address of an interface names it, and equals no other. */
  private static InetAddress unscoped(InetAddress address) {
    try {
      return InetAddress.getByAddress(address.getAddress());
    } catch (UnknownHostException e) {
      throw new IllegalStateException("an address has a wrong length: this is a bug", e);
    }
  }

  @Override
  public boolean isTaken(VirtualMac wanted) {
    return has(wanted.interfaceName()) && !isOurs(LINKS.resolve(wanted.interfaceName()), wanted);
  }

  /** What an agent made stands above the parent, or has the address, which the file may change. */
  private static boolean isOurs(Path link, VirtualMac wanted) {
    try {
      return Files.exists(link.resolve("lower_" + wanted.parent()))
          || Files.readString(link.resolve("address")).strip().equals(wanted.mac());
    } catch (IOException e) {
      // It went away meanwhile.
      return true;
    }
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
