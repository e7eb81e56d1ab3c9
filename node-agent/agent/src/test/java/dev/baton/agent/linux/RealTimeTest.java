package dev.baton.agent.linux;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.agent.config.Scheduling;
import dev.baton.agent.linux.RealTime.Outcome;
import dev.baton.agent.linux.ffi.Kernel;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
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
    List<String> said = new CopyOnWriteArrayList<>();
    var urgency = new LinuxUrgency(kernel, said::add);
    var thread = Thread.ofPlatform().start(() -> urgency.begin(Scheduling.USUAL));
    thread.join();
    assertTrue(said.stream().allMatch(text -> text.contains("CAP_SYS_NICE")), said.toString());
  }

  @Test
  void memoryIsLockedWhereThatIsAllowed() {
    isGrantedOrNamesWhatIsMissing(RealTime.lockMemory(kernel), "CAP_IPC_LOCK");
  }
}
