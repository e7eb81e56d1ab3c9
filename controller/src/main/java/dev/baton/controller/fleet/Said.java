package dev.baton.controller.fleet;

/** The place in a node's story from which something is said. */
record Said(Logs logs, Position at) {
  <T> Latest<T> that(Latest<T> before, T value) {
    return logs.isAfter(at, before.at()) ? new Latest<>(at, value) : before;
  }
}
