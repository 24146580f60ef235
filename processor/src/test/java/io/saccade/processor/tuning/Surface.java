package io.saccade.processor.tuning;

import io.saccade.processor.serving.ModelFailedException;
import java.time.Duration;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;

/**
 * A machine that is drawn: a rate for every point, with noise that is the machine's for a while and
 * noise that is each slice's own, and a clock that only its work moves.
 */
final class Surface implements Trials {

  private static final long LOAD_NANOS = 80_000_000;
  private static final long START_NANOS = 3_000_000;

  private final Set<Integer> loaded = new HashSet<>();

  private final ToDoubleFunction<TuningPoint> rates;
  private final Random random;
  private final double noise;
  private Predicate<TuningPoint> broken = point -> false;
  private long nowNanos;
  private double weather = 1;
  private double presence = 1;

  Surface(ToDoubleFunction<TuningPoint> rates, double noise, long seed) {
    this.rates = rates;
    this.noise = noise;
    this.random = new Random(seed);
  }

  /** Some points fail. */
  Surface failingAt(Predicate<TuningPoint> points) {
    broken = points;
    return this;
  }

  /** Other programs take all but such a share of the processor. */
  Surface busy(double share) {
    presence = share;
    return this;
  }

  long nanos() {
    return nowNanos;
  }

  double rate(TuningPoint point) {
    return rates.applyAsDouble(point);
  }

  @Override
  public Slice run(TuningPoint point, Duration atLeast, Duration atMost)
      throws ModelFailedException {
    if (broken.test(point)) {
      throw new ModelFailedException("broken at " + point);
    }
    // The weather drifts: other programs come and go.
    weather = Math.max(0.4, Math.min(1, weather + noise * random.nextGaussian()));
    double share = Math.min(1, presence * point.allThreads() / 4);
    double rate = rate(point) * share * weather * (1 + noise * random.nextGaussian());
    nowNanos += loaded.add(point.lanes()) ? LOAD_NANOS : 0;
    long round = (long) (point.lanes() * point.batch() * 1e9 / rate);
    long took = START_NANOS + Math.max(3 * round, round + atLeast.toNanos());
    nowNanos += Math.min(took, atMost.toNanos() + round);
    long run = (long) (0.8 * round);
    return took > atMost.toNanos() + round
        ? new Slice(0, List.of(), 0, 0, presence)
        : new Slice(
            rate,
            Collections.nCopies(20, run),
            (long) (1e8 * point.lanes() / rate),
            point.lanes() * 1e9 / rate(point) * (1 + noise * random.nextGaussian()),
            presence);
  }
}
