package dev.baton.agent;

import java.lang.reflect.Proxy;

/**
 * SIGHUP, by which daemons are told to read their configuration again. The JDK offers signals in
 * {@code sun.misc} only, which the compiler does not let us name; every JDK since 9 has it there.
 */
final class HangUp {
  private HangUp() {}

  /** Has this called, on a thread of the JVM's, whenever SIGHUP arrives. */
  static void handle(Runnable action) {
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
      var hangUp = signal.getConstructor(String.class).newInstance("HUP");
      signal.getMethod("handle", signal, handler).invoke(null, hangUp, calling);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("this JDK has no sun.misc.Signal", e);
    }
  }
}
