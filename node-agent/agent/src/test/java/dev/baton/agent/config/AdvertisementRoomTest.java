package dev.baton.agent.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How many addresses are advertised: as many as keepalived 2.2.7 said that it would. */
class AdvertisementRoomTest {
  @TempDir Path interfaces;

  private ConfigReading read(int mtuBytes, String address, int count, String line)
      throws IOException {
    var mtu = Files.createDirectories(interfaces.resolve("eth0")).resolve("mtu");
    Files.writeString(mtu, mtuBytes + "\n");
    String addresses =
        IntStream.rangeClosed(1, count)
            .mapToObj(i -> address.formatted(i / 250, i % 250 + 1))
            .collect(Collectors.joining("\n"));
    String text =
        "vrrp_instance A {\ninterface eth0\nvirtual_router_id 1\n%s\nvirtual_ipaddress {\n%s\n}\n}"
            .formatted(line, addresses);
    return KeepalivedConf.parseResolved("test.conf", text, InterfaceMtus.in(interfaces));
  }

  @ParameterizedTest
  @CsvSource({
    "599, version 2, 137", "601, version 2, 137", "602, version 2, 138", "1500, version 2, 255",
    "593, version 3, 137", "594, version 3, 138", "604, version 3, 140", "68, version 2, 4"
  })
  void anIpv4AdvertisementHoldsWhatTheMtuHolds(int mtuBytes, String version, int most)
      throws IOException {
    var instance = Readings.only(read(mtuBytes, "10.1.%d.%d", 299, version));
    assertEquals(most, instance.addresses().size());
    assertEquals(299 - most, instance.excluded().size());
  }

  @ParameterizedTest
  @CsvSource({"1280, 76", "1293, 76", "1294, 77", "1500, 89", "9000, 130"})
  void anIpv6AdvertisementHoldsWhatTheMtuHolds(int mtuBytes, int most) throws IOException {
    var instance = Readings.only(read(mtuBytes, "2001:db8::%d:%x", 130, ""));
    assertEquals(most, instance.addresses().size());
    assertEquals(130 - most, instance.excluded().size());
  }

  @Test
  void aDualAdvertisementLeavesRoomForThePasswordOfVersion2() throws IOException {
    var reading = read(600, "10.1.%d.%d", 299, "version 3\n#@baton dual_version on");
    assertEquals(137, Readings.only(reading).addresses().size());
  }

  @Test
  void theFirstThatDoesNotGoInIsNamedWithWhatHoldsTheRest() throws IOException {
    assertEquals(
        "test.conf:95:1: warning: virtual address 2001:db8::5b and the 40 after it are more than"
            + " the 89 that an advertisement holds on eth0, whose MTU is 1500; they move with the"
            + " others but are not advertised: put them in virtual_ipaddress_excluded",
        Readings.diagnostics(read(1500, "2001:db8::%d:%x", 130, "")));
  }

  @ParameterizedTest
  @CsvSource({"255, ''", "256, is more than the 255 that an advertisement holds; it moves"})
  void whereNoInterfaceIsKnownTheCountIsOneOctet(int count, String said) throws IOException {
    String addresses =
        IntStream.range(0, count)
            .mapToObj(i -> "10.0.%d.%d".formatted(i / 200, i % 200 + 1))
            .collect(Collectors.joining("\n"));
    var reading =
        Readings.of(
            "vrrp_instance A {\ninterface eth0\nvirtual_router_id 1\nvirtual_ipaddress {\n"
                + addresses
                + "\n}\n}");
    assertEquals(255, Readings.only(reading).addresses().size());
    assertEquals(said.isEmpty() ? 0 : 1, reading.diagnostics().size());
    assertTrue(Readings.diagnostics(reading).contains(said));
  }
}
