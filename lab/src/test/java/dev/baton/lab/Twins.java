package dev.baton.lab;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Two hosts that are alike and know nothing of each other, each in a lab of its own: one for Baton
 * and one for keepalived, to run the same file.
 */
final class Twins implements AutoCloseable {
  /** A second interface that nothing is behind. */
  private static final String SECOND =
      """
      link add eth1 address 02:88:00:00:00:01 type veth peer name far1
      link set far1 up
      link set eth1 up
      addr add 10.88.0.11/24 dev eth1
      """;

  private final Lab left = Lab.open("a");
  private final Lab right = Lab.open("a");
  final Host baton = left.host("a");
  final Host keepalived = right.host("a");

  Twins() {
    for (var host : List.of(baton, keepalived)) {
      Command.of("ip", "-n", host.namespace(), "-batch", "-").checkWithInput(SECOND);
    }
  }

  /** Waits for something to be so on both. */
  void await(String what, Predicate<Host> condition) {
    left.await(what + " with Baton", () -> condition.test(baton));
    right.await(what + " with keepalived", () -> condition.test(keepalived));
  }

  /** Waits for something to be so with Baton. */
  void awaitBaton(String what, BooleanSupplier condition) {
    left.await(what, condition);
  }

  /** Waits until what is looked at of Baton is as expected. */
  <T> void awaitBatonEqual(String what, T expected, Supplier<T> actual) {
    left.awaitEqual(what, expected, actual);
  }

  /** Waits until both are in the same state; the failure message has how they differ. */
  void awaitSame(Function<Host, List<String>> state) {
    Await.until(
        "the same of both",
        Await.LIMIT,
        () -> state.apply(baton).equals(state.apply(keepalived)),
        () -> {
          var missing = new ArrayList<>(state.apply(keepalived));
          state.apply(baton).forEach(missing::remove);
          var more = new ArrayList<>(state.apply(baton));
          state.apply(keepalived).forEach(more::remove);
          return "missing " + missing + ", more " + more;
        });
  }

  @Override
  public void close() {
    try (left;
        right) {
      // Closing is all there is to do.
    }
  }
}
