package io.saccade.bench.drift;

import io.saccade.bench.drift.CaseRows.Case;
import io.saccade.cli.console.Progress;
import io.saccade.model.calibration.Alarms;
import io.saccade.model.calibration.Binomial;
import io.saccade.model.calibration.Calibration;
import io.saccade.model.calibration.NullTables;
import io.saccade.model.calibration.PValues;
import io.saccade.model.calibration.Population;
import io.saccade.model.calibration.Reference;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.random.RandomGenerator;

/**
 * How often windows in which nothing has changed alarm, over hundreds of references of made-up
 * populations: with ties, with two classes and a thousand, with a class that most references have
 * never seen. The full form of what {@code NullCalibrationTest} shows in seconds.
 */
final class NullRates implements DriftGate {

  static final String NAME = "null";

  private static final String MADE_UP = "made up";
  private static final String ALL = "all populations";
  private static final String REFERENCES = "references";
  private static final String WINDOWS = "windows";
  private static final String OUTSIDE = "outside";
  private static final double CONFIDENCE = 0.95;

  /** Few windows of each reference: they share its chance. */
  private static final int WINDOWS_OF_ONE = 3;

  /** Of the slow populations with a thousand classes there are fewer references. */
  private static final int FEWER = 8;

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public List<DriftRow> measure(List<DataSet> sets, Effort effort, long seed)
      throws InterruptedException {
    int largest = effort.images() >= 10_000 ? 1_000 : 100;
    CaseRows rows = new CaseRows(NAME, seed);
    Counts all = new Counts();
    Counts quarters = new Counts();
    SplittableRandom root = new SplittableRandom(seed);
    Population[] populations = Population.values();
    List<Counts> each = new ArrayList<>();
    List<Integer> references = new ArrayList<>();
    try (Progress progress = Progress.of("Null", populations.length, "populations")) {
      for (Population population : populations) {
        int count = references(population, effort);
        references.add(count);
        Counts own = new Counts();
        watch(
            population,
            new Plan(count, largest, effort.draws() / 5),
            root.split(),
            List.of(own, all, quarters));
        each.add(own);
        progress.step();
      }
    }
    int together = references.stream().mapToInt(Integer::intValue).sum();
    all.filled(rows.of(MADE_UP, ALL, 0), together).shown();
    // So many are looked at that one of them may well be outside by chance.
    double corrected = 1 - (1 - CONFIDENCE) / populations.length;
    for (int i = 0; i < populations.length; i++) {
      each.get(i).hold(word(populations[i]), references.get(i), corrected, rows);
    }
    quarters.hold("a quarter of the reference", together, CONFIDENCE, rows);
    all.tellSizes(rows);
    return rows.rows();
  }

  /**
   * All seeds together, which is what is held: of single seeds, each with three levels, one in
   * seven is outside by chance somewhere.
   */
  @Override
  public List<DriftRow> together(List<DriftRow> rows) {
    List<DriftRow> seeds =
        rows.stream().filter(row -> row.given().equals(ALL) && row.images() == 0).toList();
    long windows = Math.round(sum(seeds, WINDOWS));
    CaseRows together = new CaseRows(NAME, seeds.get(0).seed());
    Case pooled =
        together
            .of(MADE_UP, "all populations, all seeds", 0)
            .figure(REFERENCES, sum(seeds, REFERENCES))
            .figure(WINDOWS, (double) windows);
    int outside = 0;
    for (int level = 0; level < Alarms.levels().size(); level++) {
      long hits = 0;
      for (DriftRow seed : seeds) {
        hits += Math.round(figure(seed, atLevel(level)) * figure(seed, WINDOWS));
      }
      pooled.share(atLevel(level), (double) hits / windows);
      outside += Binomial.inside(CONFIDENCE, hits, windows, Alarms.levels().get(level)) ? 0 : 1;
    }
    pooled
        .figure(OUTSIDE, outside)
        .note("intervals of %.4f".formatted(CONFIDENCE))
        .atMost(OUTSIDE, 0);
    return together.rows();
  }

  private static double sum(List<DriftRow> rows, String figure) {
    return rows.stream().mapToDouble(row -> figure(row, figure)).sum();
  }

  private static double figure(DriftRow row, String figure) {
    return row.figures().getOrDefault(figure, Double.NaN);
  }

  private static String atLevel(int level) {
    return "alarms at " + Alarms.levels().get(level);
  }

  /** How many references there are, how large their windows are at most, and how they are drawn. */
  private record Plan(int references, int largest, int draws) {

    int images() {
      return largest * 10 * 5 / 4;
    }

    /** The most that a window is worth, beyond what was drawn. */
    int quarter() {
      return largest * 10 / 4;
    }

    /** Two of them are between sizes of the grid. */
    List<Integer> sizes() {
      return largest == 100 ? List.of(50, 85, 100) : List.of(50, 85, 100, 200, 350, 500, 1_000);
    }
  }

  private static int references(Population population, Effort effort) {
    return population.name().startsWith("THOUSAND")
        ? Math.max(1, effort.references() / FEWER)
        : effort.references();
  }

  private static void watch(
      Population population, Plan plan, SplittableRandom random, List<Counts> counts)
      throws InterruptedException {
    List<Runnable> trials = new ArrayList<>();
    for (int i = 0; i < plan.references(); i++) {
      SplittableRandom chance = random.split();
      trials.add(() -> judge(population, plan, chance, counts));
    }
    trials.parallelStream().forEach(Runnable::run);
    if (Thread.interrupted()) {
      throw new InterruptedException("interrupted while references were made");
    }
  }

  private static void judge(
      Population population, Plan plan, RandomGenerator random, List<Counts> counts) {
    Reference reference = Reference.of(population, plan.images(), random);
    NullTables tables;
    try {
      tables =
          new Calibration(plan.draws(), random.nextLong(), 1)
              .run(reference.splits(), (done, of) -> {});
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return;
    }
    for (int size : plan.sizes()) {
      for (int i = 0; i < WINDOWS_OF_ONE; i++) {
        PValues p = tables.p(size, reference.window(size, random));
        counts.get(0).add(size, p);
        counts.get(1).add(size, p);
      }
    }
    counts
        .get(2)
        .add(plan.quarter(), tables.p(plan.quarter(), reference.window(plan.quarter(), random)));
  }

  private static String word(Population population) {
    return population.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  /** Alarms in all windows, and in those of each size. Thread-safe. */
  private static final class Counts {

    private final Alarms all = new Alarms(PValues::joint);
    private final Map<Integer, Alarms> sizes = new TreeMap<>();

    synchronized void add(int size, PValues p) {
      all.add(p);
      sizes.computeIfAbsent(size, key -> new Alarms(PValues::joint)).add(p);
    }

    synchronized void hold(String given, int references, double confidence, CaseRows rows) {
      filled(rows.of(MADE_UP, given, 0), references)
          .figure(OUTSIDE, all.outside(confidence))
          .note("intervals of %.4f".formatted(confidence))
          .atMost(OUTSIDE, 0);
    }

    synchronized void tellSizes(CaseRows rows) {
      sizes.forEach((size, alarms) -> rates(rows.of(MADE_UP, ALL, size), alarms).shown());
    }

    synchronized Case filled(Case row, int references) {
      return rates(row.figure(REFERENCES, references), all);
    }

    private static Case rates(Case row, Alarms alarms) {
      row.figure(WINDOWS, (double) alarms.windows());
      for (int level = 0; level < Alarms.levels().size(); level++) {
        row.share(atLevel(level), alarms.rate(level));
      }
      return row;
    }
  }
}
