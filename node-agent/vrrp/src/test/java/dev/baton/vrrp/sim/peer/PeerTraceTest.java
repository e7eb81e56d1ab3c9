package dev.baton.vrrp.sim.peer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HexFormat;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The models against what the real ones did. The traces were recorded by the lab's TraceRecorder:
 * what was sent to the real router and when, what it sent and when, twelve situations a file.
 */
class PeerTraceTest {
  /** A loaded machine makes a real router late, and a tap sees a frame before its receiver does. */
  private static final long LATEST_NANOS = 150_000_000L;

  private static final long EARLIEST_NANOS = 20_000_000L;

  @ParameterizedTest
  @CsvSource({
    "keepalived,v2",
    "keepalived,v2-password",
    "keepalived,v3",
    "keepalived,v3-fast",
    "frr,v2",
    "frr,v3",
    "frr,v3-fast"
  })
  void theModelDoesWhatTheRealOneDid(String program, String variant) {
    var trace = PeerTrace.read(program, variant);
    assertEquals(12, trace.routers().size());
    for (var router : trace.routers()) {
      var replay = new Replay(program + ", " + variant, trace.common(), router);
      replay.run(trace);
    }
  }

  /** One router's part of a trace, with the model in the real one's place. */
  private static final class Replay {
    private final String name;
    private final PeerTrace.Router router;
    private final Heard heard = new Heard();
    private final PeerModel model;

    /** Who was late may be early from then on: its timer counts from when it should have fired. */
    private long lateNanos;

    Replay(String name, PeerTrace.Common common, PeerTrace.Router router) {
      this.name = name + ", router " + router.vrid() + ", at ";
      this.router = router;
      var settings = router.settings(common);
      this.model =
          name.startsWith("frr")
              ? new FrrModel(settings, heard)
              : new KeepalivedModel(settings, heard);
    }

    void run(PeerTrace trace) {
      model.start(trace.beganAtNanos());
      for (var event : trace.eventsOf(router)) {
        long at = event.atNanos();
        heard.requireNothingBefore(at - LATEST_NANOS, name);
        catchUp(event);
        switch (event) {
          case PeerTrace.In in -> hears(in);
          case PeerTrace.Out out -> sends(out);
          case PeerTrace.Claim claim -> {}
          case PeerTrace.Stop stop -> model.stop(at);
        }
        heard.nowNanos = at;
      }
      assertTrue(heard.adverts.isEmpty(), () -> name + "the end: sent in vain");
      heard.requireAnnouncements(trace.claimsOf(router), name);
    }

    /** Nothing may be overdue by more than a real router is ever late. */
    private void catchUp(PeerTrace.Event event) {
      long at = event.atNanos();
      while (model.nextNanos().isPresent() && at - model.nextNanos().getAsLong() > LATEST_NANOS) {
        long due = model.nextNanos().getAsLong();
        int before = heard.adverts.size();
        heard.nowNanos = due;
        model.tick(due);
        assertEquals(
            before, heard.adverts.size(), name + at + ": the real one sent nothing at " + due);
      }
      heard.nowNanos = at;
    }

    private void hears(PeerTrace.In in) {
      lateNanos = 0;
      model.hear(HexFormat.of().parseHex(in.message()), in.source(), 255, in.atNanos());
    }

    private void sends(PeerTrace.Out out) {
      if (heard.adverts.isEmpty()) {
        var next = model.nextNanos();
        assertTrue(next.isPresent(), () -> name + out.atNanos() + ": the model would wait");
        long early = EARLIEST_NANOS + lateNanos;
        lateNanos = Math.max(lateNanos, out.atNanos() - next.getAsLong());
        assertTrue(
            next.getAsLong() - out.atNanos() <= early,
            () -> name + out.atNanos() + ": the model would send at " + next.getAsLong());
        while (heard.adverts.isEmpty() && model.nextNanos().getAsLong() - out.atNanos() <= early) {
          model.tick(Math.max(out.atNanos(), model.nextNanos().getAsLong()));
        }
      }
      assertFalse(heard.adverts.isEmpty(), () -> name + out.atNanos() + ": the model is silent");
      assertEquals(
          out.message(), heard.adverts.removeFirst().message(), () -> name + out.atNanos());
    }
  }
}
