package dev.baton.agent.config;

import dev.baton.agent.config.AddressReader.Placed;
import dev.baton.events.Family;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Which addresses an instance advertises, and which only move with them.
 *
 * @param isRefused whether there is none, because what was given is left out, and was said to be
 */
record AddressPlan(
    Family family,
    List<VirtualAddress> advertised,
    List<VirtualAddress> excluded,
    boolean isRefused) {
  /** The count is one octet of the advertisement (RFC 9568 section 5.2.5). */
  private static final int MAX_ADVERTISED = 255;

  static AddressPlan of(InstanceBlock block, String interfaceName) {
    Settings settings = block.settings();
    var findings = block.findings();
    var reader = new AddressReader(findings, interfaceName);
    List<Placed> asked = reader.all(settings.all("virtual_ipaddress"));
    boolean isRefused =
        asked.isEmpty() && reader.hasFaults() && !settings.flag(ElectionOnly.WORD, false);
    reader.tellFaults(isRefused ? ", and " + block.title() + " with it, having no other" : "");
    List<Placed> askedExcluded = reader.all(settings.all("virtual_ipaddress_excluded"));
    reader.tellFaults("");
    var plan = new Sorting(family(settings), findings).of(asked, askedExcluded);
    return new AddressPlan(plan.family(), plan.advertised(), plan.excluded(), isRefused);
  }

  /**
   * The first address decides, as in keepalived; by how it is written, so that a mistake in it does
   * not make the instance one of the other family.
   */
  private static Family family(Settings settings) {
    boolean isIpv6 =
        settings.has("native_ipv6")
            || settings.all("virtual_ipaddress").stream()
                .flatMap(block -> block.statements().stream())
                .findFirst()
                .filter(first -> first.keyword().contains(":"))
                .isPresent();
    return isIpv6 ? Family.IPV6 : Family.IPV4;
  }

  /** Puts each address where it belongs. */
  private static final class Sorting {
    private final Family family;
    private final Findings findings;
    private final Set<String> seen = new HashSet<>();
    private final List<VirtualAddress> advertised = new ArrayList<>();
    private final List<VirtualAddress> excluded = new ArrayList<>();

    Sorting(Family family, Findings findings) {
      this.family = family;
      this.findings = findings;
    }

    AddressPlan of(List<Placed> asked, List<Placed> askedExcluded) {
      asked.stream().filter(this::isNew).forEach(this::advertise);
      askedExcluded.stream().filter(this::isNew).forEach(placed -> excluded.add(placed.address()));
      return new AddressPlan(family, List.copyOf(advertised), List.copyOf(excluded), false);
    }

    private boolean isNew(Placed placed) {
      VirtualAddress address = placed.address();
      String key = Addresses.text(address.address()) + " " + address.interfaceName();
      if (seen.add(key)) {
        return true;
      }
      findings.warn(
          placed.position(),
          "virtual address "
              + Addresses.text(address.address())
              + " is given twice; this one is dropped: remove it");
      return false;
    }

    private void advertise(Placed placed) {
      VirtualAddress address = placed.address();
      if (address.family() != family) {
        move(placed, "is not " + family.text() + ", the family of this instance");
      } else if (advertised.size() == MAX_ADVERTISED) {
        move(placed, "is more than the " + MAX_ADVERTISED + " that an advertisement holds");
      } else {
        advertised.add(address);
      }
    }

    private void move(Placed placed, String why) {
      excluded.add(placed.address());
      findings.warn(
          placed.position(),
          "virtual address "
              + Addresses.text(placed.address().address())
              + " "
              + why
              + "; it moves with the others but is not advertised: put it in"
              + " virtual_ipaddress_excluded");
    }
  }
}
