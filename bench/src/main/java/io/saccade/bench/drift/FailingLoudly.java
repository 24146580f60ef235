package io.saccade.bench.drift;

import io.saccade.bench.drift.Shift.Variant;
import io.saccade.cli.console.CommandFailedException;
import io.saccade.cli.console.Progress;
import io.saccade.model.BundleRefusedException;
import io.saccade.processor.serving.Device;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;

/**
 * The protocol of Rabanser et al. (2019), "Failing Loudly": ten shifts of a tenth, a half and all
 * of the images, and windows of many sizes. Held against the best of its methods, univariate BBSDs,
 * at one rate of false alarms: on the very windows in which nothing has changed, BBSDs's threshold
 * is put where it alarms as often as Saccade does.
 */
final class FailingLoudly implements DriftGate {

  static final String NAME = "failing-loudly";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public List<DriftRow> measure(List<DataSet> sets, Effort effort, long seed)
      throws CommandFailedException, InterruptedException {
    CaseRows rows = new CaseRows(NAME, seed);
    for (DataSet set : sets) {
      Detections detections = new Detections();
      try (Sight sight = Sight.of(set, Device.CPU)) {
        List<Variant> variants = Arrays.asList(Variant.values());
        run(set, Pools.rows(set, sight, variants, seed), effort, seed, detections);
      } catch (BundleRefusedException e) {
        throw new CommandFailedException(String.valueOf(e.getMessage()), e);
      }
      for (int size : effort.sizes()) {
        detections.tell(set.name(), size, rows);
      }
    }
    return rows.rows();
  }

  private static void run(
      DataSet set, Map<Variant, List<Row>> seen, Effort effort, long seed, Detections detections)
      throws InterruptedException {
    int threads = Runtime.getRuntime().availableProcessors();
    SplittableRandom root = new SplittableRandom(seed);
    List<Row> unchanged = Objects.requireNonNull(seen.get(Variant.NONE));
    try (Progress progress = Progress.of("Judge " + set.name(), effort.runs(), "runs")) {
      for (int run = 0; run < effort.runs(); run++) {
        Split split = Split.of(set, unchanged, effort.draws(), root.nextLong(), threads);
        Pools pools = Pools.of(split, seen);
        for (int size : effort.sizes()) {
          if (size < split.poolImages()) {
            detections.add(split, size);
            trials(pools, split, size, effort, root.split()).parallelStream()
                .forEach(trial -> trial.into(detections));
          }
        }
        progress.step();
      }
    }
  }

  /** The windows of one size in one run; each draws by chance of its own, on any thread. */
  private static List<Trial> trials(
      Pools pools, Split split, int size, Effort effort, SplittableRandom random) {
    List<Trial> trials = new ArrayList<>();
    for (int i = 0; i < effort.nulls(); i++) {
      SplittableRandom own = random.split();
      trials.add(to -> to.unchanged(size, split.scores(Draw.of(pools.before(), size, own))));
    }
    for (Shift shift : Shift.values()) {
      for (double share : Shift.SHARES) {
        for (int i = 0; i < effort.windows(); i++) {
          SplittableRandom own = random.split();
          trials.add(
              to ->
                  Draw.shifted(shift, share, size, pools, own)
                      .ifPresent(window -> to.shifted(size, shift, share, split.scores(window))));
        }
      }
    }
    return trials;
  }

  /** A window that is to be drawn and judged. */
  @FunctionalInterface
  private interface Trial {

    void into(Detections detections);
  }
}
