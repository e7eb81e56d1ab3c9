package dev.baton.events.chronicle;

import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.util.regex.Pattern;

/** What went wrong with a file, in words for whoever runs the program. */
final class Complaint {
  private static final Pattern CLASS_NAME = Pattern.compile("([a-z]+\\.)+[A-Z]\\w*(: )?");

  private Complaint() {}

  static String of(Throwable failure) {
    return switch (failure) {
      case AccessDeniedException denied -> "there is no permission for " + denied.getFile();
      case NoSuchFileException missing -> missing.getFile() + " is not there";
      // What the JVM makes of a page that the system cannot provide.
      case InternalError _ -> "the disk is full, or cannot be read";
      default -> {
        var message = failure.getMessage();
        yield cleaned(message == null ? "" : message);
      }
    };
  }

  private static String cleaned(String message) {
    var first = CLASS_NAME.matcher(message.lines().findFirst().orElse("")).replaceAll("");
    return first.isBlank() ? "their structure cannot be followed" : first.strip();
  }
}
