package dev.baton.events;

import java.util.regex.Pattern;

/** The name of a node: 1 to 63 letters, digits, dots, dashes or underscores. */
public record NodeName(String value) implements Comparable<NodeName> {
  private static final Pattern ALLOWED = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,62}");

  /** Rejects names that could not stand in a path or an event identity. */
  public NodeName {
    if (!ALLOWED.matcher(value).matches()) {
      throw new IllegalArgumentException(
          "node name must be 1 to 63 letters, digits, '.', '-' or '_', not \"" + value + "\"");
    }
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
