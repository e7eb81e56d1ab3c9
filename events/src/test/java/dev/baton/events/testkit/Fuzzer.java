package dev.baton.events.testkit;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * Feeds a decoder with mutations of good inputs and with noise. More, or others, on demand: {@code
 * -Dbaton.fuzz.inputs=N -Dbaton.fuzz.seed=S}.
 */
public final class Fuzzer {
  /** How many inputs a decoder gets. */
  public static final long INPUTS = Long.getLong("baton.fuzz.inputs", 2_000_000L);

  private static final long SEED = Long.getLong("baton.fuzz.seed", 1L);
  private static final int NOISE_EVERY = 16;

  private final List<byte[]> good;
  private final UnaryOperator<byte[]> mend;

  private Fuzzer(List<byte[]> good, UnaryOperator<byte[]> mend) {
    this.good = good;
    this.mend = mend;
  }

  /** Begins with these good inputs. */
  public static Fuzzer from(List<byte[]> good) {
    return new Fuzzer(good, UnaryOperator.identity());
  }

  /** Mends what every mutation breaks, a checksum for instance, of every second input. */
  public Fuzzer mending(UnaryOperator<byte[]> mender) {
    return new Fuzzer(good, mender);
  }

  /** Gives the decoder all inputs; what it throws is reported with the input. */
  public void feed(Consumer<byte[]> decoder) {
    var mutator = new ByteMutator(SEED);
    var random = new SplittableRandom(SEED);
    for (long round = 0; round < INPUTS; round++) {
      boolean isNoise = round % NOISE_EVERY == 0;
      byte[] input =
          isNoise ? mutator.noise() : mutator.mutate(good.get(random.nextInt(good.size())));
      byte[] mended = round % 2 == 0 ? input : mend.apply(input);
      byte[] before = mended.clone();
      try {
        decoder.accept(mended);
      } catch (RuntimeException | Error e) {
        throw new AssertionError(
            "seed " + SEED + ", input " + round + ": " + HexFormat.of().formatHex(before), e);
      }
      if (!Arrays.equals(before, mended)) {
        throw new AssertionError(
            "a decoder wrote into its input: " + HexFormat.of().formatHex(before));
      }
    }
  }
}
