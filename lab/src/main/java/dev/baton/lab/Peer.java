package dev.baton.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A router program on a host. */
public sealed interface Peer permits BatonAgent, Keepalived, Frr {
  /** The host that it runs on. */
  Host host();

  /** Starts the program. */
  void start();

  /** Asks the program to end as an operator would, and waits for it. */
  void stop();

  /** Writes a file for a program of the lab. */
  static Path write(Path path, String text) {
    try {
      Files.createDirectories(path.getParent());
      return Files.writeString(path, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
