package dev.baton.agent.config;

import dev.baton.agent.config.Entry.Statement;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;

/** Reads the entries of {@code virtual_ipaddress} and its like. */
final class AddressReader {
  private final Findings findings;
  private final String interfaceName;
  private final String noun;
  private final List<Fault> faults = new ArrayList<>();

  private record Fault(Statement entry, Position position, String why) {}

  /** An address and where it stands. */
  record Placed(VirtualAddress address, Position position) {}

  AddressReader(Findings findings, String interfaceName) {
    this(findings, interfaceName, "virtual address");
  }

  AddressReader(Findings findings, String interfaceName, String noun) {
    this.findings = findings;
    this.interfaceName = interfaceName;
    this.noun = noun;
  }

  List<Placed> all(List<Statement> blocks) {
    var addresses = new ArrayList<Placed>();
    for (Statement block : blocks) {
      block.statements().forEach(entry -> read(entry, addresses));
    }
    return addresses;
  }

  private void read(Statement entry, List<Placed> addresses) {
    String[] parts = entry.keyword().split("/", 2);
    boolean isAddress = Addresses.isAddress(parts[0]);
    if (!isAddress) {
      leftOut(entry, "allowed is an IPv4 or IPv6 address with an optional /PREFIX");
    }
    // What stands after one that is wrong is judged by the family that it is written like.
    String unspecified = parts[0].contains(":") ? "::" : "0.0.0.0";
    InetAddress address = Addresses.of(isAddress ? parts[0] : unspecified);
    int bits = address.getAddress().length * 8;
    var prefixes = new Range(0, bits);
    String prefix = parts.length > 1 ? parts[1] : Integer.toString(bits);
    boolean isAllowed = Numbers.isInteger(prefix) && prefixes.contains(Integer.parseInt(prefix));
    if (!isAllowed) {
      // The whole address, as for keepalived.
      findings.warn(entry.position(), Prefix.wrongLength(entry.keyword(), bits));
    }
    int length = isAllowed ? Integer.parseInt(prefix) : bits;
    var options = new AddressOptionReader(findings, address, length, interfaceName);
    options.read(entry.arguments());
    boolean isUsable = isAddress && isOfAHost(address, options);
    if (isAddress && !isUsable) {
      leftOut(entry, "allowed is an address that a host can have");
    }
    options.faults().forEach(f -> faults.add(new Fault(entry, f.position(), f.why())));
    if (isUsable && options.faults().isEmpty()) {
      addresses.add(new Placed(options.address(), entry.position()));
    }
  }

  /** A multicast group can be given to the kernel to join. */
  private static boolean isOfAHost(InetAddress address, AddressOptionReader options) {
    return !address.isAnyLocalAddress()
        && address.isMulticastAddress() == options.has(AddressOptions.Flag.AUTOJOIN);
  }

  private void leftOut(Statement entry, String allowed) {
    faults.add(new Fault(entry, entry.position(), allowed));
  }

  /** Whether an address was left out. */
  boolean hasFaults() {
    return !faults.isEmpty();
  }

  /** Says which addresses are left out, and at the last one what else that costs. */
  void tellFaults(String consequence) {
    for (int i = 0; i < faults.size(); i++) {
      Fault fault = faults.get(i);
      boolean isLast = i == faults.size() - 1;
      findings.error(
          fault.position(),
          "%s '%s' is left out%s: %s; correct it"
              .formatted(noun, fault.entry().keyword(), isLast ? consequence : "", fault.why()));
    }
    faults.clear();
  }
}
