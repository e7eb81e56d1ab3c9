package dev.baton.controller.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;

/** A command that asks a controller; ends with one sentence when that does not work. */
abstract class Asking implements Callable<Integer> {
  @Mixin private Server server = new Server();

  @Mixin private Screen screen = new Screen();

  final Server server() {
    return server;
  }

  final Screen screen() {
    return screen;
  }

  /** Does it; gives the exit code. */
  abstract int run();

  @Override
  public final Integer call() {
    try {
      return run();
    } catch (Failure failure) {
      screen.message("baton: " + failure.getMessage());
      return failure.exitCode();
    }
  }
}
