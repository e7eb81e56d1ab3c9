package dev.baton.agent.linux.ffi;

import jnr.ffi.LibraryLoader;

/** Moves the calling thread between network namespaces. */
public final class ThreadNamespace {
  private static final int CLONE_NEWNET = 0x4000_0000;
  private static final int O_CLOEXEC = 0x80000;

  private final NamespaceCalls calls = LibraryLoader.create(NamespaceCalls.class).load("c");

  /** The namespace of the calling thread. */
  public int current() {
    return open("/proc/thread-self/ns/net");
  }

  /** A namespace by its name. */
  public int named(String name) {
    return open("/run/netns/" + name);
  }

  /** Moves the calling thread there. */
  public void enter(int namespace) {
    if (calls.setns(namespace, CLONE_NEWNET) < 0) {
      throw new AssertionError("setns failed: these tests need root");
    }
  }

  /** Lets go of a namespace. */
  public void close(int namespace) {
    calls.close(namespace);
  }

  private int open(String path) {
    int fd = calls.open(path, O_CLOEXEC);
    if (fd < 0) {
      throw new AssertionError("cannot open " + path);
    }
    return fd;
  }
}
