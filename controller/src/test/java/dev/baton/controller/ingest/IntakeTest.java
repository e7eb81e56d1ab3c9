package dev.baton.controller.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.vertx.core.net.NetSocket;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class IntakeTest {
  private final Intake intake = new Intake(1_000);
  private final List<String> heardOfA = new ArrayList<>();
  private final List<String> heardOfB = new ArrayList<>();
  private final AgentSession a = session(heardOfA);
  private final AgentSession b = session(heardOfB);

  private static AgentSession session(List<String> heard) {
    var socket =
        Proxy.newProxyInstance(
            NetSocket.class.getClassLoader(),
            new Class<?>[] {NetSocket.class},
            (proxy, method, arguments) -> {
              heard.add(method.getName());
              return proxy;
            });
    return new AgentSession((NetSocket) socket, 0);
  }

  @Test
  void whoBringsTooMuchIsNotListenedToUntilMostOfItIsDone() {
    intake.took(a, 999);
    assertEquals(List.of(), heardOfA);
    intake.took(b, 1);
    intake.took(b, 1);
    assertEquals(List.of("pause"), heardOfB);
    intake.finished(a, 500);
    assertEquals(List.of("pause"), heardOfB);
    intake.finished(a, 1);
    assertEquals(List.of("pause", "resume"), heardOfB);
    assertEquals(List.of(), heardOfA);
  }

  @Test
  void manySharesAreSmallerThanFewButNeverLessThanAFrame() {
    assertEquals(1_000, intake.credit(a, 1));
    assertEquals(500, intake.credit(a, 2));
    assertEquals(256, intake.credit(a, 1_000));
    assertEquals(4_096, new Intake(1_000_000).credit(a, 1));
  }

  @Test
  void whatIsUnderWayIsTakenFromTheShare() {
    intake.took(a, 300);
    assertEquals(200, intake.credit(a, 2));
    intake.took(a, 300);
    assertEquals(0, intake.credit(a, 2));
    intake.finished(a, 600);
    assertEquals(500, intake.credit(a, 2));
  }
}
