package dev.baton.agent.config;

/** A route or a rule that comes and goes with an instance, or is always there. */
public sealed interface Routing extends Fixture permits Route, Rule {
  /** The protocol number that iproute2 calls keepalived, as keepalived marks what it adds. */
  int PROTOCOL_KEEPALIVED = 18;
}
