package dev.baton.agent.config;

import java.net.InetAddress;
import java.util.List;
import java.util.Set;

/**
 * What an address is put on its interface with, beyond what the kernel does by itself.
 *
 * @param broadcast none or one
 * @param peer the address of the other end: none or one
 * @param scope the kernel's number; 0 is global
 * @param preferredSeconds how long an IPv6 address may be a source; {@link #FOREVER} for ever
 * @param tracked whether it is put back where somebody else takes it away
 */
public record AddressOptions(
    List<InetAddress> broadcast,
    List<InetAddress> peer,
    int scope,
    Set<Flag> flags,
    long preferredSeconds,
    boolean tracked) {

  /** The kernel's word for a time without an end. */
  public static final long FOREVER = 0xFFFF_FFFFL;

  /** keepalived deprecates every /128, so that the host's own connections never come from it. */
  static long usualPreferredSeconds(InetAddress address, int prefixLength) {
    return address.getAddress().length == 16 && prefixLength == 128 ? 0 : FOREVER;
  }

  /** What an address has that nothing more is said about. */
  public static AddressOptions usual(InetAddress address, int prefixLength) {
    long preferred = usualPreferredSeconds(address, prefixLength);
    return new AddressOptions(List.of(), List.of(), 0, Set.of(), preferred, true);
  }

  /** What is said of an address with one word. */
  public enum Flag {
    /** The home address of a mobile host. */
    HOME("home"),
    /** Duplicate address detection is done, which it is not for other addresses of VRRP. */
    DETECT_DUPLICATES("-nodad"),
    /** Temporary addresses are made from it. */
    MANAGE_TEMPORARY("mngtmpaddr"),
    /** No route to its prefix is made. */
    NO_PREFIX_ROUTE("noprefixroute"),
    /** The kernel joins the multicast group that it is. */
    AUTOJOIN("autojoin");

    private final String word;

    Flag(String word) {
      this.word = word;
    }

    /** As the configuration writes it. */
    String word() {
      return word;
    }
  }

  /** Takes copies. */
  public AddressOptions {
    broadcast = List.copyOf(broadcast);
    peer = List.copyOf(peer);
    flags = Set.copyOf(flags);
  }

  /** As the configuration writes it, each with a space in front. */
  String text(long usualPreferredSeconds) {
    var text = new StringBuilder();
    broadcast.forEach(address -> text.append(" brd ").append(Addresses.text(address)));
    peer.forEach(address -> text.append(" peer ").append(Addresses.text(address)));
    if (scope != 0) {
      text.append(" scope ").append(Scopes.text(scope));
    }
    for (var flag : Flag.values()) {
      text.append(flags.contains(flag) ? " " + flag.word() : "");
    }
    if (preferredSeconds != usualPreferredSeconds) {
      boolean isForever = preferredSeconds == FOREVER;
      text.append(" preferred_lft ").append(isForever ? "forever" : preferredSeconds);
    }
    return text.append(tracked ? "" : " no_track").toString();
  }
}
