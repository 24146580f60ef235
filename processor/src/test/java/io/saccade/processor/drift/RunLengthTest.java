package io.saccade.processor.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.saccade.model.calibration.Calibration;
import io.saccade.model.calibration.NullTables;
import io.saccade.model.calibration.Splits;
import io.saccade.model.drift.Distances;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * How long an unchanged stream runs until it alarms, with everything in between that could be off:
 * the calibration by 10,000 draws, its tails, the smallest of four p that move together, the rule.
 */
final class RunLengthTest {

  private static final int REFERENCES = 50;
  private static final int RUNS = 40;
  private static final int WINDOW = 50;

  @ParameterizedTest
  @ValueSource(ints = {150, 720})
  void isWhatTheOperatorAskedFor(int windows) throws InterruptedException {
    AlarmRule rule = AlarmRule.everyWindows(windows, 0.05);
    SplittableRandom random = new SplittableRandom(windows);
    long passed = 0;
    for (int i = 0; i < REFERENCES; i++) {
      NullTables tables =
          new Calibration(10_000, random.nextLong(), 2).run(new Moving(), (done, all) -> {});
      for (int run = 0; run < RUNS; run++) {
        passed += run(rule, tables, random);
      }
    }

    double mean = (double) passed / (REFERENCES * RUNS);
    assertThat(mean).isCloseTo(windows, within(windows * 0.15));
  }

  private static long run(AlarmRule rule, NullTables tables, RandomGenerator random) {
    long windows = 0;
    AlarmState state = AlarmState.start();
    while (!(state instanceof AlarmState.Alarm)) {
      double p = tables.p(WINDOW, Moving.next(random)).joint();
      state = state.judged(p, 1, windows, rule);
      windows++;
    }
    return windows;
  }

  /**
   * Distances that fall as those of the families do, of which half the variance is common: sums of
   * squares, and the largest of several.
   */
  private record Moving() implements Splits {

    @Override
    public int size() {
      return 10 * WINDOW;
    }

    @Override
    public Distances draw(int n, RandomGenerator random) {
      return next(random);
    }

    static Distances next(RandomGenerator random) {
      double common = random.nextGaussian();
      double labels = Math.pow(common, 2);
      for (int i = 0; i < 8; i++) {
        labels += Math.pow(random.nextGaussian(), 2);
      }
      double softmax = Math.abs(common + random.nextGaussian());
      double features = Math.pow(common + random.nextGaussian(), 2);
      double image = 0;
      for (int i = 0; i < 5; i++) {
        image = Math.max(image, Math.abs(common + random.nextGaussian()));
      }
      return new Distances(labels, softmax, features, image);
    }
  }
}
