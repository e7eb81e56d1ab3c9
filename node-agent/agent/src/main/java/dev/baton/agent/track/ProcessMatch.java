package dev.baton.agent.track;

import dev.baton.agent.config.TrackerDefinition.Matching;
import java.util.List;

/**
 * Which processes are meant.
 *
 * @param command the program and its parameters
 */
record ProcessMatch(List<String> command, Matching matching) {
  /** The kernel keeps so much of a name. */
  private static final int NAME_BYTES = 15;

  /** Keeps a copy. */
  ProcessMatch {
    command = List.copyOf(command);
  }

  /** Whether the name alone decides; else the command line does. */
  boolean isByName() {
    return matching == Matching.NAME;
  }

  /** Whether a process of this name is meant. */
  boolean fitsName(String name) {
    String wanted = command.getFirst();
    return name.equals(wanted.substring(0, Math.min(NAME_BYTES, wanted.length())));
  }

  /** Whether a process with these arguments, the program first, is meant. */
  boolean fitsCommand(List<String> arguments) {
    if (arguments.size() < command.size()) {
      return false;
    }
    var first = arguments.subList(0, command.size());
    return switch (matching) {
      case NAME -> false;
      case COMMAND_LINE -> arguments.equals(command);
      case FIRST_PARAMETERS -> first.equals(command);
      case BEGINNING ->
          first.subList(0, first.size() - 1).equals(command.subList(0, command.size() - 1))
              && first.getLast().startsWith(command.getLast());
    };
  }
}
