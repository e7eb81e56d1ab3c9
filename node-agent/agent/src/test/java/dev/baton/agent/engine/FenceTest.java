package dev.baton.agent.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.agent.config.InstanceConfig;
import dev.baton.agent.config.KeepalivedConf;
import dev.baton.events.Cause;
import dev.baton.events.InstanceEvent;
import dev.baton.events.Subject;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Addresses with a lifetime: renewed by an Active that runs, and by no other. */
class FenceTest extends EngineScenario {
  private static final int MANY = 20;
  private static final String RENEWED = "renew 10.77.0.51";

  FenceTest() {
    configuration = "#@baton fence_lifetime 9\n" + CONFIG;
  }

  @Test
  void anActiveRenewsEveryThirdOfTheLifetime() {
    active();
    for (int i = 0; i < 70; i++) {
      host.whenWaiting(() -> host.advance(100_000_000L));
    }
    host.whenWaiting(() -> assertEquals(2, Collections.frequency(host.done, RENEWED)));
    runUntilWaits(0);
  }

  @Test
  void anAddressWithoutALifetimeIsNotRenewed() {
    configuration = CONFIG;
    active();
    for (int i = 0; i < 70; i++) {
      host.whenWaiting(() -> host.advance(100_000_000L));
    }
    host.whenWaiting(() -> assertFalse(host.done.contains(RENEWED)));
    runUntilWaits(0);
  }

  @Test
  void anActiveThatSleptYieldsAndDoesNotBringTheLapsedAddressBack() {
    active();
    host.whenWaiting(() -> {
      host.advance(20_000_000_000L);
      host.takeAway("eth0", VIP);
    });
    host.whenWaiting(() -> host.done.add("woke"));
    runUntilWaits(0);
    assertEquals(List.of(), host.done.subList(0, host.done.indexOf("woke")));
    assertTrue(causes().contains(Cause.STALL_YIELD));
    var lapsed = new InstanceEvent.VipsRemoved(List.of("10.77.0.51"), "lapsed");
    assertTrue(events().contains(lapsed), events()::toString);
  }

  @Test
  void aReloadGivesALifetimeAndTakesItBack() {
    configuration = CONFIG;
    active();
    host.whenWaiting(() -> reload("#@baton fence_lifetime 9\n" + CONFIG));
    waits(3, () -> reload(CONFIG));
    waits(3, () -> assertEquals(2, Collections.frequency(host.done, RENEWED)));
    runUntilWaits(0);
  }

  @Test
  void manyRenewalsAreSpreadOverTurns() {
    var many = new StringBuilder("#@baton fence_lifetime 9\n");
    for (int i = 1; i <= MANY; i++) {
      many.append(
          CONFIG
              .replace("vrrp_instance V", "vrrp_instance V" + i)
              .replace("virtual_router_id 51", "virtual_router_id " + i)
              .replace("10.77.0.51", "10.77.0." + (100 + i)));
    }
    configuration = many.toString();
    active();
    for (int i = 0; i < 40; i++) {
      host.whenWaiting(() -> {
        host.done.add("turn");
        host.advance(100_000_000L);
      });
    }
    var turns = new ArrayList<List<String>>();
    host.whenWaiting(() -> turns.addAll(turns(host.done)));
    runUntilWaits(0);
    var sizes = turns.stream().map(List::size).filter(size -> size > 0).toList();
    assertEquals(List.of(8, 8, 4), sizes);
  }

  /** What was renewed between one wait and the next. */
  private static List<List<String>> turns(List<String> done) {
    var turns = new ArrayList<List<String>>();
    for (String what : done) {
      if (what.equals("turn")) {
        turns.add(new ArrayList<>());
      } else if (what.startsWith("renew ") && !turns.isEmpty()) {
        turns.getLast().add(what);
      }
    }
    return turns;
  }

  /** Each instance is somebody. */
  @Override
  Cast cast(String text) {
    var config = KeepalivedConf.parse("test.conf", text).config();
    var subjects =
        config.instances().stream()
            .collect(
                Collectors.toMap(
                    InstanceConfig::name,
                    i -> new Subject.Instance("10.77.0.0/24", "eth0", i.family(), i.vrid())));
    return new Cast(config, subjects, firstElectionNanos);
  }
}
