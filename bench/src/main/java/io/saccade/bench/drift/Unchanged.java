package io.saccade.bench.drift;

import io.saccade.bench.drift.CaseRows.Case;
import io.saccade.cli.console.CommandFailedException;
import io.saccade.cli.console.Progress;
import io.saccade.model.BundleRefusedException;
import io.saccade.model.calibration.Binomial;
import io.saccade.processor.serving.Device;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SplittableRandom;

/**
 * What must not alarm any more often than nothing does: the same images in other batches, in
 * another order, on another device, or encoded anew at a quality that changes nothing to be seen.
 */
final class Unchanged implements DriftGate {

  static final String NAME = "unchanged";

  private static final String ALARMS = "alarms";
  private static final String OTHER_SUMS = "other sums";
  private static final String CUDA = "on CUDA";
  private static final String ORDER = "in another order";
  private static final int BATCH = 64;
  private static final int QUALITY = 95;
  private static final int WINDOWS = 5;
  private static final List<Integer> SIZES = List.of(100, 400);

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public List<DriftRow> measure(List<DataSet> sets, Effort effort, long seed)
      throws CommandFailedException, InterruptedException {
    CaseRows rows = new CaseRows(NAME, seed);
    for (DataSet set : sets) {
      Map<String, List<Row>> seen = new LinkedHashMap<>();
      try (Sight sight = Sight.of(set, Device.CPU)) {
        seen.put("as they came", sight.asTheyCame());
        seen.put("JPEG at 95", sight.see(i -> set.images().get(i).picture().jpeg(QUALITY)));
        seen.put("in batches of 64", Batches.see(set, BATCH));
        try (Sight gpu = Sight.of(set, Device.CUDA)) {
          seen.put(CUDA, gpu.asTheyCame());
        } catch (BundleRefusedException e) {
          rows.skipped(set.name(), CUDA, 0, String.valueOf(e.getMessage()));
        }
      } catch (BundleRefusedException e) {
        throw new CommandFailedException(String.valueOf(e.getMessage()), e);
      }
      measure(set, seen, effort, rows, seed);
    }
    return rows.rows();
  }

  /** The windows of one case and size: how many there were, and how many alarmed. */
  private static final class Count {

    private int windows;
    private int alarms;
    private int otherwise;
    private int bytes;
    private int otherSums;
  }

  private record Key(String given, int size) {}

  private static void measure(
      DataSet set, Map<String, List<Row>> seen, Effort effort, CaseRows rows, long seed)
      throws InterruptedException {
    int threads = Runtime.getRuntime().availableProcessors();
    List<Row> reference = seen.values().iterator().next();
    Map<Key, Count> counts = new LinkedHashMap<>();
    SplittableRandom root = new SplittableRandom(seed);
    try (Progress progress = Progress.of("Draw " + set.name(), effort.references(), "references")) {
      for (int i = 0; i < effort.references(); i++) {
        Split split = Split.of(set, reference, effort.draws(), root.nextLong(), threads);
        Map<String, List<Candidate>> pools = new LinkedHashMap<>();
        seen.forEach((given, of) -> pools.put(given, split.candidates(of)));
        for (int size : SIZES) {
          if (size <= split.poolImages() / 2) {
            draw(split, pools, size, root.split(), counts);
          }
        }
        progress.step();
      }
    }
    counts.forEach((key, count) -> tell(set, key, count, rows));
  }

  private static void draw(
      Split split,
      Map<String, List<Candidate>> pools,
      int size,
      SplittableRandom random,
      Map<Key, Count> counts) {
    double critical = KolmogorovSmirnov.critical(Method.LEVEL, size, split.referenceImages());
    List<Candidate> before = pools.values().iterator().next();
    for (int i = 0; i < WINDOWS; i++) {
      long drawn = random.nextLong();
      List<Candidate> plain = Draw.of(before, size, new SplittableRandom(drawn));
      boolean alarms = split.p(plain) <= Method.LEVEL;
      pools.forEach(
          (given, pool) -> {
            List<Candidate> window = Draw.of(pool, size, new SplittableRandom(drawn));
            Count count = counts.computeIfAbsent(new Key(given, size), key -> new Count());
            boolean alarm = split.p(window) <= Method.LEVEL;
            count.windows++;
            count.alarms += alarm ? 1 : 0;
            count.otherwise += alarm == alarms ? 0 : 1;
            count.bytes += split.bytesDistance(window) >= critical ? 1 : 0;
          });
      List<Candidate> shuffled = new ArrayList<>(plain);
      Collections.shuffle(shuffled, new Random(drawn));
      Count order = counts.computeIfAbsent(new Key(ORDER, size), key -> new Count());
      order.windows++;
      order.alarms += split.p(shuffled) <= Method.LEVEL ? 1 : 0;
      order.otherSums += split.sums(shuffled).equals(split.sums(plain)) ? 0 : 1;
    }
  }

  private static void tell(DataSet set, Key key, Count count, CaseRows rows) {
    double windows = count.windows;
    Case row =
        rows.of(set.name(), key.given(), key.size())
            .figure(ALARMS, count.alarms / windows)
            .figure("judged otherwise", count.otherwise / windows)
            .figure("image.bytes by itself", count.bytes / windows)
            .figure(OTHER_SUMS, count.otherSums / windows)
            .note("%d windows".formatted(count.windows));
    if (key.given().startsWith("JPEG") && set.channels() == 1) {
      row.note("the images were no JPEG before, so this is not the same encoding again").shown();
    } else if (key.given().equals(ORDER)) {
      row.atMost(OTHER_SUMS, 0);
    } else {
      row.atMost(ALARMS, Binomial.most(0.95, count.windows, Method.LEVEL) / windows);
    }
  }
}
