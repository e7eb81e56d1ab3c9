package dev.baton.agent;

import dev.baton.agent.config.TrackerKind;
import dev.baton.agent.notify.CauseWords;
import dev.baton.agent.track.TrackerReport;
import dev.baton.events.CommandEvent;
import dev.baton.events.ConfigEvent;
import dev.baton.events.ControllerEvent;
import dev.baton.events.DrainEvent;
import dev.baton.events.Event;
import dev.baton.events.InstanceEvent;
import dev.baton.events.NodeEvent;
import dev.baton.events.NotificationEvent;
import dev.baton.events.PeerEvent;
import dev.baton.events.TrackerEvent;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What an event says, for who looks at a terminal; nothing where it would only be noise. */
final class EventWords {
  /** The number of a file, and why it is that one although nobody wrote it. */
  private static final Pattern FILE_NUMBER = Pattern.compile("-?\\d+(|: .*)(|;.*)");

  private EventWords() {}

  static List<String> of(Event event) {
    return switch (event) {
      case InstanceEvent instance -> ofInstance(instance);
      case PeerEvent peer -> List.of(ofPeer(peer));
      case TrackerEvent.StateChanged(var name, var kind, var isUp, var detail) ->
          List.of(ofTracker(kind, name, isUp, detail));
      case NodeEvent node -> ofNode(node);
      case DrainEvent.HoldPlaced held ->
          List.of("held by " + held.by() + in(held.message()) + ": it serves only if nobody else");
      case DrainEvent.HoldLifted lifted -> List.of("no longer held" + in(lifted.why()));
      case CommandEvent.Refused refused ->
          List.of("a command is refused: " + refused.reason() + in(refused.detail()));
      case NotificationEvent.Failed(var notice, var reason, var tookMillis) ->
          List.of(
              "%s %s was not told of %s %s: %s"
                  .formatted(
                      notice.channel(), notice.target(), notice.name(), notice.state(), reason));
      // Who reloads says what is otherwise than before.
      case ConfigEvent config -> List.of();
      case DrainEvent drain -> List.of();
      case CommandEvent command -> List.of();
      case ControllerEvent controller -> List.of();
      case NotificationEvent notification -> List.of();
    };
  }

  private static String ofTracker(String kind, String name, boolean isUp, String detail) {
    String tracker = kind + " " + name;
    var number = FILE_NUMBER.matcher(detail);
    if (kind.equals(TrackerKind.FILE.text()) && number.matches()) {
      // What it means is up to the weight that each instance gives it.
      return tracker + (number.group(1).isEmpty() ? " holds " : " counts as ") + detail;
    }
    return switch (TrackerReport.sense(isUp, detail)) {
      case UP -> tracker + " is up" + in(detail);
      case DOWN -> tracker + " is down" + in(detail);
      case UNWATCHED -> tracker + " is disabled and has no say" + in(detail);
    };
  }

  private static List<String> ofInstance(InstanceEvent event) {
    return switch (event) {
      case InstanceEvent.Transitioned t ->
          List.of(
              "%s -> %s, priority %d: %s"
                  .formatted(
                      t.from(),
                      t.to(),
                      t.priority().value(),
                      CauseWords.of(t.cause(), t.evidence())));
      case InstanceEvent.PriorityChanged(var from, var to, var contributions) ->
          List.of(
              "priority %d -> %d%s"
                  .formatted(
                      from.value(),
                      to.value(),
                      in(
                          contributions.stream()
                              .map(one -> "%s %+d".formatted(one.name(), one.delta()))
                              .collect(Collectors.joining(", ")))));
      case InstanceEvent.VipsApplied(var addresses, var failed) -> applied(addresses, failed);
      case InstanceEvent.VipsRemoved(var addresses, var by) -> List.of(removed(by, addresses));
      case InstanceEvent.VipsLeftBehind(var addresses) ->
          List.of("was there before this start: " + joined(addresses) + "; taken away");
      case InstanceEvent.RoutesApplied(var routes, var failed) -> applied(routes, failed);
      case InstanceEvent.RoutesRemoved(var routes, var by) -> List.of(removed(by, routes));
      case InstanceEvent.FaultsChanged changed -> List.of(ofFaults(changed));
      case InstanceEvent.Announced announced -> List.of();
    };
  }

