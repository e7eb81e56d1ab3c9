package dev.baton.controller.fleet;

/** A value and where in the node's story it was said; what was said last wins, not what came. */
record Latest<T>(Position at, T value) {
  static <T> Latest<T> unknown(T value) {
    return new Latest<>(Position.NOWHERE, value);
  }
}
