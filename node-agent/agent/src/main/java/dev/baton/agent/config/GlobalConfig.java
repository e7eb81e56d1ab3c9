package dev.baton.agent.config;

/**
 * What concerns the whole node.
 *
 * @param routerId keepalived's {@code router_id}, empty when not set
 * @param nodeName from {@code #@baton node NAME}, empty when not set
 * @param dumps where the state is written when a signal asks for it
 */
public record GlobalConfig(String routerId, String nodeName, Dumps dumps) {
  /** With the files at their usual places. */
  public GlobalConfig(String routerId, String nodeName) {
    this(routerId, nodeName, Dumps.USUAL);
  }
}
