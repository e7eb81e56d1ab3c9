package dev.baton.events.chronicle;

/**
 * What a log is made with; a part of its format, so a log is opened with what it was made with.
 *
 * @param blockBytes by how much a queue file grows: large ones stall the writer for milliseconds
 */
public record Options(int blockBytes) {
  /** A node's log: few events, small files. */
  public static final Options AGENT = new Options(1 << 20);

  /** The controller's log: the events of all nodes. */
  public static final Options CONTROLLER = new Options(4 << 20);

  /** Whose logs are made so. */
  String owner() {
    return equals(AGENT)
        ? "an agent"
        : equals(CONTROLLER) ? "a controller" : "somebody with blocks of " + blockBytes + " bytes";
  }

  /** Rejects what the queue would silently round. */
  public Options {
    if (blockBytes < 1 << 16 || Integer.bitCount(blockBytes) != 1) {
      throw new IllegalArgumentException(
          "block must be a power of two from 64 KiB, not " + blockBytes);
    }
  }
}
