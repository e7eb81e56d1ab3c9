package dev.baton.agent.linux.ffi;

/** What tests need beside {@link LibC} to move a thread between network namespaces. */
public interface NamespaceCalls {
  /** Opens a file. */
  int open(String path, int flags);

  /** Moves the calling thread into the namespace of a descriptor. */
  int setns(int fd, int type);

  /** Closes a descriptor. */
  int close(int fd);
}
