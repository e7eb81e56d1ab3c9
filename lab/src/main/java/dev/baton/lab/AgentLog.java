package dev.baton.lab;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.baton.events.Family;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** One agent's log as `baton log dump` prints it, read as any other program would read it. */
public final class AgentLog {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String INITIALIZE = "INITIALIZE";

  /** The cause of the end of an engine that could not give one. */
  static final String DEATH = "(engine ended)";

  /** A change of state, or the end of an engine that could not write one. */
  public record Transition(
      long timeNanos, VirtualRouterKey router, String from, String to, String cause) {
    /** Whether the node became Active. */
    public boolean toActive() {
      return "ACTIVE".equals(to);
    }

    /** Whether the node was Active until then. */
    public boolean fromActive() {
      return "ACTIVE".equals(from);
    }
  }

  private final String host;
  private final List<JsonNode> envelopes;

  private AgentLog(String host, List<JsonNode> envelopes) {
    this.host = host;
    this.envelopes = envelopes;
  }

  /** Reads the lines of a dump. */
  public static AgentLog of(String host, List<String> lines) {
    return new AgentLog(host, lines.stream().map(AgentLog::parse).toList());
  }

  private static JsonNode parse(String line) {
    try {
      return JSON.readTree(line);
    } catch (JsonProcessingException e) {
      throw new LabException("not JSON: " + line, e);
    }
  }

  /** The name of the host whose log it is. */
  public String host() {
    return host;
  }

  /** The envelopes, in order. */
  public List<JsonNode> envelopes() {
    return envelopes;
  }

  /** The envelopes of one type, in order. */
  public List<JsonNode> ofType(String type) {
    return envelopes.stream().filter(envelope -> isOf(envelope, type)).toList();
  }

  /** What became of one virtual router on this host, in order; a dead engine ends what was. */
  public List<Transition> transitions(VirtualRouterKey router) {
    var transitions = new ArrayList<Transition>();
    var state = INITIALIZE;
    for (var envelope : envelopes) {
      if (isOf(envelope, "instance.transitioned") && routerOf(envelope).equals(router)) {
        var data = envelope.get("data");
        state = data.get("to").asText();
        var from = data.get("from").asText();
        var cause = data.get("cause").asText();
        transitions.add(new Transition(timeNanos(envelope), router, from, state, cause));
      } else if (endsAnEngine(envelope) && !state.equals(INITIALIZE)) {
        transitions.add(new Transition(timeNanos(envelope), router, state, INITIALIZE, DEATH));
        state = INITIALIZE;
      }
    }
    return transitions;
  }

  /** How long the engine was kept from running, by its own account, in stalls that touch a time. */
  public long stalledNanos(long fromNanos, long toNanos) {
    return ofType("node.stalled").stream()
        .mapToLong(envelope -> stalledNanos(envelope, fromNanos, toNanos))
        .sum();
  }

  private static long stalledNanos(JsonNode envelope, long fromNanos, long toNanos) {
    long wokeNanos = timeNanos(envelope);
    long stalledNanos = envelope.get("data").get("stalledNanos").asLong();
    return wokeNanos >= fromNanos && wokeNanos - stalledNanos <= toNanos ? stalledNanos : 0;
  }

  /** When an envelope's event happened, in nanoseconds since the epoch. */
  public static long timeNanos(JsonNode envelope) {
    return WallClock.toNanos(Instant.parse(envelope.get("time").asText()));
  }

  private static boolean endsAnEngine(JsonNode envelope) {
    return (isOf(envelope, "node.stopped") || isOf(envelope, "node.started"))
        && "engine".equals(envelope.get("data").get("part").asText());
  }

  private static VirtualRouterKey routerOf(JsonNode envelope) {
    var subject = envelope.get("subject");
    var family = Family.valueOf(subject.get("family").asText().toUpperCase(Locale.ROOT));
    return new VirtualRouterKey(family, subject.get("vrid").asInt());
  }

  private static boolean isOf(JsonNode envelope, String type) {
    return type.equals(envelope.get("type").asText());
  }
}
