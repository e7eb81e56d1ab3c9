package dev.baton.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** Strict mode on both sides, keepalived's and ours; a file both of them read the same way. */
@TestInstance(Lifecycle.PER_CLASS)
class StrictModeIT {
  private static final InstanceSpec WITH_PASSWORD =
      strict(InstanceSpec.v2(181, 150)).with("authentication { auth_type PASS\nauth_pass lab\n}");
  // keepalived 2.2.7 hears no other checksum, and reads over the word.
  private static final InstanceSpec V3 =
      strict(InstanceSpec.v3(182, 150)).with("v3_checksum_as_v2 off");
  private static final InstanceSpec IPV6 = strict(InstanceSpec.v3Ipv6(183, 150));
  private static final InstanceSpec ACCEPTING =
      strict(InstanceSpec.v3(184, 150)).with("v3_checksum_as_v2 off").with("accept");
  private static final InstanceSpec OWNED = strict(InstanceSpec.v2(185, 255));
  private static final List<InstanceSpec> REFUSED = List.of(WITH_PASSWORD, V3, IPV6);
  private static final List<InstanceSpec> ALL = List.of(WITH_PASSWORD, V3, IPV6, ACCEPTING, OWNED);

  private final Lab lab = Lab.open("a", "b", "c");
  private final Host baton = lab.host("a");
  private final Host other = lab.host("b");
  private final Host client = lab.host("c");
  private final Tap tap = Tap.on(lab);
  private final BatonAgent agent = BatonAgent.on(baton, ALL);

  StrictModeIT() {
    Keepalived.on(other, ALL.stream().map(instance -> instance.withPriority(100)).toList());
  }

  private static InstanceSpec strict(InstanceSpec instance) {
    return instance.with("strict_mode");
  }

  @AfterAll
  void closeTheLab() {
    try (lab;
        tap) {
      agent.stop();
    }
  }

  private boolean reaches(InstanceSpec instance) {
    return client.reaches(instance.address());
  }

  private void assertAllAsWith(Host active) {
    tap.awaitActive(active, ALL);
    ALL.forEach(instance ->
        assertEquals(Set.of(active.name()), tap.activesOf(instance.router()), instance.name()));
    REFUSED.forEach(instance -> assertFalse(reaches(instance), instance.name()));
    lab.await("the client reaches who accepts", () -> reaches(ACCEPTING));
  }

  @Test
  void bothSidesHearEachOtherAndRefuseTheSamePackets() {
    assertAllAsWith(baton);
    lab.await("and the owner", () -> reaches(OWNED));
    agent.stop();
    assertAllAsWith(other);
    assertFalse(reaches(OWNED));
    agent.start();
    assertAllAsWith(baton);
  }
}
