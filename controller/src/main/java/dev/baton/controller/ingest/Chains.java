package dev.baton.controller.ingest;

import dev.baton.events.LogId;
import dev.baton.events.NodeEvent;
import dev.baton.events.NodeName;
import dev.baton.events.Recorded;
import dev.baton.events.Sha256;
import dev.baton.events.codec.RecordCodec;
import dev.baton.events.log.StoredRecord;
import dev.baton.events.log.StoredRecord.Bytes;
import dev.baton.events.uplink.Frame;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/**
 * What is held of each node's log, and whether records that come continue it. What was handed to
 * the log thread counts as held: a connection that is lost meanwhile must not bring it twice.
 */
final class Chains {
  private final Map<NodeName, Chain> chains = new HashMap<>();

  /**
   * The end of what is held of a node's newest log.
   *
   * @param digest the newest record's, which is asked for more rarely than it moves on
   */
  record Tip(LogId logId, long seq, Supplier<Sha256> digest) {
    static final Tip NOTHING = new Tip(new LogId(0, 0), 0, () -> Sha256.ZERO);

    Sha256 hash() {
      return digest.get();
    }
  }

  /** Whether records continue the node's log. */
  sealed interface Verdict {
    /** These are new, in order; the rest was held already. */
    record Continues(List<StoredRecord> fresh, Tip tip, boolean isUnannouncedLog)
        implements Verdict {}

    /** One of them is no record, or not the next. */
    record Broken(String reason, String detail) implements Verdict {}

    /** Another record stands where one is held: an incident. */
    record Conflict(String detail) implements Verdict {}
  }

  private static final class Chain {
    private Tip tip = Tip.NOTHING;
    private final Set<LogId> earlier = new HashSet<>();
    private RecentDigests recent = new RecentDigests();

    void advance(Tip next) {
      if (!tip.logId().equals(next.logId())) {
        earlier.add(tip.logId());
        recent = new RecentDigests();
      }
      tip = next;
    }

    /** Whether another record than this one is known to be held under its number. */
    boolean holdsAnother(long seq, Sha256 hash) {
      return seq == tip.seq() ? !tip.hash().equals(hash) : recent.holdsAnother(seq, hash);
    }
  }

  /** The end of what is held of that node. */
  Tip tip(NodeName node) {
    return chain(node).tip;
  }

  /** What the controller's log holds of a node's log, and which logs it had before, at start. */
  void held(NodeName node, Tip tip, Set<LogId> earlier) {
    var chain = chain(node);
    chain.tip = tip;
    chain.earlier.addAll(earlier);
  }

  /** Judges a frame of records, and takes them as held if they continue the node's log. */
  Verdict offer(NodeName node, Frame.Records frame) {
    return new Offer(chain(node), node, frame).judge();
  }

  private Chain chain(NodeName node) {
    return chains.computeIfAbsent(node, name -> new Chain());
  }

  /** One frame's records against the chain, which moves only if all of them pass. */
  private static final class Offer {
    private final Chain chain;
    private final NodeName node;
    private final Frame.Records frame;
    private final List<StoredRecord> fresh = new ArrayList<>();
    private final List<Sha256> passed = new ArrayList<>();
    private final List<Verdict> trouble = new ArrayList<>(1);
    private final boolean isNewLog;
    private boolean isUnannouncedLog;
    private Supplier<Sha256> newest;
    private Sha256 before;
    private long tipSeq;

    Offer(Chain chain, NodeName node, Frame.Records frame) {
      this.chain = chain;
      this.node = node;
      this.frame = frame;
      this.isNewLog = !frame.logId().equals(chain.tip.logId());
      this.tipSeq = isNewLog ? 0 : chain.tip.seq();
      this.before = Sha256.ZERO;
      this.newest = chain.tip.digest();
    }

    Verdict judge() {
      if (chain.earlier.contains(frame.logId())) {
        return new Verdict.Conflict("log " + frame.logId() + " was replaced by another before");
      }
      long seq = frame.firstSeq();
      for (Bytes bytes : frame.records()) {
        check(seq, bytes);
        if (!trouble.isEmpty()) {
          return trouble.getFirst();
        }
        seq++;
      }
      if (!passed.isEmpty()) {
        chain.advance(new Tip(frame.logId(), tipSeq, newest));
        chain.recent.add(tipSeq, passed);
      }
      return new Verdict.Continues(fresh, chain.tip, isUnannouncedLog);
    }

    private void check(long seq, Bytes bytes) {
      switch (RecordCodec.decode(bytes.toArray())) {
        case RecordCodec.Decoded.Rejected rejected ->
            trouble.add(
                new Verdict.Broken(
                    rejected.reason().name(), "record " + seq + ": " + rejected.detail()));
        case RecordCodec.Decoded.Ok ok when ok.isRelayed() ->
            trouble.add(
                new Verdict.Broken("RELAYED", "record " + seq + " is another log's record"));
        case RecordCodec.Decoded.Ok ok -> check(seq, bytes, ok.recorded());
      }
    }

    private void check(long seq, Bytes bytes, Recorded recorded) {
      var id = recorded.envelope().id();
      if (!id.node().equals(node) || !id.logId().equals(frame.logId()) || id.nodeSeq() != seq) {
        trouble.add(new Verdict.Broken("WRONG_IDENTITY", id + " where " + seq + " should stand"));
      } else if (seq > tipSeq + 1) {
        trouble.add(new Verdict.Broken("GAP", "record " + seq + " after " + tipSeq));
      } else if (seq <= tipSeq) {
        known(seq, bytes, recorded);
      } else {
        next(seq, bytes, recorded);
      }
    }

    private void known(long seq, Bytes bytes, Recorded recorded) {
      if (!isNewLog && chain.holdsAnother(seq, bytes.digest())) {
        trouble.add(new Verdict.Conflict(recorded.envelope().id() + " is held with another hash"));
      }
    }

    private void next(long seq, Bytes bytes, Recorded recorded) {
      var expected = seq == 1 ? Sha256.ZERO : passed.isEmpty() ? chain.tip.hash() : before;
      if (!recorded.prevHash().equals(expected)) {
        trouble.add(
            new Verdict.Conflict(recorded.envelope().id() + " does not continue what is held"));
        return;
      }
      isUnannouncedLog |=
          seq == 1
              && isNewLog
              && chain.tip.seq() > 0
              && !(recorded.event() instanceof NodeEvent.LogForked);
      fresh.add(new StoredRecord(recorded, bytes));
      before = bytes.digest();
      var digest = before;
      newest = () -> digest;
      passed.add(before);
      tipSeq = seq;
    }
  }
}
