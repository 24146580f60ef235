package io.saccade.processor.topology;

import io.saccade.model.calibration.CalibratedReference;
import io.saccade.model.calibration.Calibration;
import io.saccade.model.calibration.Splits;
import io.saccade.model.drift.Observation;
import io.saccade.model.drift.ProfileBinding;
import io.saccade.model.drift.ProfileBuilder;
import io.saccade.model.image.ImageProperties;
import io.saccade.processor.lookahead.Outcome;
import io.saccade.processor.serving.ModelVersion;
import io.saccade.processor.serving.Watch;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;

/** A reference of three classes, of images that nobody has drawn. */
final class TestReference {

  static final String SHA256 = "a".repeat(64);

  private static final int IMAGES = 2_000;

  final Watch watch;

  TestReference() throws InterruptedException {
    this(IMAGES);
  }

  /** A reference that so many images are drawn for. */
  TestReference(int images) throws InterruptedException {
    ProfileBuilder builder = new ProfileBuilder(new ProfileBinding(SHA256, SHA256, SHA256), 7);
    Random random = new Random(11);
    for (int i = 0; i < images; i++) {
      float[] logits = logits(random, 0);
      builder.add(
          softmax(logits), logits, null, properties(random, 0), OptionalInt.of(random.nextInt(3)));
    }
    ProfileBuilder.Built built = builder.build();
    watch =
        Watch.of(
            new ModelVersion("colors", "1", SHA256),
            List.of("red", "green", "blue"),
            new CalibratedReference(
                built.profile(),
                new Calibration(1_000, 3, 1).run(Splits.of(built.rows()), (done, all) -> {})));
  }

  /**
   * An image of a stream.
   *
   * @param shift how far it is from what is normal
   */
  Outcome.Seen image(Random random, double shift) {
    float[] logits = logits(random, shift);
    Observation observation =
        watch.observer().observe(softmax(logits), logits, null, properties(random, shift));
    return new Outcome.Seen(watch, observation);
  }

  private static float[] logits(Random random, double shift) {
    float[] logits = new float[3];
    for (int c = 0; c < 3; c++) {
      logits[c] = (float) (random.nextGaussian() + (c == 0 ? shift : 0));
    }
    return logits;
  }

  private static float[] softmax(float[] logits) {
    double sum = 0;
    for (float logit : logits) {
      sum += Math.exp(logit);
    }
    float[] probabilities = new float[logits.length];
    for (int c = 0; c < logits.length; c++) {
      probabilities[c] = (float) (Math.exp(logits[c]) / sum);
    }
    return probabilities;
  }

  private static ImageProperties properties(Random random, double shift) {
    return new ImageProperties(
        (float) (random.nextFloat() / 2 + shift / 4),
        random.nextFloat() / 2,
        random.nextFloat(),
        random.nextFloat(),
        random.nextFloat(),
        random.nextFloat(),
        1,
        1_000,
        random.nextInt(10_000));
  }
}
