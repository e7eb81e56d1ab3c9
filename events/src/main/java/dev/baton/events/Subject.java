package dev.baton.events;

/** What an event is about. */
public sealed interface Subject {
  /** The node as a whole. */
  Subject NODE = new Node();

  /** The node as a whole: the envelope already names it. */
  record Node() implements Subject {}

  /**
   * One node's part in a virtual router.
   *
   * @param segment the L2 network: configured, or the interface's first global prefix
   */
  record Instance(String segment, String interfaceName, Family family, Vrid vrid)
      implements Subject {
    /** The virtual router that this instance takes part in. */
    public VirtualRouterId virtualRouter() {
      return new VirtualRouterId(segment, family, vrid);
    }
  }
}
