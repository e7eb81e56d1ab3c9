package dev.baton.agent.config;

/** A place in a configuration file; lines and columns count from 1. */
public record Position(String file, int line, int column) {
  /** The place in the form that editors and compilers use. */
  @Override
  public String toString() {
    return file + ":" + line + ":" + column;
  }
}
