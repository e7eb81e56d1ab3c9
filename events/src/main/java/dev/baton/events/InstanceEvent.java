package dev.baton.events;

import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** What happened to one instance; the envelope's subject says to which. */
public sealed interface InstanceEvent extends Event {
  /**
   * {@code instance.transitioned}: the central event.
   *
   * @param priority the effective priority when it happened
   * @param evidence the facts behind the cause, sorted by name
   */
  record Transitioned(
      InstanceState from,
      InstanceState to,
      Cause cause,
      Priority priority,
      Map<String, String> evidence)
      implements InstanceEvent {
    /** Keeps a sorted copy of the evidence. */
    public Transitioned {
      evidence = Facts.copyOf(evidence);
    }

    /** The faults that it names, sorted by name; none where it leads to another state. */
    public List<String> faults() {
      if (to != InstanceState.FAULT) {
        return List.of();
      }
      String all = evidence.getOrDefault("faults", evidence.getOrDefault("fault", ""));
      return all.isEmpty() ? List.of() : Arrays.stream(all.split(",", -1)).sorted().toList();
    }
  }

  /**
   * {@code instance.faults-changed}: other faults than the log named last keep an instance in
   * Fault.
   *
   * @param faults all that hold now, sorted by name; {@code raised} and {@code cleared} likewise
   * @param cause of what came; where only something went, of its end
   * @param evidence the facts behind it, sorted by name
   */
  record FaultsChanged(
      List<String> faults,
      List<String> raised,
      List<String> cleared,
      Cause cause,
      Map<String, String> evidence)
      implements InstanceEvent {
    /** Keeps sorted copies. */
    public FaultsChanged {
      faults = faults.stream().sorted().toList();
      raised = raised.stream().sorted().toList();
      cleared = cleared.stream().sorted().toList();
      evidence = Facts.copyOf(evidence);
    }
  }

  /** One thing that raises or lowers a priority. */
  record Contribution(String name, int delta) {}

  /** {@code instance.priority-changed}: the effective priority, with every contribution. */
  record PriorityChanged(Priority from, Priority to, List<Contribution> contributions)
      implements InstanceEvent {
    /** Keeps a copy. */
    public PriorityChanged {
      contributions = List.copyOf(contributions);
    }
  }

  /**
   * {@code instance.vips-applied}: addresses that now stand on the interface because of us.
   *
   * @param failed addresses that could not be set, each with the reason
   */
  record VipsApplied(List<String> addresses, List<String> failed) implements InstanceEvent {
    /** Keeps copies. */
    public VipsApplied {
      addresses = List.copyOf(addresses);
      failed = List.copyOf(failed);
    }
  }

  /**
   * {@code instance.vips-removed}: addresses that we took away.
   *
   * @param by {@code engine}, or {@code steward} after the engine died
   */
  record VipsRemoved(List<String> addresses, String by) implements InstanceEvent {
    /** Keeps a copy. */
    public VipsRemoved {
      addresses = List.copyOf(addresses);
    }
  }

  /** {@code instance.vips-left-behind}: addresses found there at start, taken away. */
  record VipsLeftBehind(List<String> addresses) implements InstanceEvent {
    /** Keeps a copy. */
    public VipsLeftBehind {
      addresses = List.copyOf(addresses);
    }
  }

  /**
   * {@code instance.routes-applied}: routes and rules that are now there because of us.
   *
   * @param failed those that could not be added, each with the reason
   */
  record RoutesApplied(List<String> routes, List<String> failed) implements InstanceEvent {
    /** Keeps copies. */
    public RoutesApplied {
      routes = List.copyOf(routes);
      failed = List.copyOf(failed);
    }
  }

  /**
   * {@code instance.routes-removed}: routes and rules that are gone.
   *
   * @param by {@code engine}, {@code steward} after the engine died, or {@code somebody else}
   */
  record RoutesRemoved(List<String> routes, String by) implements InstanceEvent {
    /** Keeps a copy. */
    public RoutesRemoved {
      routes = List.copyOf(routes);
    }
  }

  /**
   * {@code instance.announced}: gratuitous ARP or unsolicited NA was sent.
   *
   * @param kind {@code garp} or {@code na}
   */
  record Announced(String kind, List<String> addresses, int framesCount) implements InstanceEvent {
    /** Keeps a copy. */
    public Announced {
      addresses = List.copyOf(addresses);
    }
  }
}
