package io.saccade.bench.drift;

import io.saccade.bench.drift.KolmogorovSmirnov.Place;
import io.saccade.model.calibration.CalibratedReference;
import io.saccade.model.calibration.Calibration;
import io.saccade.model.calibration.NullTables;
import io.saccade.model.calibration.Splits;
import io.saccade.model.drift.Observer;
import io.saccade.model.drift.ProfileBuilder;
import io.saccade.model.drift.ReferenceProfile;
import io.saccade.model.drift.SeriesShift;
import io.saccade.model.drift.WindowSums;
import io.saccade.processor.drift.BurnIn;
import io.saccade.processor.drift.Judgement;
import io.saccade.processor.drift.WindowJudge;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * A data set in two halves at random: one is the reference, of the other one windows are drawn.
 * Both are of images that the model was not trained on, so nothing has changed between them.
 * Immutable and thread-safe.
 */
final class Split {

  private final WindowJudge judge;
  private final ReferenceProfile profile;
  private final Observer observer;
  private final float[][] reference;
  private final int[] pool;

  private Split(CalibratedReference calibrated, float[][] reference, int[] pool) {
    this.judge = new WindowJudge(calibrated);
    this.profile = calibrated.profile();
    this.observer = profile.observer();
    this.reference = reference;
    this.pool = pool;
  }

  /**
   * Parts a data set, and calibrates the reference.
   *
   * @param rows of the images without any change
   * @param seed of the halves and of what is drawn
   * @param threads that draw
   */
  static Split of(DataSet set, List<Row> rows, int draws, long seed, int threads)
      throws InterruptedException {
    List<Integer> order = new ArrayList<>(IntStream.range(0, rows.size()).boxed().toList());
    Collections.shuffle(order, new Random(seed));
    List<Integer> first = order.subList(0, order.size() / 2);
    ProfileBuilder builder = new ProfileBuilder(set.bundle().binding(), seed);
    first.forEach(i -> rows.get(i).addTo(builder));
    ProfileBuilder.Built built = builder.build();
    NullTables tables =
        new Calibration(draws, seed, threads).run(Splits.of(built.rows()), (done, all) -> {});
    int[] pool =
        order.subList(order.size() / 2, order.size()).stream().mapToInt(i -> i).sorted().toArray();
    return new Split(new CalibratedReference(built.profile(), tables), sorted(rows, first), pool);
  }

  private static float[][] sorted(List<Row> rows, List<Integer> which) {
    int classes = rows.get(0).probabilities().length;
    float[][] sorted = new float[classes][which.size()];
    for (int c = 0; c < classes; c++) {
      for (int i = 0; i < which.size(); i++) {
        sorted[c][i] = rows.get(which.get(i)).probabilities()[c];
      }
      Arrays.sort(sorted[c]);
    }
    return sorted;
  }

  /** How many images the reference has, those that only decide what is compared among them. */
  int referenceImages() {
    return reference[0].length;
  }

  /** How many images there are to draw windows of. */
  int poolImages() {
    return pool.length;
  }

  int classes() {
    return reference.length;
  }

  /**
   * The images that windows are drawn of, always in the same order.
   *
   * @param rows of all images of the data set, after some change or none
   */
  List<Candidate> candidates(List<Row> rows) {
    return IntStream.of(pool).parallel().mapToObj(i -> candidate(rows.get(i))).toList();
  }

  private Candidate candidate(Row row) {
    Place[] places = new Place[classes()];
    for (int c = 0; c < places.length; c++) {
      places[c] = Place.of(row.probabilities()[c], reference[c]);
    }
    return new Candidate(row.observed(observer), places, row.truth(), row.right());
  }

  WindowSums sums(List<Candidate> window) {
    WindowSums sums = new WindowSums(profile.layout());
    window.forEach(candidate -> sums.add(candidate.observation()));
    return sums;
  }

  /** What Saccade says of a window; nothing of one that is too small. */
  Optional<Judgement> judged(List<Candidate> window) {
    return judge.judge(sums(window), BurnIn.START);
  }

  /** How likely a window is as far off where nothing has changed; 1 of one that is too small. */
  double p(List<Candidate> window) {
    return judged(window).map(judgement -> judgement.pValues().joint()).orElse(1.0);
  }

  /** What every method says of a window. */
  WindowScores scores(List<Candidate> window) {
    WindowSums sums = sums(window);
    Optional<Judgement> judgement = judge.judge(sums, BurnIn.START);
    List<SeriesShift> shifts =
        SeriesShift.of(profile, sums).stream()
            .filter(shift -> shift.series().startsWith("class"))
            .toList();
    return new WindowScores(
        judgement.map(of -> of.pValues().joint()).orElse(1.0),
        judgement.map(of -> of.effects().largest()).orElse(0.0),
        largestDistance(window),
        largest(shifts, SeriesShift::psi),
        largest(shifts, SeriesShift::jensenShannon),
        largest(shifts, SeriesShift::wasserstein));
  }

  /** How far the encoded bytes of a window are from the reference's. */
  double bytesDistance(List<Candidate> window) {
    return SeriesShift.of(profile, sums(window)).stream()
        .filter(shift -> shift.series().equals("image.bytes"))
        .mapToDouble(shift -> Math.abs(shift.distance()))
        .findFirst()
        .orElseThrow();
  }

  private double largestDistance(List<Candidate> window) {
    double largest = 0;
    for (int c = 0; c < classes(); c++) {
      Place[] places = new Place[window.size()];
      for (int i = 0; i < places.length; i++) {
        places[i] = window.get(i).places()[c];
      }
      largest = Math.max(largest, KolmogorovSmirnov.distance(places, reference[c].length));
    }
    return largest;
  }

  private static double largest(List<SeriesShift> shifts, ToDoubleFunction<SeriesShift> figure) {
    return shifts.stream().mapToDouble(figure).max().orElse(0);
  }
}
