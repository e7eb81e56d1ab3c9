package dev.baton.agent.engine;

import dev.baton.agent.engine.LoopPart.Election;
import dev.baton.agent.engine.LoopPart.Tracking;
import dev.baton.agent.engine.LoopPart.Wire;
import dev.baton.events.Family;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Makes up what the hosts of a trial are to do. */
final class LoopPlans {
  private static final int[] INTERVALS = {10, 20, 50, 100, 150};
  private static final int[] SECONDS = {100, 200};
  private static final int FIRST_VRID = 51;

  private final SplittableRandom chance;
  private final int hostCount;

  LoopPlans(SplittableRandom chance, int hostCount) {
    this.chance = chance;
    this.hostCount = hostCount;
  }

  /** One for each host. */
  List<LoopPlan> plans() {
    int instanceCount = 1 + chance.nextInt(4);
    int groupedCount = instanceCount > 1 && chance.nextInt(3) == 0 ? 2 : 0;
    var group = new ArrayList<String>();
    var parts = new ArrayList<List<LoopPart>>();
    var groupElections = elections();
    for (int number = 0; number < instanceCount; number++) {
      boolean isGrouped = number < groupedCount;
      var elections = isGrouped ? groupElections : elections();
      parts.add(parts(number, isGrouped, elections));
      if (isGrouped) {
        group.add(parts.getLast().getFirst().name());
      }
    }
    var groups =
        group.isEmpty() ? List.<LoopPlan.Group>of() : List.of(new LoopPlan.Group("G", group));
    var plans = new ArrayList<LoopPlan>();
    for (int host = 0; host < hostCount; host++) {
      int index = host;
      plans.add(new LoopPlan(parts.stream().map(each -> each.get(index)).toList(), groups));
    }
    return plans;
  }

  /** Who is to win, host by host. */
  private List<Election> elections() {
    boolean preempts = chance.nextInt(3) > 0;
    int delaySeconds = preempts && chance.nextInt(3) == 0 ? 1 + chance.nextInt(3) : 0;
    var elections = new ArrayList<Election>();
    for (int host = 0; host < hostCount; host++) {
      elections.add(new Election(priority(), preempts, delaySeconds));
    }
    return elections;
  }

  int priority() {
    return 60 + 10 * chance.nextInt(12);
  }

  private List<LoopPart> parts(int number, boolean isGrouped, List<Election> elections) {
    var family = chance.nextInt(3) == 0 ? Family.IPV6 : Family.IPV4;
    int version = family == Family.IPV4 && chance.nextInt(3) == 0 ? 2 : 3;
    var wire = new Wire(FIRST_VRID + number, family, version, interval(version));
    var vips = vips(number, family);
    var parts = new ArrayList<LoopPart>();
    for (var election : elections) {
      parts.add(new LoopPart("V" + number, wire, election, vips, tracking(isGrouped)));
    }
    return parts;
  }

  /** What a group's members track may be a fault, but moves no priority. */
  private Tracking tracking(boolean isGrouped) {
    var all = Tracking.values();
    var tracking = all[chance.nextInt(all.length)];
    boolean isWeight = tracking == Tracking.SCRIPT_WEIGHT || tracking == Tracking.LINK_WEIGHT;
    return isGrouped && isWeight ? Tracking.NOTHING : tracking;
  }

  int interval(int version) {
    var intervals = version == 2 ? SECONDS : INTERVALS;
    return intervals[chance.nextInt(intervals.length)];
  }

  /** One to three; IPv6 begins with a link-local one. */
  List<InetAddress> vips(int number, Family family) {
    var vips = new ArrayList<InetAddress>();
    int count = 1 + chance.nextInt(3);
    int first = 100 + 20 * number + 3 * chance.nextInt(5);
    for (int i = 0; i < count; i++) {
      String prefix = i == 0 ? "fe80::" : "2001:db8::";
      vips.add(InetAddress.ofLiteral((family == Family.IPV4 ? "10.77.0." : prefix) + (first + i)));
    }
    return vips;
  }
}
