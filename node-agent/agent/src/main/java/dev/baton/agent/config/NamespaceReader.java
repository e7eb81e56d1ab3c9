package dev.baton.agent.config;

/** Reads the name of a network namespace. */
final class NamespaceReader {
  private NamespaceReader() {}

  static String read(Settings top) {
    String given = top.word("net_namespace", "");
    if (isName(given)) {
      return given;
    }
    if (!given.isEmpty()) {
      top.warn(
          "net_namespace",
          "net_namespace is '%s', allowed is a name of ip netns, without /; it is read over: correct it"
              .formatted(given));
    }
    return "";
  }

  /** Whether a file in the directory of namespaces can be called that. */
  private static boolean isName(String given) {
    return !given.isEmpty()
        && given.indexOf('/') < 0
        && given.indexOf('\0') < 0
        && !given.equals(".")
        && !given.equals("..");
  }
}
