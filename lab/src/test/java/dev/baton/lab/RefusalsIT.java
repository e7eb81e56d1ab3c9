package dev.baton.lab;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the agent refuses, in words that help, with the host left as it was. */
class RefusalsIT {
  private static final List<InstanceSpec> INSTANCES = List.of(InstanceSpec.v3(51, 150));

  @Test
  void aSecondAgentOnOneDataDirectoryIsToldWhichProcessHoldsIt() {
    try (var lab = Lab.open("a", "b")) {
      var agent = BatonAgent.on(lab.host("a"), INSTANCES);
      lab.await("the first runs", () -> lab.host("a").holds("10.77.0.51"));
      var second = run(lab.host("b"), List.of(), agent.configuration(), agent.data());
      assertNotEquals(0, second.exitCode());
      assertTrue(second.output().contains(Long.toString(agent.steward().pid())), second::output);
      assertFalse(lab.host("b").holds("10.77.0.51"));
    }
  }

  @Test
  void anAgentOfAnotherNameIsToldWhoseLogThisIs() {
    try (var lab = Lab.open("a", "b")) {
      var agent = BatonAgent.on(lab.host("a"), INSTANCES);
      lab.await("the first runs", () -> lab.host("a").holds("10.77.0.51"));
      agent.stop();
      var renamed = run(lab.host("b"), List.of(), agent.configuration(), agent.data());
      assertNotEquals(0, renamed.exitCode());
      assertTrue(renamed.output().contains("log of node a"), renamed::output);
      assertFalse(lab.host("b").holds("10.77.0.51"));
    }
  }

  @Test
  void anAgentWithoutTheRightForRawSocketsNamesTheCapability() {
    try (var lab = Lab.open("a")) {
      var host = lab.host("a");
      var configuration =
          Peer.write(host.directory().resolve("k.conf"), InstanceSpec.configuration(INSTANCES));
      var without = List.of("setpriv", "--bounding-set=-net_raw", "--inh-caps=-net_raw");
      var refused = run(host, without, configuration, host.directory().resolve("data"));
      assertNotEquals(0, refused.exitCode());
      assertTrue(refused.output().contains("CAP_NET_RAW"), refused::output);
      assertFalse(refused.output().contains("\tat "), refused::output);
    }
  }

  @Test
  void aWrongConfigurationIsRefusedWithItsPlaceAndTheHostIsUntouched() {
    try (var lab = Lab.open("a")) {
      var host = lab.host("a");
      var text = InstanceSpec.configuration(INSTANCES).replace("priority 150", "priority 999");
      var configuration = Peer.write(host.directory().resolve("k.conf"), text);
      var before = host.exec("ip", "-o", "addr");
      var refused =
          run(host, List.of(), configuration, host.directory().resolve("data"), "--strict");
      assertNotEquals(0, refused.exitCode());
      int line = text.lines().toList().indexOf("  priority 999") + 1;
      assertTrue(refused.output().contains("k.conf:" + line), refused::output);
      assertTrue(refused.output().contains("999"), refused::output);
      assertTrue(host.exec("ip", "-o", "addr").equals(before));
    }
  }

  /** Runs an agent that should end by itself. */
  private static Command.Result run(
      Host host, List<String> wrapper, Path configuration, Path data, String... more) {
    var arguments = new ArrayList<>(List.of("--config", configuration.toString()));
    arguments.addAll(List.of("--data", data.toString(), "--node", host.name()));
    arguments.addAll(List.of(more));
    var words = new ArrayList<>(wrapper);
    words.addAll(Programs.agent(arguments));
    return host.command(words.toArray(String[]::new)).run();
  }
}
