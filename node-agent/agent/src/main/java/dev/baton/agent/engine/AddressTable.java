package dev.baton.agent.engine;

import java.util.List;

/** The addresses of this host's interfaces. Every call is answered by the kernel at once. */
public interface AddressTable {

  /** Puts an address on an interface, without duplicate address detection. */
  Added add(String interfaceName, AssignedAddress address);

  /** Gives an address that is there its lifetime anew; one that is gone comes back. */
  Added renew(String interfaceName, AssignedAddress address);

  /** Takes an address away; its label does not matter. */
  Removed remove(String interfaceName, AssignedAddress address);

  /** The addresses now on an interface, in the kernel's order; none if it does not exist. */
  List<InterfaceAddress> list(String interfaceName);

  /** What came of adding. */
  sealed interface Added {
    /** It is there now. */
    record Done() implements Added {}

    /** It was there before, with the same prefix. */
    record AlreadyThere() implements Added {}

    /** It is not there. */
    record Failed(String reason) implements Added {}
  }

  /** What came of removing. */
  sealed interface Removed {
    /** It is gone now. */
    record Done() implements Removed {}

    /** It was not there, or its interface is gone. */
    record NotThere() implements Removed {}

    /** It may still be there. */
    record Failed(String reason) implements Removed {}
  }
}
