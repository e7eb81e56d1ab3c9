package dev.baton.agent.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class DeadlinesTest {
  private static final class Sleeper implements Deadlines.Waiting {
    private long dueNanos = Wakeups.NO_DEADLINE;
    private int heapIndex = -1;

    @Override
    public long dueNanos() {
      return dueNanos;
    }

    @Override
    public int heapIndex() {
      return heapIndex;
    }

    @Override
    public void heapIndex(int index) {
      heapIndex = index;
    }
  }

  private static long earliest(List<Sleeper> sleepers) {
    return sleepers.stream().mapToLong(Sleeper::dueNanos).min().orElse(Wakeups.NO_DEADLINE);
  }

  @Test
  void theFirstIsAlwaysTheOneWhoseDeadlineIsEarliest() {
    var random = new SplittableRandom(7);
    var deadlines = new Deadlines<Sleeper>();
    var sleepers = new ArrayList<Sleeper>();
    for (int i = 0; i < 50; i++) {
      sleepers.add(new Sleeper());
    }
    for (int step = 0; step < 20_000; step++) {
      var one = sleepers.get(random.nextInt(sleepers.size()));
      one.dueNanos = random.nextInt(4) == 0 ? Wakeups.NO_DEADLINE : random.nextInt(1_000);
      deadlines.moved(one);
      assertEquals(earliest(sleepers), deadlines.earliestNanos());
      if (deadlines.size() > 0) {
        assertEquals(deadlines.earliestNanos(), deadlines.first().dueNanos());
      }
      long waiting = sleepers.stream().filter(s -> s.dueNanos != Wakeups.NO_DEADLINE).count();
      assertEquals(waiting, deadlines.size());
    }
  }
}
