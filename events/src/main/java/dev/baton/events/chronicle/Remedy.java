package dev.baton.events.chronicle;

import dev.baton.events.codec.RecordCodec;
import java.nio.file.Path;

/** What is to be done about a log that cannot be read on from some record. */
public final class Remedy {
  private Remedy() {}

  /** In words; the reason is that of the damage. */
  public static String of(String reason, Path data) {
    return isNewerFormat(reason)
        ? "use the version of Baton that wrote it, as nothing is damaged"
        : "repair it with: baton log repair --data " + data;
  }

  /** Whether the record is sound, and only this version of the program does not know it. */
  static boolean isNewerFormat(String reason) {
    return reason.startsWith(RecordCodec.Reason.NEWER_FORMAT.name());
  }
}
