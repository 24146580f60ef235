package io.saccade.bench.drift;

import io.saccade.bench.drift.CaseRows.Case;
import io.saccade.cli.console.CommandFailedException;
import io.saccade.cli.console.Progress;
import io.saccade.model.BundleRefusedException;
import io.saccade.processor.serving.Device;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Whether windows of corrupted images are found wherever the corruption does harm. What harm it
 * does is known here, from the true classes; Saccade is not told them.
 */
final class Corruptions implements DriftGate {

  static final String NAME = "corruptions";
  static final String FOUND = "found";
  static final String LOST = "points lost";

  private static final int SIZE = 500;
  private static final double HARM = 5;
  private static final double POWER = 0.95;

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public List<DriftRow> measure(List<DataSet> sets, Effort effort, long seed)
      throws CommandFailedException, InterruptedException {
    CaseRows rows = new CaseRows(NAME, seed);
    for (DataSet set : sets) {
      try (Sight sight = Sight.of(set, Device.CPU);
          Progress progress =
              Progress.of("See " + set.name(), Corruption.values().length, "corruptions")) {
        Ground ground = ground(set, sight, effort, seed);
        for (Corruption corruption : Corruption.values()) {
          if (corruption.changes(set.channels())) {
            measure(corruption, ground, rows);
          } else {
            rows.skipped(set.name(), corruption.word(), SIZE, "the images are grey");
          }
          progress.step();
        }
      } catch (BundleRefusedException e) {
        throw new CommandFailedException(String.valueOf(e.getMessage()), e);
      }
    }
    return rows.rows();
  }

  /** What all corruptions of one data set are measured with. */
  private record Ground(
      DataSet set, Sight sight, List<Split> splits, List<Double> accuracies, Plan plan) {}

  /** How many windows are drawn of each split, of how many images, and by which chance. */
  private record Plan(int windows, int size, long seed) {}

  private static Ground ground(DataSet set, Sight sight, Effort effort, long seed)
      throws CommandFailedException, InterruptedException {
    List<Row> unchanged = sight.unchanged();
    int threads = Runtime.getRuntime().availableProcessors();
    List<Split> splits = new ArrayList<>();
    List<Double> accuracies = new ArrayList<>();
    for (int run = 0; run < effort.runs(); run++) {
      Split split = Split.of(set, unchanged, effort.draws(), seed * 1_000 + run, threads);
      splits.add(split);
      accuracies.add(accuracy(split.candidates(unchanged)));
    }
    int size = Math.min(SIZE, splits.get(0).poolImages() / 2);
    Plan plan = new Plan(effort.windows(), size, seed);
    return new Ground(set, sight, splits, accuracies, plan);
  }

  private static void measure(Corruption corruption, Ground ground, CaseRows rows)
      throws CommandFailedException, InterruptedException {
    Plan plan = ground.plan();
    for (int severity = 1; severity <= Corruption.SEVERITIES; severity++) {
      long chance = plan.seed() * 1_000_003 + (corruption.word() + severity).hashCode();
      List<Row> seen = ground.sight().after(corruption.at(severity), chance);
      SplittableRandom random = new SplittableRandom(chance);
      List<Boolean> found = new ArrayList<>();
      double lost = 0;
      for (int i = 0; i < ground.splits().size(); i++) {
        Split split = ground.splits().get(i);
        List<Candidate> candidates = split.candidates(seen);
        lost += 100 * (ground.accuracies().get(i) - accuracy(candidates)) / ground.splits().size();
        found.addAll(found(split, candidates, plan, random.split()));
      }
      Case row =
          rows.of(ground.set().name(), corruption.word() + " " + severity, plan.size())
              .figure(LOST, lost)
              .figure(FOUND, share(found));
      if (lost >= HARM) {
        row.atLeast(FOUND, POWER);
      } else {
        row.shown();
      }
    }
  }

  private static List<Boolean> found(
      Split split, List<Candidate> candidates, Plan plan, SplittableRandom random) {
    SplittableRandom[] chances = new SplittableRandom[plan.windows()];
    Arrays.setAll(chances, i -> random.split());
    return Arrays.stream(chances)
        .parallel()
        .map(own -> split.p(Draw.of(candidates, plan.size(), own)) <= Method.LEVEL)
        .toList();
  }

  private static double share(List<Boolean> found) {
    return found.stream().filter(one -> one).count() / (double) found.size();
  }

  private static double accuracy(List<Candidate> candidates) {
    return candidates.stream().filter(Candidate::right).count() / (double) candidates.size();
  }
}
