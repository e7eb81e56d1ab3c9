package dev.baton.agent.linux;

/** Whether a descriptor had something to read at the last wait. Its reader clears it. */
final class Readiness {
  private boolean readable;

  boolean isReadable() {
    return readable;
  }

  void mark() {
    readable = true;
  }

  void clear() {
    readable = false;
  }
}
