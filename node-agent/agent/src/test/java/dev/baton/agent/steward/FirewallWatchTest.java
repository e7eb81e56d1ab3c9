package dev.baton.agent.steward;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.baton.agent.config.AgentConfig;
import dev.baton.agent.config.KeepalivedConf;
import dev.baton.agent.firewall.Blockade;
import dev.baton.agent.firewall.Blockade.Certainty;
import dev.baton.agent.firewall.Inspection;
import dev.baton.events.NodeEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class FirewallWatchTest {
  private static final AgentConfig CONFIG = KeepalivedConf.parse("test.conf", "").config();
  private static final Blockade IN = blockade("in", Certainty.DROPS);
  private static final Blockade OUT = blockade("out", Certainty.DROPS);
  private static final Blockade PERHAPS = blockade("in", Certainty.MAY_DROP);

  private final LinkedBlockingQueue<Inspection> inspections = new LinkedBlockingQueue<>();
  private final LinkedBlockingQueue<Runnable> journalThread = new LinkedBlockingQueue<>();
  private final List<NodeEvent> recorded = new ArrayList<>();
  private final List<String> said = new ArrayList<>();
  private final FirewallWatch watch =
      new FirewallWatch(config -> next(), journalThread::add, recorded::add, said::add);

  private static Blockade blockade(String direction, Certainty certainty) {
    return new Blockade("eth0", direction, certainty, "reason", "remedy");
  }

  private static NodeEvent event(String direction, String reason, String remedy) {
    return new NodeEvent.AdvertsBlocked("eth0", direction, reason, remedy);
  }

  private Inspection next() {
    try {
      return inspections.take();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Has it look; what it hands to the journal's thread is done at once. */
  private void sees(List<Blockade> blockades, String... problems) throws InterruptedException {
    watch.look(CONFIG);
    inspections.add(new Inspection(blockades, List.of(problems)));
    var task = journalThread.poll(60, TimeUnit.SECONDS);
    assertEquals(false, task == null, "nothing was told");
    if (task != null) {
      task.run();
    }
  }

  @Test
  void aBlockadeIsRecordedOnceAndItsEndToo() throws InterruptedException {
    sees(List.of(IN, OUT));
    sees(List.of(IN, OUT));
    assertEquals(
        List.of(event("in", "reason", "remedy"), event("out", "reason", "remedy")), recorded);
    sees(List.of(OUT));
    sees(List.of(OUT, IN));
    assertEquals(
        List.of(event("in", "", ""), event("in", "reason", "remedy")), recorded.subList(2, 4));
    assertEquals(4, recorded.size());
  }

  @Test
  void aBlockadeThatTakesAnothersPlaceIsNoEnd() throws InterruptedException {
    sees(List.of(IN));
    sees(List.of(new Blockade("eth0", "in", Certainty.DROPS, "another", "remedy")));
    assertEquals(
        List.of(event("in", "reason", "remedy"), event("in", "another", "remedy")), recorded);
  }

  @Test
  void whatIsNotCertainIsNoFactAndIsOnlySaid() throws InterruptedException {
    sees(List.of(PERHAPS), "no nft");
    sees(List.of(PERHAPS), "no nft");
    assertEquals(List.of(), recorded);
    assertEquals(List.of("no nft", PERHAPS.toString()), said);
  }

  @Test
  void lookingHoldsNobodyUpAndNothingIsToldAfterTheEnd() throws InterruptedException {
    watch.look(CONFIG);
    assertEquals(0, journalThread.size());
    watch.close();
    inspections.add(new Inspection(List.of(IN), List.of("no nft")));
    var task = journalThread.poll(60, TimeUnit.SECONDS);
    if (task != null) {
      task.run();
    }
    assertEquals(List.of(), recorded);
    assertEquals(List.of(), said);
  }
}
