package dev.baton.controller.fleet;

import dev.baton.controller.fleet.Failovers.Orders;
import dev.baton.events.VirtualRouterId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;

/**
 * The failovers of all virtual routers. What is final of a virtual router to which nothing happened
 * since is taken over from the ledger before: a new one costs what is new.
 */
public final class Ledger {
  /** Before the first event. */
  public static final Ledger EMPTY = new Ledger(Map.of(), (id, seqs) -> false);

  private final Map<VirtualRouterId, Page> pages;
  private final Orders orders;

  /** The failovers of one virtual router, oldest first, and what they were concluded from. */
  private record Page(History history, List<Failover> oldestFirst, boolean isFinal) {}

  private Ledger(Map<VirtualRouterId, Page> pages, Orders orders) {
    this.pages = pages;
    this.orders = orders;
  }

  /**
   * The ledger of a later image of the same fleet.
   *
   * @param newOrders the same object, as long as nothing was ordered or carried out since
   */
  @SuppressWarnings("ReferenceEquality") // Whether it changed, not whether it says the same.
  public Ledger after(Fleet fleet, Orders newOrders) {
    var later = new HashMap<VirtualRouterId, Page>();
    for (RouterView router : fleet.routers().values()) {
      var page = pages.get(router.id());
      boolean isSame =
          page != null
              && page.isFinal()
              && page.history() == router.history()
              && orders == newOrders;
      later.put(router.id(), isSame ? page : page(fleet, router, newOrders));
    }
    return new Ledger(later, newOrders);
  }

  private static Page page(Fleet fleet, RouterView router, Orders orders) {
    var failovers = Failovers.of(fleet, router, orders);
    return new Page(
        router.history(), failovers, failovers.stream().noneMatch(Failover::isProvisional));
  }

  /** At most so many with a smaller {@code seq}, newest first. */
  public List<Failover> newest(long beforeSeq, int limit) {
    var found = new PriorityQueue<Failover>(Comparator.comparingLong(Failover::seq));
    for (Page page : pages.values()) {
      // Pages are ordered by time: what came late stands among what is older.
      for (Failover each : page.oldestFirst()) {
        boolean isOneOfThem = found.size() < limit || each.seq() > found.element().seq();
        if (each.seq() < beforeSeq && isOneOfThem) {
          found.add(each);
          if (found.size() > limit) {
            found.remove();
          }
        }
      }
    }
    var result = new ArrayList<Failover>();
    while (!found.isEmpty()) {
      result.add(found.remove());
    }
    return result.reversed();
  }

  /** The last one of that virtual router: one, or none. */
  public List<Failover> last(VirtualRouterId router) {
    var page = pages.get(router);
    return page == null || page.oldestFirst().isEmpty()
        ? List.of()
        : List.of(page.oldestFirst().getLast());
  }
}
