package io.saccade.processor.drift;

import static org.assertj.core.api.Assertions.assertThat;

import io.saccade.model.calibration.CalibratedReference;
import io.saccade.model.calibration.Calibration;
import io.saccade.model.calibration.NullTables;
import io.saccade.model.calibration.Splits;
import io.saccade.model.drift.Observer;
import io.saccade.model.drift.ProfileBinding;
import io.saccade.model.drift.ProfileBuilder;
import io.saccade.model.drift.WindowSums;
import io.saccade.model.image.ImageProperties;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

final class WindowJudgeTest {

  private static final ProfileBinding BINDING =
      new ProfileBinding("a".repeat(64), "b".repeat(64), "c".repeat(64));

  private static WindowJudge judge;
  private static ProfileBuilder.Built built;

  @BeforeAll
  static void makeAReference() throws InterruptedException {
    built = reference(3_000);
    judge = new WindowJudge(new CalibratedReference(built.profile(), calibrated(built)));
  }

  @Test
  void findsNothingWhereNothingChanged() {
    RandomGenerator random = new SplittableRandom(3);
    int small = 0;
    int big = 0;
    for (int i = 0; i < 200; i++) {
      Judgement judgement = judge.judge(window(200, 1, 0, random), BurnIn.START).orElseThrow();
      small += judgement.pValues().joint() <= 0.05 ? 1 : 0;
      big += judgement.effects().largest() >= AlarmRule.DEFAULT_EFFECT ? 1 : 0;
    }

    assertThat(small).isBetween(3, 20);
    assertThat(big).as("big by chance").isLessThan(100);
  }

  @Test
  void findsWhatChangedAndSaysThatItIsRealAndBig() {
    RandomGenerator random = new SplittableRandom(4);
    Judgement judgement = judge.judge(window(200, 1, 1, random), BurnIn.START).orElseThrow();

    assertThat(judgement.pValues().joint()).isLessThan(1e-3);
    assertThat(judgement.pValues().extrapolated()).isTrue();
    assertThat(judgement.effects().largest()).isGreaterThan(0.2);
    assertThat(judgement.worth()).isEqualTo(200);
  }

  @Test
  void saysTheSameOfTheSameSums() throws Exception {
    WindowSums window = window(200, 1, 0.2, new SplittableRandom(5));

    assertThat(judge.judge(WindowSums.parse(window.toBytes()), BurnIn.START))
        .isEqualTo(judge.judge(window, BurnIn.START));
  }

  @Test
  void judgesALargeWindowAsIfItWereAQuarterOfTheReference() {
    RandomGenerator random = new SplittableRandom(6);

    assertThat(judge.judge(window(2_000, 1, 0, random), BurnIn.START).orElseThrow().worth())
        .isEqualTo(600);
    assertThat(judge.judge(window(49, 1, 0, random), BurnIn.START)).isEmpty();
  }

  /** Frames of a video: five of each scene. A fifth of the images alarm as often as asked for. */
  @Test
  void learnsFromAcceptedWindowsWhatRepeatedImagesAreWorth() {
    RandomGenerator random = new SplittableRandom(7);
    BurnIn burnIn = BurnIn.START;
    for (int i = 0; i < BurnIn.WINDOWS; i++) {
      burnIn = burnIn.accept(judge.lesson(window(300, 5, 0, random)).orElseThrow());
    }
    int before = 0;
    int after = 0;
    for (int i = 0; i < 200; i++) {
      WindowSums window = window(400, 5, 0, random);
      before += isSmall(window, BurnIn.START) ? 1 : 0;
      after += isSmall(window, burnIn) ? 1 : 0;
    }

    assertThat(burnIn.imagesOfOne()).isBetween(4.0, 7.0);
    assertThat(before).isGreaterThan(70);
    assertThat(after).isLessThan(20);
  }

  @Test
  void learnsNothingFromWindowsThatAreTooSmallOrLargerThanTheReference() {
    RandomGenerator random = new SplittableRandom(8);

    assertThat(judge.lesson(window(49, 1, 0, random))).isEmpty();
    assertThat(judge.lesson(window(100, 1, 0, random))).isPresent();
    assertThat(judge.lesson(window(2_401, 1, 0, random))).isEmpty();
  }

  private static boolean isSmall(WindowSums window, BurnIn burnIn) {
    return judge.judge(window, burnIn).orElseThrow().pValues().joint() <= 0.05;
  }

  private static NullTables calibrated(ProfileBuilder.Built reference) throws InterruptedException {
    return new Calibration(1_000, 1, 2).run(Splits.of(reference.rows()), (done, all) -> {});
  }

  private static ProfileBuilder.Built reference(int images) {
    ProfileBuilder builder = new ProfileBuilder(BINDING, 1);
    RandomGenerator random = new SplittableRandom(1);
    for (int i = 0; i < images; i++) {
      Seen seen = Seen.next(0, random);
      builder.add(seen.probabilities(), null, seen.features(), seen.image(), OptionalInt.empty());
    }
    return builder.build();
  }

  private static WindowSums window(int images, int alike, double shift, RandomGenerator random) {
    Observer observer = built.profile().observer();
    WindowSums sums = new WindowSums(built.profile().layout());
    Seen seen = Seen.next(shift, random);
    for (int i = 0; i < images; i++) {
      seen = i % alike == 0 ? Seen.next(shift, random) : seen;
      sums.add(observer.observe(seen.probabilities(), null, seen.features(), seen.image()));
    }
    return sums;
  }

  /** What a made-up model of three classes says of a made-up image. */
  @SuppressWarnings("ArrayRecordComponent")
  private record Seen(float[] probabilities, float[] features, ImageProperties image) {

    static Seen next(double shift, RandomGenerator random) {
      float[] features = new float[6];
      for (int i = 0; i < features.length; i++) {
        features[i] = (float) (random.nextGaussian() + shift);
      }
      float sure = (float) (0.4 + 0.5 * random.nextDouble());
      float[] probabilities = new float[3];
      int label = random.nextInt(3);
      for (int c = 0; c < probabilities.length; c++) {
        probabilities[c] = c == label ? sure : (1 - sure) / 2;
      }
      float light = (float) Math.min(1, random.nextDouble() + shift / 10);
      return new Seen(
          probabilities,
          features,
          new ImageProperties(light, light / 2, 0.1f, 0.3f, 0.3f, 0.4f, 1, 1, 100 * light));
    }
  }
}
