package io.saccade.bench.drift;

import io.saccade.bench.drift.CaseRows.Case;
import io.saccade.bench.drift.Shift.Variant;
import io.saccade.cli.console.CommandFailedException;
import io.saccade.cli.console.Progress;
import io.saccade.model.BundleRefusedException;
import io.saccade.processor.drift.AlarmRule;
import io.saccade.processor.drift.WindowRule;
import io.saccade.processor.serving.Device;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;

/**
 * How many windows pass from one false alarm to the next on real images, beside what was asked for;
 * and how many until a true one.
 */
final class Sequential implements DriftGate {

  static final String NAME = "sequential";

  private static final List<Integer> TARGETS = List.of(150, 720);
  private static final double OFF = 15;
  private static final String OFF_BY = "off by %";

  /** What sets in suddenly, and how much of the images it is about. */
  private record Onset(String name, Shift shift, double share) {}

  private static final List<Onset> ONSETS =
      List.of(
          new Onset("delay: noise on a tenth", Shift.MEDIUM_NOISE, 0.1),
          new Onset("delay: a tenth turned", Shift.MEDIUM_IMAGE_SHIFT, 0.1),
          new Onset("delay: half of a class gone", Shift.KNOCK_OUT, 0.5));

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public List<DriftRow> measure(List<DataSet> sets, Effort effort, long seed)
      throws CommandFailedException, InterruptedException {
    CaseRows rows = new CaseRows(NAME, seed);
    for (DataSet set : sets) {
      try (Sight sight = Sight.of(set, Device.CPU)) {
        List<Variant> variants =
            List.of(Variant.NONE, Variant.MEDIUM_NOISE, Variant.MEDIUM_IMAGE_SHIFT);
        measure(set, Pools.rows(set, sight, variants, seed), effort, rows, seed);
      } catch (BundleRefusedException e) {
        throw new CommandFailedException(String.valueOf(e.getMessage()), e);
      }
    }
    return rows.rows();
  }

  private static void measure(
      DataSet set, Map<Variant, List<Row>> seen, Effort effort, CaseRows rows, long seed)
      throws InterruptedException {
    int size = Math.min(WindowRule.DEFAULT.minSamples(), set.size() / 4);
    int threads = Runtime.getRuntime().availableProcessors();
    List<Row> unchanged = Objects.requireNonNull(seen.get(Variant.NONE));
    List<RunLengths> targets = TARGETS.stream().map(RunLengths::new).toList();
    SplittableRandom root = new SplittableRandom(seed);
    try (Progress progress =
        Progress.of("Watch " + set.name(), effort.references(), "references")) {
      for (int i = 0; i < effort.references(); i++) {
        Split split = Split.of(set, unchanged, effort.draws(), root.nextLong(), threads);
        Pools pools = Pools.of(split, seen);
        List<Runnable> streams = new ArrayList<>();
        for (int stream = 0; stream < effort.windows(); stream++) {
          SplittableRandom random = root.split();
          streams.add(() -> watch(new Stream(split, pools, size, random), targets));
        }
        streams.parallelStream().forEach(Runnable::run);
        progress.step();
      }
    }
    targets.forEach(target -> tell(set, size, target, rows));
  }

  /** A stream of windows of one size. */
  private record Stream(Split split, Pools pools, int size, SplittableRandom random) {

    Scored unchanged() {
      return Scored.of(split, Draw.of(pools.before(), size, random));
    }

    Scored after(Onset onset) {
      return Scored.of(
          split, Draw.shifted(onset.shift(), onset.share(), size, pools, random).orElseThrow());
    }
  }

  private static void watch(Stream stream, List<RunLengths> targets) {
    Scored[] windows = new Scored[RunLengths.WINDOWS];
    Arrays.setAll(windows, i -> stream.unchanged());
    for (RunLengths target : targets) {
      target.unchanged(windows);
      for (Onset onset : ONSETS) {
        target.after(onset.name(), () -> stream.after(onset));
      }
    }
  }

  private static void tell(DataSet set, int size, RunLengths target, CaseRows rows) {
    double mean = target.mean();
    Case row =
        rows.of(set.name(), "one false alarm in " + target.windows(), size)
            .figure("windows to a false alarm", mean)
            .figure(OFF_BY, 100 * Math.abs(mean / target.windows() - 1))
            .figure("with an effect of " + AlarmRule.DEFAULT_EFFECT, target.meanOfBig());
    ONSETS.forEach(onset -> row.figure(onset.name(), target.delay(onset.name())));
    row.note("%d windows, %d alarms".formatted(target.watched(), target.alarms()))
        .atMost(OFF_BY, OFF);
  }
}
