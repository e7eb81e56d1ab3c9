package dev.baton.events.chronicle;

import java.io.EOFException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** What went wrong with a file, in a few words for whoever runs the program. */
public final class Complaint {
  private static final Pattern QUEUE_LOCK =
      Pattern.compile("Unable to claim exclusive \\w+ lock on file (.*)");
  private static final Pattern CLASS_NAME = Pattern.compile("([a-z]+\\.)+[A-Z]\\w*(: )?");

  private Complaint() {}

  /** Of what an operation on a file threw. */
  public static String of(Throwable failure) {
    return switch (failure) {
      case AccessDeniedException denied -> "there is no permission for " + denied.getFile();
      case NoSuchFileException missing -> missing.getFile() + " is not there";
      case FileAlreadyExistsException other when Files.isRegularFile(Path.of(other.getFile())) ->
          other.getFile() + " is a file, where a directory is needed";
      case FileAlreadyExistsException other -> other.getFile() + " is there already";
      case EOFException _ when failure.getMessage() == null -> "it ends too early";
      // What the JVM makes of a page that the system cannot provide.
      case InternalError _ -> "the disk is full, or cannot be read";
      default -> {
        var message = failure.getMessage();
        yield cleaned(message == null ? "" : message);
      }
    };
  }

  private static String cleaned(String message) {
    var line = message.lines().findFirst().orElse("");
    var first =
        CLASS_NAME
            .matcher(QUEUE_LOCK.matcher(line).replaceFirst("$1 is no file of a queue"))
            .replaceAll("");
    return first.isBlank() ? "their structure cannot be followed" : first.strip();
  }
}
