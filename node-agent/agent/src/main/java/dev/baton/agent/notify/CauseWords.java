package dev.baton.agent.notify;

import dev.baton.events.Cause;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Why an instance moved, as a person would say it, with what the evidence adds. */
public final class CauseWords {
  private final Map<String, String> evidence;

  private CauseWords(Map<String, String> evidence) {
    this.evidence = evidence;
  }

  /** Why that happened. */
  public static String of(Cause cause, Map<String, String> evidence) {
    var words = new CauseWords(evidence);
    return words.said(cause) + (evidence.containsKey("held") ? "; the node is held" : "");
  }

  /** A time as a person reads it. */
  public static String duration(long nanos) {
    long millis = nanos / 1_000_000;
    return millis < 1_000 ? millis + " ms" : String.format(Locale.ROOT, "%.1f s", millis / 1e3);
  }

  private String said(Cause cause) {
    return switch (cause) {
      case STARTUP -> "it starts";
      case SHUTDOWN -> "the agent was told to stop";
      case ADDRESS_OWNER -> "it owns the addresses";
      case ACTIVE_DOWN_TIMER_EXPIRED ->
          peer().isEmpty() ? "no other Active is heard" : peer() + " fell silent" + lastHeard();
      case ACTIVE_RESIGNED -> who("the Active") + " resigned";
      case PREEMPTED_LOWER -> "only a lower priority is heard" + peerAndPriority();
      case PREEMPT_DELAY_ELAPSED -> "preempt_delay has passed" + peerAndPriority();
      case HIGHER_PRIORITY_ADVERT -> "a higher priority was heard" + peerAndPriority();
      case TIE_BREAK_ADDRESS -> "the same priority was heard from a higher address" + in(peer());
      case DUPLICATE_OWNER -> who("another router") + " owns the addresses as well";
      case INTERFACE_DOWN -> named("an interface is down");
      case INTERFACE_UP -> cleared("the interface is up again");
      case NO_PRIMARY_ADDRESS -> named("no address to advertise from");
      case PRIMARY_ADDRESS_ADDED -> "there is an address to advertise from again";
      case TRACK_INTERFACE, TRACK_SCRIPT, TRACK_FILE, TRACK_PROCESS -> named("a tracker failed");
      case TRACK_STATIC -> named("what it needs of this host is missing");
      case FAULT_CLEARED -> cleared("nothing is wrong any more");
      case SYNC_GROUP -> "sync group" + group();
      case VIP_REMOVED_EXTERNALLY -> "somebody deleted its address";
      case CONFIG_CHANGED -> named("the configuration changed");
      case CONFIG_REMOVED ->
          fact("changed").isEmpty()
              ? "it is no longer in the configuration"
              : "it stops and starts anew: the configuration changed " + fact("changed");
      case HAND_OVER -> "handed over" + (peer().isEmpty() ? "" : ", other router " + peer());
      case DRAIN_RESIGN -> "a drain has the node resign";
      case STALL_YIELD -> "the engine stood still" + ago(" for ", "stalledNanos", "");
    };
  }

  private String fact(String name) {
    return evidence.getOrDefault(name, "");
  }

  private String peer() {
    return fact("peer");
  }

  private String who(String unknown) {
    return peer().isEmpty() ? unknown : peer();
  }

  private String peerAndPriority() {
    String priority = fact("peerPriority").isEmpty() ? "" : "priority " + fact("peerPriority");
    return in(
        Stream.of(peer(), priority).filter(s -> !s.isEmpty()).collect(Collectors.joining(", ")));
  }

  private String lastHeard() {
    return ago(", last heard ", "peerHeardNanosAgo", " ago");
  }

  private String ago(String before, String name, String after) {
    String nanos = fact(name);
    return nanos.isEmpty() ? "" : before + duration(Long.parseLong(nanos)) + after;
  }

  /** All that is wrong, and what the trackers among it saw. */
  private String named(String unknown) {
    String all = fact("faults").isEmpty() ? fact("fault") : fact("faults");
    return (all.isEmpty() ? unknown : all.replace(",", ", ")) + results();
  }

  private String cleared(String unknown) {
    String what = fact("cleared");
    return what.isEmpty() ? unknown : "over: " + what + results();
  }

  private String results() {
    return results(evidence);
  }

  /** What the trackers in the evidence saw, in brackets. */
  public static String results(Map<String, String> evidence) {
    return in(
        evidence.entrySet().stream()
            .filter(fact -> fact.getKey().endsWith("Result") && !fact.getValue().isEmpty())
            .map(Map.Entry::getValue)
            .collect(Collectors.joining(", ")));
  }

  private String group() {
    String member = fact("member").isEmpty() ? "" : ": " + fact("member") + " moved first";
    return fact("group").isEmpty() ? member : " " + fact("group") + member;
  }

  private static String in(String words) {
    return words.isEmpty() ? "" : " (" + words + ")";
  }
}
