package io.saccade.model.calibration;

import static org.assertj.core.api.Assertions.assertThat;

import io.saccade.model.drift.Distances;
import io.saccade.model.drift.SeriesShift;
import io.saccade.model.drift.WindowSums;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.function.ToDoubleFunction;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * What is said of windows in which nothing has changed: 215 references of seven populations, twelve
 * windows each. Windows that are compared with one reference share its chance, so there are many
 * references of few windows. The full form, with windows up to a thousand, is a benchmark.
 */
final class NullCalibrationTest {

  /** The second is between two sizes of the grid. */
  private static final int[] SIZES = {50, 85, 100};

  private static final int WINDOWS = 4;
  private static final int IMAGES = 1_250;
  private static final int DRAWS = 1_000;

  private static final Map<Population, Alarms> JOINT = new EnumMap<>(Population.class);
  private static final Map<Family, Alarms> FAMILIES = new EnumMap<>(Family.class);
  private static final Alarms ALL = new Alarms(PValues::joint);

  @BeforeAll
  static void watchStreamsThatDoNotChange() {
    for (Family family : Family.values()) {
      FAMILIES.put(family, new Alarms(verdict(family)));
    }
    SplittableRandom root = new SplittableRandom(1);
    List<Runnable> trials = new ArrayList<>();
    for (Population population : Population.values()) {
      Alarms own = new Alarms(PValues::joint);
      JOINT.put(population, own);
      for (int i = 0; i < references(population); i++) {
        SplittableRandom random = root.split();
        trials.add(() -> watch(Reference.of(population, IMAGES, random), own, random));
      }
    }
    trials.parallelStream().forEach(Runnable::run);
  }

  @Test
  void alarmsAsOftenAsWasAskedFor() {
    assertThat(ALL).matches(alarms -> alarms.inside(0.95));
  }

  @Test
  void alarmsAsOftenWhateverTheClassesAreAndWithTies() {
    double each = 1 - 0.05 / (JOINT.size() * Alarms.LEVELS.length);
    assertThat(JOINT.values()).allMatch(alarms -> alarms.inside(each));
  }

  @Test
  void givesEveryFamilyAPOfItsOwn() {
    double each = 1 - 0.05 / (FAMILIES.size() * Alarms.LEVELS.length);
    assertThat(FAMILIES.values()).allMatch(alarms -> alarms.inside(each));
  }

  /** The first control: this test sees a calibration that is wrong. */
  @Test
  void seesThatDrawingWithReplacementAlarmsTooOften() {
    Alarms right = new Alarms(PValues::joint);
    Alarms wrong = new Alarms(PValues::joint);
    RandomGenerator random = new SplittableRandom(2);
    for (int i = 0; i < 10; i++) {
      Reference reference = Reference.of(Population.WIDE_FEATURES, IMAGES, random);
      NullTables tables = calibrate(reference.splits(), random);
      NullTables replacing = calibrate(reference.splitsWithReplacement(), random);
      for (int j = 0; j < 60; j++) {
        Distances distances = reference.window(tables.largest(), random);
        right.add(tables.p(tables.largest(), distances));
        wrong.add(replacing.p(tables.largest(), distances));
      }
    }

    assertThat(right).matches(alarms -> alarms.inside(0.999));
    assertThat(wrong).matches(alarms -> !alarms.inside(0.999));
  }

  /** The second: thresholds that are found in books alarm at small windows whatever comes. */
  @Test
  void seesThatFixedThresholdsAlarmOnMostSmallWindows() {
    RandomGenerator random = new SplittableRandom(3);
    Reference reference = Reference.of(Population.TEN_CLASSES, IMAGES, random);
    int psi = 0;
    int wasserstein = 0;
    for (int i = 0; i < 100; i++) {
      WindowSums window = reference.sums(100, random);
      List<SeriesShift> shifts = SeriesShift.of(reference.profile(), window);
      psi += shifts.stream().anyMatch(shift -> shift.psi() >= 0.2) ? 1 : 0;
      wasserstein += shifts.stream().anyMatch(shift -> shift.wasserstein() >= 0.1) ? 1 : 0;
    }

    assertThat(psi).isGreaterThan(50);
    assertThat(wasserstein).isGreaterThan(50);
  }

  private static int references(Population population) {
    return population.name().startsWith("THOUSAND") ? 5 : 41;
  }

  private static void watch(Reference reference, Alarms own, RandomGenerator random) {
    NullTables tables = calibrate(reference.splits(), random);
    judge(
        reference,
        tables,
        random,
        p -> {
          ALL.add(p);
          own.add(p);
          FAMILIES.values().forEach(alarms -> alarms.add(p));
        });
  }

  private static NullTables calibrate(Splits splits, RandomGenerator random) {
    try {
      return new Calibration(DRAWS, random.nextLong(), 1).run(splits, (done, all) -> {});
    } catch (InterruptedException e) {
      throw new IllegalStateException("nobody interrupts a test", e);
    }
  }

  private static void judge(
      Reference reference, NullTables tables, RandomGenerator random, Consumer<PValues> verdict) {
    for (int size : SIZES) {
      for (int i = 0; i < WINDOWS; i++) {
        verdict.accept(tables.p(size, reference.window(size, random)));
      }
    }
  }

  private static ToDoubleFunction<PValues> verdict(Family family) {
    return switch (family) {
      case LABELS -> PValues::labels;
      case SOFTMAX -> PValues::softmax;
      case FEATURES -> PValues::features;
      case IMAGE -> PValues::image;
    };
  }
}
