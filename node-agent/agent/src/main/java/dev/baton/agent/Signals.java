package dev.baton.agent;

import java.lang.reflect.Proxy;

/**
 * Signals, by which daemons are told what to do. The JDK offers signals in {@code sun.misc} only,
 * which the compiler does not let us name; every JDK since 9 has it there.
 */
final class Signals {
  private Signals() {}

  /**
   * Has this called, on a thread of the JVM's, whenever a signal arrives.
   *
   * @param name without {@code SIG}
   */
  static void handle(String name, Runnable action) {
    try {
      var signal = Class.forName("sun.misc.Signal");
      var handler = Class.forName("sun.misc.SignalHandler");
      var calling =
          Proxy.newProxyInstance(
              handler.getClassLoader(),
              new Class<?>[] {handler},
              (proxy, method, arguments) -> {
                action.run();
                return null;
              });
      var named = signal.getConstructor(String.class).newInstance(name);
      signal.getMethod("handle", signal, handler).invoke(null, named, calling);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("this JDK has no sun.misc.Signal", e);
    }
  }
}
