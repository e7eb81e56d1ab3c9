package dev.baton.controller.ingest;

import dev.baton.controller.ingest.Chains.Tip;
import dev.baton.events.LogHead;
import dev.baton.events.uplink.Frame;
import io.vertx.core.Vertx;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.ToIntFunction;

/**
 * Tells the agents what is on the disk. What became durable together is acknowledged together: one
 * frame for each agent, however many it had sent.
 */
final class Acknowledgements {
  private final Vertx vertx;
  private final ToIntFunction<AgentSession> credit;
  private final Map<AgentSession, Durable> waiting = new LinkedHashMap<>();

  private record Durable(Tip tip, LogHead controller) {}

  Acknowledgements(Vertx vertx, ToIntFunction<AgentSession> credit) {
    this.vertx = vertx;
    this.credit = credit;
  }

  /** All up to there is on the disk; what is said of it in one turn of the loop is one news. */
  void durable(AgentSession session, Tip tip, LogHead controller) {
    if (waiting.isEmpty()) {
      vertx.runOnContext(ignored -> send());
    }
    waiting.put(session, new Durable(tip, controller));
  }

  private void send() {
    waiting.forEach((session, durable) -> {
      var tip = durable.tip();
      var held = new LogHead(tip.logId(), tip.seq(), tip.hash());
      session.send(new Frame.Ack(held, durable.controller(), credit.applyAsInt(session)));
    });
    waiting.clear();
  }
}
