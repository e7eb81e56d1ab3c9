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
    Family family = family(settings);
    var room = AdvertisementRoom.of(block, family, interfaceName);
    var plan = new Sorting(family, room, findings).of(asked, askedExcluded);
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
    private final AdvertisementRoom room;
    private final Findings findings;
    private final Set<String> seen = new HashSet<>();
    private final List<VirtualAddress> advertised = new ArrayList<>();
    private final List<VirtualAddress> excluded = new ArrayList<>();
    private final List<Placed> surplus = new ArrayList<>();

    Sorting(Family family, AdvertisementRoom room, Findings findings) {
      this.family = family;
      this.room = room;
      this.findings = findings;
    }

    AddressPlan of(List<Placed> asked, List<Placed> askedExcluded) {
      asked.stream().filter(this::isNew).forEach(this::advertise);
      tellOfSurplus();
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
      } else if (advertised.size() == room.addresses()) {
        excluded.add(placed.address());
        surplus.add(placed);
      } else {
        advertised.add(address);
      }
    }

    private void tellOfSurplus() {
      String most = "the %d that %s".formatted(room.addresses(), room.limit());
      if (surplus.size() == 1) {
        warn(surplus.getFirst(), "is more than " + most + "; it moves");
      } else if (!surplus.isEmpty()) {
        String others = "and the %d after it are more than ".formatted(surplus.size() - 1);
        warn(surplus.getFirst(), others + most + "; they move");
      }
    }

    private void move(Placed placed, String why) {
      excluded.add(placed.address());
      warn(placed, why + "; it moves");
    }

    private void warn(Placed placed, String what) {
      boolean isOne = what.endsWith("moves");
      findings.remark(
          placed.position(),
          "virtual address %s %s with the others but %s not advertised: put %s in"
                  .formatted(
                      Addresses.text(placed.address().address()),
                      what,
                      isOne ? "is" : "are",
                      isOne ? "it" : "them")
              + " virtual_ipaddress_excluded");
    }
  }
}
