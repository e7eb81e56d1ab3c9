package dev.baton.agent.engine;

/** One change of a link or of its addresses. */
public sealed interface LinkChange {

  /** The interface it happened to. */
  String interfaceName();

  /** A link exists that did not, or exists anew under another index. */
  record LinkAppeared(String interfaceName) implements LinkChange {}

  /** A link is gone, and with it its addresses, whether or not changes of theirs came before. */
  record LinkGone(String interfaceName) implements LinkChange {}

  /** A link can carry traffic. */
  record LinkUp(String interfaceName) implements LinkChange {}

  /** A link cannot carry traffic any more. */
  record LinkDown(String interfaceName) implements LinkChange {}

  /** A link's hardware address or MTU is another one. */
  record LinkAltered(String interfaceName) implements LinkChange {}

  /** An address was added, or its scope or flags changed (a tentative one became usable). */
  record AddressAdded(String interfaceName, InterfaceAddress address) implements LinkChange {}

  /** An address was taken away, by us or by anybody. */
  record AddressRemoved(String interfaceName, InterfaceAddress address) implements LinkChange {}
}
