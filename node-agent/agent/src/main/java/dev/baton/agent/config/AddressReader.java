package dev.baton.agent.config;

import dev.baton.agent.config.Entry.Statement;
import dev.baton.agent.config.Entry.Word;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;

/** Reads the entries of {@code virtual_ipaddress} and {@code virtual_ipaddress_excluded}. */
final class AddressReader {
  private static final int MAX_LABEL_LENGTH = 15;
  private static final Set<String> WITH_VALUE =
      Set.of("brd", "broadcast", "dev", "scope", "label", "peer", "preferred_lft");

  private final Findings findings;
  private final Judgement judgement;
  private final String interfaceName;

  /** An address and where it stands. */
  record Placed(VirtualAddress address, Position position) {}

  AddressReader(Findings findings, String interfaceName) {
    this.findings = findings;
    this.judgement = new Judgement(findings);
    this.interfaceName = interfaceName;
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
    if (!Addresses.isAddress(parts[0])) {
      leftOut(entry, "allowed is an IPv4 or IPv6 address with an optional /PREFIX");
      return;
    }
    InetAddress address = Addresses.of(parts[0]);
    int bits = address.getAddress().length * 8;
    var prefixes = new Range(0, bits);
    String prefix = parts.length > 1 ? parts[1] : Integer.toString(bits);
    if (!Numbers.isInteger(prefix) || !prefixes.contains(Integer.parseInt(prefix))) {
      leftOut(entry, "the prefix may be " + prefixes);
    } else if (address.isAnyLocalAddress() || address.isMulticastAddress()) {
      leftOut(entry, "allowed is an address that a host can have");
    } else {
      var options = new Options(interfaceName, "");
      Options chosen = options(entry.arguments().iterator(), options);
      int length = Integer.parseInt(prefix);
      addresses.add(
          new Placed(
              new VirtualAddress(address, length, chosen.interfaceName(), chosen.label()),
              entry.position()));
    }
  }

  private void leftOut(Statement entry, String allowed) {
    findings.error(
        entry.position(),
        "virtual address '" + entry.keyword() + "' is left out: " + allowed + "; correct it");
  }

  private record Options(String interfaceName, String label) {}

  private Options options(Iterator<Word> words, Options given) {
    Options options = given;
    while (words.hasNext()) {
      Word option = words.next();
      String value = "";
      if (WITH_VALUE.contains(option.text())) {
        if (!words.hasNext()) {
          findings.warn(
              option.position(), option.text() + " has no value and is read over; give it one");
          return options;
        }
        value = words.next().text();
      }
      options = option(option, value, options);
    }
    return options;
  }

  private Options option(Word option, String value, Options options) {
    if (!judgement.isToBeRead(option, Keywords.ADDRESS)) {
      return options;
    }
    return option.text().equals("dev")
        ? dev(option, value, options)
        : label(option, value, options);
  }

  private Options dev(Word option, String name, Options options) {
    if (InterfaceNames.isValid(name)) {
      return new Options(name, options.label());
    }
    findings.warn(
        option.position(),
        "dev is '%s', allowed is %s; %s is used instead: correct it"
            .formatted(name, InterfaceNames.RULE, interfaceName));
    return options;
  }

  private Options label(Word option, String label, Options options) {
    if (label.length() <= MAX_LABEL_LENGTH) {
      return new Options(options.interfaceName(), label);
    }
    findings.warn(
        option.position(),
        "label is '%s', allowed are %d characters; the address gets no label: shorten it"
            .formatted(label, MAX_LABEL_LENGTH));
    return options;
  }
}
