package dev.baton.agent;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;

/**
 * Signals, by which daemons are told what to do. The JDK keeps what it offers for them to itself;
 * the launcher opens the door that Chronicle needs as well. There signals have numbers, too, so
 * that those without a name can be had, in the JVM's own safe way.
 */
final class Signals {
  private Signals() {}

  /**
   * Has this called, on a thread of the JVM's, whenever a signal arrives.
   *
   * @return false when the JVM keeps the signal for itself, as it does SIGUSR2 unless {@code
   *     _JAVA_SR_SIGNUM} names another one
   */
  static boolean handle(int number, Runnable action) {
    try {
      var signal = Class.forName("jdk.internal.misc.Signal");
      var handler = Class.forName("jdk.internal.misc.Signal$Handler");
      var calling =
          Proxy.newProxyInstance(
              Signals.class.getClassLoader(),
              new Class<?>[] {handler},
              (proxy, method, arguments) -> {
                action.run();
                return null;
              });
      var numbered = signal.getConstructor(String.class).newInstance("HUP");
      var field = signal.getDeclaredField("number");
      field.setAccessible(true);
      field.setInt(numbered, number);
      signal.getMethod("handle", signal, handler).invoke(null, numbered, calling);
      return true;
    } catch (InvocationTargetException e) {
      return false;
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("this JDK has no signals", e);
    }
  }
}