  private static String ofFaults(InstanceEvent.FaultsChanged event) {
    String seen = CauseWords.results(event.evidence());
    String came = event.raised().isEmpty() ? "" : "now also " + joined(event.raised()) + seen;
    String went = event.cleared().isEmpty() ? "" : "over: " + joined(event.cleared());
    return "still FAULT, %s; what is wrong: %s"
        .formatted(
            came.isEmpty() ? went + seen : went.isEmpty() ? came : came + "; " + went,
            joined(event.faults()));
  }

  private static List<String> applied(List<String> done, List<String> failed) {
    String set = done.isEmpty() ? "" : "set " + joined(done);
    String refused = failed.isEmpty() ? "" : "could not set " + joined(failed);
    return List.of(set, refused).stream().filter(line -> !line.isEmpty()).toList();
  }

  private static String removed(String by, List<String> what) {
    return switch (by) {
      case "engine" -> "took away " + joined(what);
      case "steward" -> "took away " + joined(what) + ", which the dead engine left";
      default -> by + " took away " + joined(what);
    };
  }

  private static String ofPeer(PeerEvent event) {
    return switch (event) {
      case PeerEvent.FirstHeard(var address, var priority, var version, var interval) ->
          "hears %s as Active, priority %d, version %d, every %s"
              .formatted(
                  address, priority.value(), version, CauseWords.duration(interval * 10_000_000L));
      case PeerEvent.FellSilent(var address, var nanos) ->
          "hears " + address + " no longer, for " + CauseWords.duration(nanos);
      case PeerEvent.GaveWay(var address, var winner, var nanos) ->
          address + " gave way to " + winner;
      case PeerEvent.AdvertMissed(var address, var nanos, var unreported) ->
          "an advertisement of " + address + " is missing" + in(more(unreported));
      case PeerEvent.Mismatch(var address, var kind, var ours, var theirs) ->
          "%s differs in %s: ours %s, theirs %s"
              .formatted(address, kind.replace('-', ' '), ours, theirs);
    };
  }

  private static String more(long unreported) {
    return unreported == 0 ? "" : unreported + " more before";
  }

  private static List<String> ofNode(NodeEvent event) {
    return switch (event) {
      case NodeEvent.Stalled(var part, var nanos) ->
          List.of("the " + part + " did not run for " + CauseWords.duration(nanos));
      case NodeEvent.AdvertsBlocked blocked -> List.of(ofBlocked(blocked));
      case NodeEvent.EventsDropped(var count, var where) ->
          List.of(count + " events lost: " + where);
      case NodeEvent.LogForked forked -> List.of("a new log begins: " + forked.reason());
      case NodeEvent.ClockStepped(var nanos) ->
          List.of(String.format(Locale.ROOT, "the clock was set by %+.3f s", nanos / 1e9));
      case NodeEvent.Stopped(var part, var pid, var how, var detail) ->
          // The steward says itself how an engine died.
          how.equals("died")
              ? List.of()
              : List.of("%s stopped, pid %d%s".formatted(part, pid, in(detail)));
      case NodeEvent.StaticsApplied(var statics, var failed) -> applied(statics, failed);
      case NodeEvent.StaticsRemoved(var statics, var by) -> List.of(removed(by, statics));
      case NodeEvent.TablesRestored(var tables, var failure, var times) ->
          List.of(
              "somebody deleted or changed the nftables tables %s%s: %s"
                  .formatted(
                      joined(tables),
                      times == 1 ? "" : " (%d times)".formatted(times),
                      failure.isEmpty() ? "they are as they were again" : failure));
      case NodeEvent.Started started -> List.of();
      case NodeEvent.ClockMeasured measured -> List.of();
      case NodeEvent.HeadWitnessed witnessed -> List.of();
    };
  }

  private static String ofBlocked(NodeEvent.AdvertsBlocked blocked) {
    String way = blocked.direction() + " " + blocked.interfaceName();
    if (blocked.reason().isEmpty()) {
      return "advertisements get through again: " + way;
    }
    String remedy = blocked.remedy().isEmpty() ? "" : "; let them pass with: " + blocked.remedy();
    return "advertisements do not get through: %s: %s%s".formatted(way, blocked.reason(), remedy);
  }

  private static String joined(List<String> words) {
    return String.join(", ", words);
  }

  private static String in(String words) {
    return words.isEmpty() ? "" : " (" + words + ")";
  }
}
