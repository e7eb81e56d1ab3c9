package dev.baton.events;

/** The name of a node: 1 to 63 letters, digits, dots, dashes or underscores. */
public record NodeName(String value) implements Comparable<NodeName> {
  private static final int MOST_CHARACTERS = 63;

  /** Rejects names that could not stand in a path or an event identity. */
  public NodeName {
    if (!isAllowed(value)) {
      throw new IllegalArgumentException(
          "node name must be 1 to 63 letters, digits, '.', '-' or '_', not \"" + value + "\"");
    }
  }

  /** By hand, because a name stands in every record that is read. */
  private static boolean isAllowed(String value) {
    if (value.isEmpty() || value.length() > MOST_CHARACTERS || !isLetterOrDigit(value.charAt(0))) {
      return false;
    }
    for (int i = 1; i < value.length(); i++) {
      char each = value.charAt(i);
      if (!isLetterOrDigit(each) && each != '.' && each != '_' && each != '-') {
        return false;
      }
    }
    return true;
  }

  private static boolean isLetterOrDigit(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
  }

  @Override
  public int compareTo(NodeName other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
