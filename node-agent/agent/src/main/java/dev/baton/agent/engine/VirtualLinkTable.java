package dev.baton.agent.engine;

/**
 * The virtual routers' own interfaces. One that is down answers nothing and emits nothing, so that
 * no switch learns the virtual MAC address from a Backup.
 */
public interface VirtualLinkTable {

  /**
   * Has the interface there, down, and its surroundings set so that nobody else answers for its
   * addresses. What a killed engine left under the name is replaced; what is somebody else's is not
   * touched. Does nothing where it is there.
   */
  Outcome make(VirtualLink link);

  /** Whether the very interface that was made is there, and not another one of its name. */
  boolean has(VirtualLink link);

  /** Has the interface up. */
  Outcome raise(VirtualLink link);

  /** Has the interface down; its IPv6 addresses go with that. */
  void lower(VirtualLink link);

  /** Takes the interface away, and puts back what was set for it. */
  void remove(VirtualLink link);

  /** What came of a request. */
  sealed interface Outcome {
    /** It is so. */
    record Done() implements Outcome {}

    /** It is not so. */
    record Failed(String reason) implements Outcome {}
  }
}
