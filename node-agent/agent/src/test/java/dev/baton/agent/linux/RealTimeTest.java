package dev.baton.agent.linux;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.agent.linux.RealTime.Outcome;
import dev.baton.agent.linux.ffi.Kernel;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class RealTimeTest {
  private final Kernel kernel = Kernel.load();

  private static void isGrantedOrNamesWhatIsMissing(Outcome outcome, String capability) {
    switch (outcome) {
      case Outcome.Granted() -> {}
      case Outcome.Refused(var reason) -> assertTrue(reason.contains(capability), reason);
    }
  }

  @Test
  void aThreadIsScheduledInRealTimeWhereThatIsAllowed() throws InterruptedException {
    var outcome = new AtomicReference<Outcome>(new Outcome.Refused("the thread did not run"));
    var thread =
        Thread.ofPlatform().start(() -> outcome.set(RealTime.scheduleThisThread(kernel, 1)));
    thread.join();
    isGrantedOrNamesWhatIsMissing(outcome.get(), "CAP_SYS_NICE");
  }

  @Test
  void memoryIsLockedWhereThatIsAllowed() {
    isGrantedOrNamesWhatIsMissing(RealTime.lockMemory(kernel), "CAP_IPC_LOCK");
  }
}
